import { beforeAll, describe, expect, it } from '@jest/globals';
import { describeClient, setUpSandbox } from './clientTest.mts';
import type { Client } from './clientTest.mts';
import { NEWCOMERS_GATEWAYS } from './gateways.mts';
import { php, requirePhp } from './programs.mts';

beforeAll(requirePhp);

/** The headers as the samples of the vendors have them. */
const JSON_TYPE = 'Content-Type: application/json';

/** The keys where the vendor's samples have them: among the headers, or among the fields. */
const phpClient =
	(as: 'array' | 'json'): Client =>
	async ({ method, path, fields }, { singleSms }, { data }) => {
		const signature = singleSms.signatureOf(data);
		const headers = Object.entries(signature.headers ?? {}).map(([key, text]) => `${key}: ${text}`);
		const all = { ...fields, ...signature.fields };
		return await php({
			method,
			url: `${String(data['baseUrl'])}${path}`,
			headers: as === 'json' ? [...headers, JSON_TYPE] : headers,
			...(method === 'POST' && { body: { fields: all, as } }),
		});
	};

const ofForms = NEWCOMERS_GATEWAYS.filter(({ singleSms }) => singleSms.encoding === 'form');
const ofJson = NEWCOMERS_GATEWAYS.filter(({ singleSms }) => singleSms.encoding === 'json');

describeClient("PHP's cURL with an array", phpClient('array'), ofForms);
describeClient("PHP's cURL with an array as JSON", phpClient('json'), ofJson);

describe("PHP's cURL with an array, where the vendor reads JSON alone", () => {
	const setup = setUpSandbox();
	/** The vendor's own words: Smstools' page on errors, a recorded response from TextBoost's product. */
	const words: Record<string, RegExp> = {
		smstools: /error parsing json/,
		textBoost: /field is required/,
	};

	it.each(ofJson)('is told so by $title, and nothing is done', async (gateway) => {
		const group = await gateway.makeGroup(setup.sandbox);
		const { send, contact } = gateway.calls(group);
		for (const call of [send, contact]) {
			const answer = await phpClient('array')(call, gateway, gateway.credential(setup.sandbox));
			expect(answer).toMatch(words[gateway.name] ?? /^$/);
		}
		expect(gateway.delivered(setup.sandbox)).toEqual([]);
		expect(gateway.contacts(setup.sandbox)).toEqual([]);
	});
});
