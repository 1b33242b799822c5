import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { ALL_GATEWAYS } from '../../lab/gateways/gateways.mts';
import { testCredential } from '../engine/credentialTest.mts';
import { setUpEngine } from '../engine/nodeTest.mts';
import { createPoller } from '../engine/poller.mts';
import { operationsOf } from './operations.mts';

jest.setTimeout(600_000);

const setup = setUpEngine();

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

/** The fields of a key that goes into a header, by the gateway. */
const HEADER_KEYS: Array<[string, string, string]> = [
	['textBoost', 'apiToken', 'API Token'],
	['smstools', 'clientId', 'Client ID'],
	['smstools', 'clientSecret', 'Client Secret'],
];

/** What stands around a value that was copied from a web page, a chat or a spreadsheet. */
const AROUND = [' ', '\t', '\n', '\r\n', '\u00A0', '\u200B', '\uFEFF', '\u2060'];

beforeEach(() => setup.sandbox.textBoost.resetSettings());

describe.each(ALL_GATEWAYS)('the credential of $title', (gateway) => {
	const { name } = gateway;
	const good = () => gateway.credential(setup.sandbox);

	/** What the test of the credential, an operation and the trigger say of a credential. */
	async function sentencesOf(changes: ICredentialDataDecryptedObject): Promise<string[]> {
		const { type, data } = good();
		const credentials = { [type]: { ...data, ...changes } };
		const tested = await testCredential(setup.engine, type, credentials[type] ?? {});
		const [operation] = operationsOf(name, setup.engine.package).filter(({ isPlain }) => isPlain);
		if (operation === undefined) throw new Error('There is an operation that reads');
		const { resource, operation: value, parameters } = operation;
		const run = async (chosen: object) =>
			await setup.engine.run({ type: name, parameters: { ...parameters, ...chosen }, credentials });
		const read = await run({ resource, operation: value });
		const sent = await run({
			resource: 'sms',
			operation: 'send',
			...gateway.parameters,
			to: gateway.phone(1),
			message: 'Hello',
		});
		const poller = createPoller(setup.engine, {
			type: `${name}Trigger`,
			parameters: { event: 'smsStatusChanged' },
			credentials,
		});
		const polled = await poller.poll().then(
			() => '',
			(error: unknown) => String(error instanceof Error ? error.message : error),
		);
		const said = [tested.message, read.error?.message, sent.error?.message, polled];
		return said.map((sentence) => sentence ?? '');
	}

	it.each(REFUSED)('with %s is refused before any request', async (_, changes, sentence) => {
		for (const said of await sentencesOf(changes)) {
			expect(said.startsWith(sentence)).toBe(true);
			expect(said).not.toContain(SECRET);
		}
		expect(setup.sandbox.requests.all).toEqual([]);
	});

	it('is good with blanks around every field', async () => {
		const { type, data } = good();
		const texts = Object.entries({ ...data, defaultCountryCode: '33', timezone: 'Europe/Paris' });
		for (const around of AROUND) {
			setup.sandbox.requests.clear();
			const padded = texts.map(([field, value]) => [
				field,
				typeof value === 'string' && value !== '' && field !== 'authentication'
					? `${around}${value}${around}`
					: value,
			]);
			const changed = Object.fromEntries(padded) as ICredentialDataDecryptedObject;
			expect(await testCredential(setup.engine, type, changed)).toEqual({
				status: 'OK',
				message: 'Connection successful!',
			});
			gateway.giveCredit(setup.sandbox);
			const result = await setup.engine.run({
				type: name,
				parameters: {
					resource: 'sms',
					operation: 'send',
					...gateway.parameters,
					to: '06 12 34 56 78',
					message: 'Hello',
				},
				credentials: { [type]: changed },
			});
			expect(result.error).toBeUndefined();
			expect(gateway.delivered(setup.sandbox).at(-1)?.replace(/\D/g, '')).toBe('33612345678');
		}
	});

	const ofHeader = HEADER_KEYS.filter(([of]) => of === name);
	it(`is refused before any request where ${ofHeader.length} keys have what a header cannot have`, async () => {
		for (const [, field, displayName] of ofHeader) {
			for (const key of ['tök\u00E9n', 'two words', 'a\nb', 'a\u0000b', '']) {
				for (const said of await sentencesOf({ [field]: key })) {
					expect(said).toContain(
						`${displayName} in the credential is empty, or contains a character that a key cannot have.`,
					);
				}
			}
		}
		expect(setup.sandbox.requests.all).toEqual([]);
	});
});
