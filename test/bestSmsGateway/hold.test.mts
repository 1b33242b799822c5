import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { plainText } from '../engine/plainText.mts';
import { group, manyItems, setUp, smsFromItem } from './setup.mts';

const setup = setUp();
const { run, requestsFor, handedOver } = setup;

const gateway = () => setup.sandbox.bestSmsGateway;
const sentence = expect.stringMatching(/^Message currently on hold/);

/** One text of each kind that the gateway looks for, with the number of the item in it (fact sheet 12.4). */
const FLAGGED: Array<[string, (i: number) => string]> = [
	['an address', (i) => `See http://example.org/${i}`],
	['a secure address', (i) => `HTTPS://EXAMPLE.ORG/${i}`],
	['an address without its beginning', (i) => `Go to www.example.museum ${i}`],
	['an email address', (i) => `Write to shop${i}@example.org`],
	['a bare domain', (i) => `Order ${i} at shop.ng`],
	['a missing blank after a full stop', (i) => `Thanks ${i}.See you`],
	['four letters after a dot', (i) => `Text ${i} word.abcd`],
	['a long number', (i) => `Call 0808668${1000 + i}`],
	['a number with blanks', (i) => `Call 0808 668 ${1000 + i}`],
	['a number with hyphens', (i) => `Call 080-8668-${1000 + i}`],
	['a number with parentheses', (i) => `Call (080) 8668 ${1000 + i}`],
	['two words of its list', (i) => `Win the casino lottery, ${i}`],
	['a date with a time', (i) => `Appointment 2027-04-22 ${10 + (i % 9)}:00, no. ${i}`],
];

const itemsWith = (count: number, textOf: (i: number) => string): IDataObject[] =>
	manyItems(count).map((item, i) => ({ ...item, text: textOf(i) }));

describe.each(['send', 'sendMany'])('%s of 60 items', (operation) => {
	it.each(FLAGGED)('with %s puts none on hold', async (_, textOf) => {
		const result = await run('sms', operation, smsFromItem, { items: itemsWith(60, textOf) });
		expect(result.json.map(({ status, text }) => [status, text])).toEqual(
			Array.from({ length: 60 }, (_item, i) => ['sent', textOf(i)]),
		);
		expect(handedOver()).toHaveLength(60);
		expect(requestsFor('send_sms')).toHaveLength(2);
	});

	it('of which some have such a text puts none on hold', async () => {
		const items = itemsWith(120, (i) => (i % 2 === 0 ? `Hello ${i}` : `See shop.ng/${i}`));
		const result = await run('sms', operation, smsFromItem, { items });
		expect(new Set(result.json.map(({ status }) => status))).toEqual(new Set(['sent']));
		expect(requestsFor('send_sms')).toHaveLength(3);
	});
});

// The judge: the same texts in one request, as a client sends them that knows nothing of it.
it.each(FLAGGED)('60 texts with %s are on hold in one request', async (_, textOf) => {
	const { subAccount, subAccountPassword, baseUrl } = setup.credential();
	const contacts = itemsWith(60, textOf).map(({ phone, text }) => ({
		phone,
		override_message: text,
	}));
	const body = new URLSearchParams({
		sub_account: plainText(subAccount),
		sub_account_pass: plainText(subAccountPassword),
		action: 'send_sms',
		message: textOf(0),
		contacts: JSON.stringify(contacts),
		recipients: plainText(contacts[0]?.phone),
	});
	const answer = await fetch(plainText(baseUrl), { method: 'POST', body });
	expect(await answer.json()).toMatchObject({ error: sentence });
});

describe('an item that is on hold by itself', () => {
	const text = 'See http://example.org';
	const numbers = (count: number) =>
		manyItems(count)
			.map(({ phone }) => plainText(phone))
			.join();

	it.each(['send', 'sendMany'])('says so, and holds up nobody else: %s', async (operation) => {
		const items = [
			{ phone: numbers(50), text },
			{ phone: '+2349000000001', text },
			{ phone: '+2349000000002', text: 'Hello' },
		];
		const result = await run('sms', operation, smsFromItem, { items });
		expect(result.json).toHaveLength(52);
		for (const row of result.json.slice(0, 50)) {
			expect(row).toMatchObject({ id: null, status: 'queued', vendorStatus: sentence });
		}
		expect(result.json.slice(50)).toMatchObject([{ status: 'sent' }, { status: 'sent' }]);
		expect(handedOver().map(({ recipient }) => recipient)).toEqual([
			'2349000000001',
			'2349000000002',
		]);
	});

	it.each(['send', 'sendMany'])('keeps its request with any other text: %s', async (operation) => {
		const result = await run('sms', operation, { to: numbers(60), message: 'Hello' });
		expect(new Set(result.json.map(({ status }) => status))).toEqual(new Set(['sent']));
		expect(requestsFor('send_sms')).toHaveLength(1);
	});

	it('goes out with 49 numbers', async () => {
		const result = await run('sms', 'send', { to: numbers(49), message: text });
		expect(new Set(result.json.map(({ status }) => status))).toEqual(new Set(['sent']));
	});

	it('is a group too', async () => {
		gateway().seedContacts(
			manyItems(50).map(({ phone }) => ({
				accountId: setup.accountId,
				phone: plainText(phone).slice(1),
				group: 'Customers',
			})),
		);
		const parameters = { groupId: group('Customers'), message: text };
		const result = await run('sms', 'sendToGroup', parameters);
		expect(result.json).toMatchObject([{ status: 'queued', vendorStatus: sentence }]);
		expect(handedOver()).toEqual([]);
	});
});
