import { nodeOf } from '../../lab/gateways/gateway.mts';
import { describe, expect, it, jest } from '@jest/globals';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { testCredential } from '../engine/credentialTest.mts';
import { createPoller } from '../engine/poller.mts';
import { answer } from './answer.mts';
import type { Call } from './contract.mts';
import { CONTRACTED_GATEWAYS } from './contracts.mts';
import { fromItem, setUp, smsItem } from './setup.mts';

jest.setTimeout(600_000);

const setup = setUp();

const SECRET = 'sk-9f8e7d6c5b4a';

/** Fields that no operation would accept, and what the error says. */
const REFUSED: Array<[string, ICredentialDataDecryptedObject, string]> = [
	[
		'a query',
		{ baseUrl: 'https://gateway.example/api?key=1' },
		'Base URL in the credential contains “?” or “#”.',
	],
	[
		'an anchor',
		{ baseUrl: 'https://gateway.example/api#top' },
		'Base URL in the credential contains “?” or “#”.',
	],
	[
		'a lone question mark',
		{ baseUrl: 'https://gateway.example/api?' },
		'Base URL in the credential contains “?” or “#”.',
	],
	[
		'a login',
		{ baseUrl: `https://ann:${SECRET}@gateway.example/api` },
		'Base URL in the credential contains a user name or a password.',
	],
	[
		'a user name',
		{ baseUrl: `https://${SECRET}@gateway.example/api` },
		'Base URL in the credential contains a user name or a password.',
	],
	[
		'a key in place of an address',
		{ baseUrl: SECRET },
		'Base URL in the credential is not a web address.',
	],
	[
		'no scheme',
		{ baseUrl: `gateway.example/${SECRET}` },
		'Base URL in the credential is not a web address.',
	],
	[
		'another scheme',
		{ baseUrl: `ftp://gateway.example/${SECRET}` },
		'Base URL in the credential is not a web address.',
	],
	[
		'a space',
		{ baseUrl: 'https://gateway.example/a b' },
		'Base URL in the credential is not a web address.',
	],
	['no address', { baseUrl: ' ' }, 'Base URL in the credential is empty.'],
	[
		'the name of a country',
		{ defaultCountryCode: 'FR' },
		'Default Country Code in the credential is “FR”, which is not a country code.',
	],
	[
		'a code that no country has',
		{ defaultCountryCode: '999' },
		'Default Country Code in the credential is “999”, which is not a country code.',
	],
	[
		"a word of JavaScript's own",
		{ defaultCountryCode: 'constructor' },
		'Default Country Code in the credential is “constructor”, which is not a country code.',
	],
	[
		'a city alone',
		{ timezone: 'Paris' },
		'Time Zone in the credential is “Paris”, which is not a known time zone.',
	],
	[
		'a zone that does not exist',
		{ timezone: 'Europe/Atlantis' },
		'Time Zone in the credential is “Europe/Atlantis”, which is not a known time zone.',
	],
	[
		'a zone of a word of its own',
		{ timezone: '__proto__' },
		'Time Zone in the credential is “__proto__”, which is not a known time zone.',
	],
];

/** What stands around a value that was copied from a web page, a chat or a spreadsheet. */
const AROUND = [' ', '\t', '\n', '\r\n', '\u00A0', '\u200B', '\uFEFF', '\u2060'];

/** What a web server answers where the gateway's API is not. */
const WEB_PAGES = [
	'<!DOCTYPE html><html><body>Welcome</body></html>',
	'\n\n<html></html>',
	'<h1>No</h1>',
	'',
];

const SUCCESS = { status: 'OK', message: 'Connection successful!' };

describe.each(CONTRACTED_GATEWAYS)('the credential of $title', (gateway) => {
	const { name, contract } = gateway;
	const test = setup.of(gateway);
	const typeOf = () => gateway.credential(test.sandbox).type;
	const testOf = async (changes: ICredentialDataDecryptedObject = {}) =>
		await testCredential(test.engine, typeOf(), test.credential(changes));
	const [read] = contract.reads;
	const [send, sendMany] = (['send', 'sendMany'] as const).map((operation) =>
		fromItem(gateway, { resource: 'sms', operation, parameters: {} }),
	) as [Call, Call];
	const items = [1, 2].map((index) => smsItem(gateway, index));
	const secretsOf = (data: Record<string, string | boolean>) =>
		contract.credential.secrets.map((field) => String(data[field]));

	/** What the test of the credential, an operation and the trigger say of a credential. */
	async function sentencesOf(changes: ICredentialDataDecryptedObject): Promise<string[]> {
		const tested = await testOf(changes);
		const failed = await test.run(read, { credential: changes });
		const sent = await test.run(send, { items, credential: changes });
		const poller = createPoller(test.engine, {
			type: `${nodeOf(name)}Trigger`,
			parameters: { event: 'smsStatusChanged' },
			credentials: { [typeOf()]: test.credential(changes) },
		});
		const polled = await poller.poll().then(
			() => '',
			(error: unknown) => String(error instanceof Error ? error.message : error),
		);
		const said = [tested.message, failed.error?.message, sent.error?.message, polled];
		return said.map((sentence) => sentence ?? '');
	}

	/** What becomes of two items of a send that continues. */
	async function continuedWith(
		changes: ICredentialDataDecryptedObject,
		call: Call,
	): Promise<unknown> {
		const { json, errorItems } = await test.run(call, {
			items,
			credential: changes,
			settings: { onError: 'continueErrorOutput' },
		});
		expect(json).toEqual([]);
		return errorItems.map((item) => item.json);
	}

	const notSent = (sentence: string) =>
		items.map((item) => ({
			...item,
			outcome: 'notSent',
			error: expect.stringContaining(sentence),
		}));

	it.each(REFUSED)('with %s is refused before any request', async (_, changes, sentence) => {
		for (const said of await sentencesOf(changes)) {
			expect(said.startsWith(sentence)).toBe(true);
			expect(said).not.toContain(SECRET);
		}
		for (const call of [send, sendMany]) {
			expect(await continuedWith(changes, call)).toEqual(notSent(sentence));
		}
		expect(test.sandbox.requests.all).toEqual([]);
	});

	it('is good with blanks around every field', async () => {
		const data = test.credential({ defaultCountryCode: '33', timezone: 'Europe/Paris' });
		const texts = Object.entries(data);
		for (const around of AROUND) {
			test.sandbox.requests.clear();
			const padded = texts.map(([field, value]) => [
				field,
				typeof value === 'string' && value !== '' && field !== 'authentication'
					? `${around}${value}${around}`
					: value,
			]);
			const changed = Object.fromEntries(padded) as ICredentialDataDecryptedObject;
			expect(await testOf(changed)).toEqual(SUCCESS);
			gateway.giveCredit(test.sandbox);
			const result = await test.run(send, {
				items: [{ phone: '06 12 34 56 78', text: 'Hello' }],
				credential: changed,
			});
			expect(result.error).toBeUndefined();
			expect(gateway.delivered(test.sandbox).at(-1)?.replace(/\D/g, '')).toBe('33612345678');
		}
	});

	const { headerKeys } = contract.credential;
	it(`is refused before any request where ${headerKeys.length} keys have what a header cannot have`, async () => {
		for (const [field, displayName] of headerKeys) {
			for (const key of ['tök\u00E9n', 'two words', 'a\nb', 'a\u0000b', '']) {
				const sentence = `${displayName} in the credential is empty, or contains a character that a key cannot have.`;
				for (const said of await sentencesOf({ [field]: key })) expect(said).toContain(sentence);
				for (const call of [send, sendMany]) {
					expect(await continuedWith({ [field]: key }, call)).toEqual(notSent(sentence));
				}
			}
		}
		expect(test.sandbox.requests.all).toEqual([]);
	});

	it('is accepted by its test, with a slash at the end of the Base URL too, and no secret in an address', async () => {
		const baseUrl = String(test.credential().baseUrl);
		for (const address of [baseUrl, `${baseUrl}/`, ` ${baseUrl}// `]) {
			expect(await testOf({ baseUrl: address })).toEqual(SUCCESS);
			expect((await test.run(read, { credential: { baseUrl: address } })).error).toBeUndefined();
		}
		expect(test.sandbox.requests.all).toHaveLength(6);
		for (const { url } of test.sandbox.requests.all) {
			for (const secret of secretsOf(test.credential())) expect(url).not.toContain(secret);
		}
	});

	it.each(contract.credential.unknown)(
		'with %s is told apart by its test',
		async (_, changes, message) => {
			expect(await testOf(changes)).toEqual({ status: 'Error', message });
		},
	);

	it.each([
		...[...WEB_PAGES, contract.faults.cutJson].map(
			(body) => [200, body, contract.credential.notTheApi] as const,
		),
		...contract.credential.responses,
	])('is not accepted by its test for HTTP %s with %j', async (status, body, message) => {
		for (const contentType of ['text/html', 'application/json']) {
			const headers = { 'content-type': contentType };
			test.sandbox.faults.add({ when: 'before', fault: answer(status, body, headers) });
			const result = await testOf();
			expect(result.status).toBe('Error');
			// Where the body is not the JSON that it is said to be, n8n says so itself.
			const ofN8n = expect.stringContaining('JSON');
			expect([message, ...(isJson(body) ? [] : [ofN8n])]).toContainEqual(result.message);
		}
	});

	it.each([404, 500, 503])('is not accepted by its test for HTTP %s', async (status) => {
		test.sandbox.faults.add({ when: 'before', fault: answer(status, '<h1>No</h1>') });
		expect((await testOf()).status).toBe('Error');
	});

	it('does not follow a redirect in its test', async () => {
		for (const status of [301, 302, 303, 307, 308]) {
			test.sandbox.requests.clear();
			const location = String(test.credential().baseUrl);
			test.sandbox.faults.add({ when: 'before', fault: answer(status, '', { location }) });
			expect((await testOf()).status).toBe('Error');
			expect(test.sandbox.requests.all).toHaveLength(1);
		}
	});

	it('is never shown in an error', async () => {
		const secrets = secretsOf(test.credential());
		const words = secrets.join(' of ');
		const [refusal, ...others] = contract.credential.bodiesWith(words);
		const unread = [refusal, `<p>secret=${words}</p>`, `secret=${words}`];
		const calls = [...contract.reads.slice(0, 3), ...contract.writes.slice(0, 1), send, sendMany];
		for (const status of [200, 400, 401, 403, 404, 422, 500]) {
			for (const body of [...unread, ...others]) {
				for (const call of calls) {
					test.sandbox.faults.add({ when: 'before', fault: answer(status, body) });
					const { error, json } = await test.run(call, { items: items.slice(0, 1) });
					const shown = JSON.stringify([error, json]);
					for (const secret of secrets) expect(shown).not.toContain(secret);
					// What a response that can be read has besides may stay unread.
					if (unread.includes(body)) expect(error?.message).toBeDefined();
					if (status === 200 && error !== undefined) expect(error.message).toContain('•••');
				}
			}
		}
		for (const { url } of test.sandbox.requests.all) {
			for (const secret of secrets) expect(url).not.toContain(secret);
		}
	});
});

function isJson(body: unknown): boolean {
	if (typeof body !== 'string') return true;
	try {
		JSON.parse(body);
		return true;
	} catch {
		return false;
	}
}
