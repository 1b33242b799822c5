import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestClock } from '../../../lab/sandbox/clock.mts';
import type { Sandbox } from '../../../lab/sandbox/sandbox.mts';
import { startSandbox } from '../../../lab/sandbox/sandbox.mts';
import { SMSTOOLS_ACCOUNT } from '../../../lab/sandbox/smstools.mts';
import { answerOf, createClient, goodMessage, KEYS } from './testClient.mts';

let sandbox: Sandbox;
const { url, get, post, patch } = createClient(() => sandbox);
const clock = createTestClock(new Date('2026-03-01T08:00:30Z'));

beforeEach(async () => {
	sandbox = await startSandbox({ clock });
	sandbox.smstools.addGroup('Guests');
});

afterEach(() => sandbox.close());

const contact = { phone: '31600000001', groupid: '5001' };
const without = (object: object, name: string) =>
	Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));

/** Path, body, code and sentence. */
const SENDS: Array<[string, unknown, number, string | RegExp]> = [
	['/message/send', without(goodMessage, 'message'), 102, 'No message given'],
	['/message/send', { ...goodMessage, message: '' }, 102, 'No message given'],
	['/message/send', { ...goodMessage, message: 'x'.repeat(460) }, 118, /459/],
	['/message/send', { ...goodMessage, message: '€'.repeat(230) }, 118, /459/],
	['/message/send', without(goodMessage, 'to'), 106, 'Destination number is not valid'],
	['/message/send', { ...goodMessage, to: '+32 474 12' }, 106, /\+32 474 12/],
	['/message/send', { ...goodMessage, sender: '' }, 109, 'The sender is empty'],
	['/message/send', { ...goodMessage, sender: 'TwelveLetter' }, 111, /not valid/],
	['/message/send', { ...goodMessage, sender: 'Café' }, 111, /not valid/],
	['/message/send', { ...goodMessage, sender: '123456789012345' }, 111, /not valid/],
	['/message/send', { ...goodMessage, date: '2026-03-01 07:59' }, 121, /in the past/],
	['/message/send', { ...goodMessage, date: '2026-02-30 07:59' }, 121, /not valid/],
	['/message/send', { ...goodMessage, date: '2026-03-02T08:00' }, 121, /not valid/],
	['/message/send', { ...goodMessage, reference: 'x'.repeat(256) }, 139, /255/],
	['/message/send', { ...goodMessage, subid: 99 }, 139, 'subaccount does not exist'],
	['/message/send', { ...goodMessage, type: 'group', to: '9' }, 125, 'Group not found'],
	['/message/send', [], 114, 'The request is empty'],
	['/message/send', [goodMessage, { ...goodMessage, type: 'group', to: '5001' }], 139, /mix/],
	['/voice/send', { ...goodMessage, language: 'es' }, 139, /one of en, nl, fr, de/],
	['/contact', { ...contact, phone: '0600' }, 103, 'Phone number 0600 is not valid'],
	['/contact', without(contact, 'groupid'), 124, 'groupid is required'],
	['/contact', { ...contact, groupid: '9' }, 128, 'Group 9 not found'],
	['/contact', { ...contact, birthday: '23-03-1997' }, 139, /yyyy-MM-dd/],
	['/contact', [], 122, 'No contacts sent'],
	['/optouts', { phone: '32474000001' }, 103, 'Phone number is not valid'],
];

it.each(SENDS)('POST %s with %j is refused with %s', async (path, body, code, sentence) => {
	expect(await post(path, body)).toEqual({
		status: 400,
		body: {
			error: String(code),
			errorMsg:
				typeof sentence === 'string' ? sentence : expect.stringMatching(new RegExp(sentence)),
		},
	});
	expect(sandbox.smstools.sent).toEqual([]);
	expect(sandbox.smstools.contacts).toEqual([]);
	expect(sandbox.smstools.optOuts).toEqual([]);
});

it.each([
	['/contact', { firstname: 'x' }, '123'],
	['/groups/', { name: 'x' }, '123'],
	['/groups/', { ID: '5001' }, '126'],
])('PATCH %s with %j is refused with %s', async (path, body, error) => {
	expect(await patch(path, body)).toMatchObject({ status: 400, body: { error } });
});

it.each([
	['/message/inbox?limit=0', '135'],
	['/message/inbox?limit=2001', '135'],
	['/message/inbox?limit=x', '135'],
	['/message/inbox?page=0', '136'],
	['/message/inbox?type=mms', '139'],
	['/message/inbox/32499999999', '132'],
	['/conversation/Bakery', '103'],
])('GET %s is refused with %s', async (path, error) => {
	expect(await get(path)).toMatchObject({ status: 400, body: { error } });
});

it.each(['/message/send', '/voice/send'])(
	'%s refuses a missing sender as an empty one where the settings say so',
	async (path) => {
		sandbox.smstools.settings.missingSender = 'refused';
		expect(await post(path, without(goodMessage, 'sender'))).toEqual({
			status: 400,
			body: { error: '109', errorMsg: 'The sender is empty' },
		});
	},
);

it('refuses to send what cannot be paid', async () => {
	sandbox.smstools.credit = 1;
	const to = ['32474000001', '32474000002'];
	expect(await post('/message/send', { ...goodMessage, to })).toMatchObject({
		body: { error: '108' },
	});
	expect(sandbox.smstools.sent).toEqual([]);
});

describe('the keys', () => {
	it.each([
		[{}],
		[{ 'x-client-id': SMSTOOLS_ACCOUNT.clientId }],
		[{ ...KEYS, 'x-client-secret': 'wrong' }],
	])('%j are refused with 104', async (headers) => {
		const response = await fetch(url('/auth'), { headers });
		expect(await answerOf(response)).toEqual({
			status: 400,
			body: { error: '104', errorMsg: 'Invalid credentials' },
		});
	});

	it('are refused with the status and in the shape of the settings', async () => {
		sandbox.smstools.settings.wrongKeysStatus = 401;
		sandbox.smstools.settings.errorCode = 'number';
		expect(await answerOf(await fetch(url('/auth')))).toMatchObject({
			status: 401,
			body: { error: 104 },
		});
		sandbox.smstools.settings.addressAllowed = false;
		sandbox.smstools.settings.errorCode = 'missing';
		expect((await get('/auth')).body).toEqual({ errorMsg: 'Your IP address is not allowed' });
	});
});

it.each([
	['{"phone":', 'application/json'],
	['phone=1', 'application/x-www-form-urlencoded'],
	[
		'--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--x--',
		'multipart/form-data; boundary=x',
	],
	['', 'application/json'],
])('refuses %j, said to be %s, in the shape of the error page', async (body, type) => {
	const response = await fetch(url('/contact'), {
		method: 'POST',
		headers: { ...KEYS, 'content-type': type },
		body,
	});
	expect(await answerOf(response)).toEqual({
		status: 400,
		body: { error: 'error parsing json' },
	});
});

it('has nothing under an address that no document has', async () => {
	expect((await fetch(url('/nothing'))).status).toBe(404);
	expect(sandbox.requests.undocumented).toEqual([
		'GET /smstools/v1/nothing: GET /smstools/v1/nothing is not documented',
	]);
});
