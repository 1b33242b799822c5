import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { Sandbox } from '../../../lab/sandbox/sandbox.mts';
import { startSandbox } from '../../../lab/sandbox/sandbox.mts';
import { SMSTOOLS_ACCOUNT } from '../../../lab/sandbox/smstools.mts';
import { answerOf, createClient, goodMessage, KEYS, MESSAGE_ID } from './testClient.mts';

let sandbox: Sandbox;
const { url, get, post } = createClient(() => sandbox);

const KEYS_IN_QUERY = new URLSearchParams({
	client_id: SMSTOOLS_ACCOUNT.clientId,
	client_secret: SMSTOOLS_ACCOUNT.clientSecret,
}).toString();

beforeEach(async () => {
	sandbox = await startSandbox();
	sandbox.smstools.addGroup('Guests');
});

afterEach(() => sandbox.close());

const json = { 'content-type': 'application/json' };

/** What no document shows in the requests so far, without the address. */
const notes = () => sandbox.requests.all.flatMap(({ undocumented }) => undocumented);

const { sender: _, ...withoutSender } = goodMessage;
const ownNumber = SMSTOOLS_ACCOUNT.inboxes[0];
const now = { at: expect.any(Date), reference: null };

it.each([
	['no reference and no date, both empty', { ...goodMessage, reference: '', date: '' }, now],
	['no sender', withoutSender, { sender: ownNumber }],
	['null as the sender', { ...goodMessage, sender: null }, { sender: ownNumber }],
])("takes %s, as the vendor's own clients send it", async (_what, body, stored) => {
	expect(await post('/message/send', body)).toEqual({
		status: 200,
		body: { messageid: expect.stringMatching(MESSAGE_ID) },
	});
	expect(sandbox.smstools.sent).toMatchObject([stored]);
	expect(notes()).toEqual([]);
});

/** As the vendor's n8n node sends it (fact sheet 9). */
it('takes a voice message without a sender', async () => {
	const extras = { date: '', reference: '', test: false, language: 'en', gender: 'Female' };
	expect((await post('/voice/send', { ...withoutSender, ...extras })).status).toBe(200);
	expect(sandbox.smstools.sent).toMatchObject([{ kind: 'voice', sender: ownNumber }]);
	expect(notes()).toEqual([]);
});

it.each([
	['in the query', '?number=%2B32474123456', {}],
	['in the query with a country code', '?number=0474123456&countrycode=32', {}],
	['in the body with a country code', '', { number: '0474 12 34 56', countrycode: '32' }],
])('formats a number %s', async (_where, query, body) => {
	expect(await post(`/format/number${query}`, body)).toEqual({
		status: 200,
		body: { number: '32474123456' },
	});
	expect(notes()).toEqual([]);
});

it('refuses to format what is no number', async () => {
	expect(await post('/format/number', { number: 'x' })).toMatchObject({
		status: 400,
		body: { error: '103' },
	});
});

/** What no document shows and the gateway accepts even so: body, what it stores, and what is noted about it. */
const SENDS: Array<[string, unknown, object, string]> = [
	['', { ...goodMessage, text: 'x' }, { text: 'Hello' }, 'Parameter text is not documented'],
	['', { ...goodMessage, to: 32474123456 }, { to: '32474123456' }, 'Parameter to is not a text'],
	[
		'',
		{ ...goodMessage, to: '+32474123456' },
		{ to: '32474123456' },
		'A plus in a number is in no sample',
	],
	['', { ...goodMessage, message: 12 }, { text: '12' }, 'Parameter message is not a text'],
	['', { ...goodMessage, sender: 3260 }, { sender: '3260' }, 'Parameter sender is not a text'],
	['', { ...goodMessage, reference: 7 }, { reference: '7' }, 'Parameter reference is not a text'],
	['', { ...goodMessage, date: null }, { kind: 'single' }, 'Parameter date is null'],
	['', { ...goodMessage, subid: '' }, { subaccount: null }, 'Parameter subid is empty'],
	['', { ...goodMessage, type: '' }, { kind: 'single' }, 'Parameter type is empty'],
	['', { ...goodMessage, type: 'sms' }, { kind: 'single' }, 'Type sms is not documented'],
	['', { ...goodMessage, test: 0 }, { text: 'Hello' }, 'Parameter test is neither true nor false'],
	[
		'?reference=A',
		goodMessage,
		{ reference: 'A' },
		'Parameter reference in the query is not documented',
	],
	['?page=1', [goodMessage], { text: 'Hello' }, 'Parameter page in the query is not documented'],
	['/', goodMessage, { text: 'Hello' }, 'The address is documented as /message/send'],
];

it.each(SENDS)('POST /message/send%s takes %j', async (suffix, body, stored, note) => {
	expect((await post(`/message/send${suffix}`, body)).status).toBe(200);
	expect(sandbox.smstools.sent).toMatchObject([stored]);
	expect(notes()).toEqual([note]);
});

it('stores nothing for a test that says yes in another way', async () => {
	expect((await post('/message/send', { ...goodMessage, test: 1 })).status).toBe(200);
	expect(sandbox.smstools.sent).toEqual([]);
});

it('takes several recipients of a voice message', async () => {
	const to = ['32474000001', '32474000002'];
	expect((await post('/voice/send', { ...goodMessage, to, subid: 71 })).status).toBe(200);
	expect(sandbox.smstools.sent).toHaveLength(2);
	expect(notes()).toEqual([
		'Several recipients of a voice message are in no sample',
		'Parameter subid is not documented',
	]);
});

it.each([
	[
		{ firstname: '', birthday: '' },
		['Parameter birthday is empty', 'Parameter firstname is empty'],
	],
	[{ extra9: 'x' }, ['Parameter extra9 is not documented']],
	[{ unsubscribed: 'maybe' }, ['Parameter unsubscribed is neither yes nor no']],
	[{ phone: 31600000001 }, ['A phone number is not a text']],
	[{ phone: '+31600000001' }, ['A plus in a number is in no sample']],
])('POST /contact takes %j', async (changes, noted) => {
	const contact = { phone: '31600000001', groupid: 5001, ...changes };
	expect((await post('/contact', contact)).status).toBe(200);
	expect(sandbox.smstools.contacts).toMatchObject([
		{ phone: expect.stringMatching(/^\+?31600000001$/), groupid: '5001' },
	]);
	expect(notes()).toEqual(noted);
});

it('takes all parameters of a write in the query', async () => {
	const query = new URLSearchParams(goodMessage).toString();
	const response = await fetch(url(`/message/send?${query}`), { method: 'POST', headers: KEYS });
	expect(response.status).toBe(200);
	expect(sandbox.smstools.sent).toMatchObject([{ to: goodMessage.to, text: goodMessage.message }]);
	expect(notes()).toEqual(
		Object.keys(goodMessage).map((name) => `Parameter ${name} in the query is not documented`),
	);
});

/** curl says so of whatever it sends with `-d`. */
it.each(['application/x-www-form-urlencoded', 'text/plain'])(
	'takes JSON that is said to be %s',
	async (type) => {
		const response = await fetch(url('/message/send'), {
			method: 'POST',
			headers: { ...KEYS, 'content-type': type },
			body: JSON.stringify(goodMessage),
		});
		expect(response.status).toBe(200);
		expect(sandbox.smstools.sent).toHaveLength(1);
		expect(notes()).toEqual(['The content type is not application/json']);
	},
);

it.each([
	['/message/inbox?after_id=5', 'Parameter after_id is not documented'],
	['/conversation/%2B32474000001', 'A plus in the address is not documented'],
	['/contact?limit=5', 'Parameter limit is not documented'],
	['/groups?limit=5', 'Parameter limit is not documented'],
	['/groups/', 'The address is documented as /groups'],
	['/balance?page=1', 'Parameter page is not documented'],
])('GET %s is answered', async (path, note) => {
	expect((await get(path)).status).toBe(200);
	expect(notes()).toEqual([note]);
});

it('finds the conversation with a number that has a plus', async () => {
	sandbox.smstools.receive({ from: '32474000001', text: 'Hi' });
	expect((await get('/conversation/%2B32474000001')).body).toMatchObject({ total: 1 });
});

it('takes the keys in the query, as a third party sends them, or in the body', async () => {
	expect(await answerOf(await fetch(url(`/auth?${KEYS_IN_QUERY}`)))).toMatchObject({ status: 200 });
	const body = JSON.stringify({
		...goodMessage,
		...Object.fromEntries(new URLSearchParams(KEYS_IN_QUERY)),
	});
	const response = await fetch(url('/message/send'), { method: 'POST', headers: json, body });
	expect(response.status).toBe(200);
	expect(notes()).toEqual([
		"Parameter client_id in the query is a third party's only",
		"Parameter client_secret in the query is a third party's only",
		'Parameter client_id in the body is in no sample',
		'Parameter client_secret in the body is in no sample',
	]);
});

it('refuses wrong keys in the query', async () => {
	const response = await fetch(url('/auth?client_id=1&client_secret=2'));
	expect(await answerOf(response)).toMatchObject({ status: 400, body: { error: '104' } });
});
