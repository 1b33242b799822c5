import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestClock } from '../../../lab/sandbox/clock.mts';
import { createTestClock } from '../../../lab/sandbox/clock.mts';
import type { Sandbox } from '../../../lab/sandbox/sandbox.mts';
import { startSandbox } from '../../../lab/sandbox/sandbox.mts';
import { createClient, goodMessage, MESSAGE_ID } from './testClient.mts';

let clock: TestClock;
let sandbox: Sandbox;
const { post, get } = createClient(() => sandbox);
const ids = () => sandbox.smstools.sent.map(({ messageid }) => messageid);

beforeEach(async () => {
	clock = createTestClock(new Date('2026-03-01T08:00:30Z'));
	sandbox = await startSandbox({ clock });
});

afterEach(() => sandbox.close());

describe('POST /message/send', () => {
	it('answers one recipient with its id, and stores all that was said', async () => {
		const answer = await post('/message/send', {
			...goodMessage,
			reference: 'Order 7',
			subid: 71,
			date: '2026-03-01 09:00',
		});
		expect(answer).toEqual({
			status: 200,
			body: { messageid: expect.stringMatching(MESSAGE_ID) },
		});
		expect(sandbox.smstools.sent).toMatchObject([
			{
				to: '32474123456',
				text: 'Hello',
				sender: 'Bakery',
				reference: 'Order 7',
				subaccount: '71',
				at: new Date('2026-03-01T09:00:00Z'),
			},
		]);
		expect(sandbox.smstools.credit).toBe(9_999);
	});

	it('answers a list of recipients with a list, in either order', async () => {
		const to = ['32474000001', '+32474000002'];
		expect(await post('/message/send', { ...goodMessage, to })).toEqual({
			status: 200,
			body: { messageids: ids() },
		});
		sandbox.smstools.settings.messageIdOrder = 'reversed';
		expect(await post('/message/send', { ...goodMessage, to })).toEqual({
			status: 200,
			body: { messageids: ids().slice(2).reverse() },
		});
	});

	it('takes an array of objects, each with its own text', async () => {
		const body = [goodMessage, { ...goodMessage, to: '32474000002', message: 'Other' }];
		expect((await post('/message/send', body)).body).toEqual({ messageids: ids() });
		expect(sandbox.smstools.sent.map(({ text }) => text)).toEqual(['Hello', 'Other']);
		sandbox.smstools.settings.arraySendAnswer = 'rows';
		expect((await post('/message/send', body)).body).toEqual(
			ids()
				.slice(2)
				.map((messageid) => ({ messageid })),
		);
	});

	it.each([
		['/message/send', { ...goodMessage, test: true }],
		['/message/send?test=true', [goodMessage]],
		['/voice/send', { ...goodMessage, test: true }],
	])('stores and charges nothing for a test by %s', async (path, body) => {
		expect((await post(path, body)).status).toBe(200);
		sandbox.smstools.settings.testAnswer = 'empty';
		expect((await post(path, body)).body).toEqual({});
		expect(sandbox.smstools.sent).toEqual([]);
		expect(sandbox.smstools.credit).toBe(10_000);
	});

	it('refuses all, or some, when some recipients are bad', async () => {
		const body = { ...goodMessage, to: ['32474000001', '0474'] };
		expect(await post('/message/send', body)).toEqual({
			status: 400,
			body: { error: '106', errorMsg: 'Destination number 0474 is not valid' },
		});
		expect(sandbox.smstools.sent).toEqual([]);
		sandbox.smstools.settings.badRecipients = 'partly';
		expect(await post('/message/send', body)).toEqual({
			status: 200,
			body: {
				messageids: ids(),
				errors: [{ error: 106, errorMsg: 'Destination number 0474 is not valid' }],
			},
		});
		expect(sandbox.smstools.sent).toHaveLength(1);
	});

	it('sends to a group, and charges each of its contacts', async () => {
		const groupid = sandbox.smstools.addGroup('Guests');
		sandbox.smstools.addContact({ phone: '32474000001', groupid });
		sandbox.smstools.addContact({ phone: '32474000002', groupid });
		const group = { ...goodMessage, type: 'group', to: groupid };
		expect((await post('/message/send', group)).body).toEqual({ messageid: ids()[0] });
		expect(sandbox.smstools.sent).toMatchObject([{ kind: 'group', to: groupid, amount: 2 }]);
		expect(sandbox.smstools.credit).toBe(9_998);
	});
});

it('POST /voice/send stores language and gender', async () => {
	const body = { ...goodMessage, language: 'nl', gender: 'Male' };
	expect((await post('/voice/send', body)).body).toEqual({ messageid: ids()[0] });
	await post('/voice/send', goodMessage);
	expect(sandbox.smstools.sent).toMatchObject([
		{ kind: 'voice', language: 'nl', gender: 'Male' },
		{ kind: 'voice', language: 'en', gender: 'Female' },
	]);
});

it('lets a message wait in the outbox for its time, then walk from state to state', async () => {
	sandbox.smstools.settings.zone = 'Europe/Brussels';
	await post('/message/send', { ...goodMessage, date: '2026-03-01 09:02', reference: 'R' });
	const [messageid] = ids();
	const row = { ID: '810001', message: 'Hello', to: '32474123456', type: 'single', messageid };
	const date = '01/03/2026/09/02';
	const envelope = { total: 1, shown: 1, page: 1, limit: 1000 };
	expect((await get('/outbox')).body).toEqual({
		...envelope,
		messages: [{ ...row, date, refence: 'R' }],
	});
	sandbox.smstools.settings.outboxReference = 'reference';
	expect((await get('/outbox')).body).toEqual({
		...envelope,
		messages: [{ ...row, date, reference: 'R' }],
	});

	clock.set(new Date('2026-03-01T08:02:00Z'));
	const statuses = [];
	for (let step = 0; step < 4; step++) {
		statuses.push((await get('/message/history')).body);
		clock.advance(2000);
	}
	expect(statuses).toMatchObject(
		['SUBMITTED', 'BUFFERED', 'DELIVERED', 'DELIVERED'].map((status) => ({
			messages: [{ ID: '810001', date: '2026-03-01 09:02:00', amount: '1', status }],
		})),
	);
	expect((await get('/outbox')).body).toMatchObject({ total: 0, messages: [] });
	sandbox.smstools.end(String(messageid), 'NOT DELIVERED');
	expect((await get('/message/history')).body).toMatchObject({
		messages: [{ status: 'NOT DELIVERED' }],
	});
});
