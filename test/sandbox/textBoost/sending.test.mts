import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestClock } from '../clock.mts';
import { startSandbox } from '../sandbox.mts';
import type { Sandbox } from '../sandbox.mts';
import { createClient, smsWith } from './testClient.mts';

const clock = createTestClock(new Date('2026-05-29T10:07:41.250Z'));
let sandbox: Sandbox;
const call = createClient(() => sandbox);

beforeEach(async () => {
	clock.set(new Date('2026-05-29T10:07:41.250Z'));
	sandbox = await startSandbox({ clock });
});

afterEach(() => sandbox.close());

const uids = () => sandbox.textBoost.messages.map(({ uid }) => uid);
const numbers = () => sandbox.textBoost.messages.map(({ number }) => number);

describe('one recipient', () => {
	it('is answered with a row whose uid is the time in hex', async () => {
		const reply = await call('POST', '/sms/send', smsWith());
		expect(reply).toEqual({
			status: 200,
			body: {
				status: 'success',
				message: 'Your message was successfully delivered',
				data: {
					uid: '6a19656d3d090',
					to: '31612345678',
					from: 'YourName',
					message: 'This is a test message',
					customer_status: 'Delivered',
					cost: '1',
				},
			},
		});
		expect(parseInt('6a19656d', 16)).toBe(Date.parse('2026-05-29T10:07:41Z') / 1000);
	});

	it('that the gateway has not delivered at once is a 403, although the message is there', async () => {
		sandbox.textBoost.answerFirst('31612345678', 'Enroute');
		expect(await call('POST', '/sms/send', smsWith())).toEqual({
			status: 403,
			body: { status: 'error', message: 'Enroute' },
		});
		expect(sandbox.textBoost.messages).toMatchObject([{ status: 'Enroute' }]);
	});

	it('that is blocked is a 403, and nothing is stored', async () => {
		sandbox.textBoost.blockNumber('31612345678', 'Number is blacklisted');
		expect(await call('POST', '/sms/send', smsWith())).toEqual({
			status: 403,
			body: { status: 'error', message: 'Number is blacklisted' },
		});
		expect(sandbox.textBoost.messages).toEqual([]);
	});

	it.each([
		[{ type: 'voice', language: 'en-gb-wls', gender: 'female' }, { type: 'voice' }],
		[
			{ type: 'mms', media_url: 'https://via.placeholder.com/150.jpg', message: undefined },
			{ type: 'mms', mediaUrl: 'https://via.placeholder.com/150.jpg', text: '' },
		],
		[{ dlt_template_id: '1107' }, { type: 'plain', dltTemplateId: '1107' }],
	])('takes %j', async (changes, stored) => {
		expect((await call('POST', '/sms/send', smsWith(changes))).status).toBe(200);
		expect(sandbox.textBoost.messages).toMatchObject([stored]);
	});
});

describe('several recipients', () => {
	it('are answered with a row each, in a list', async () => {
		const reply = await call(
			'POST',
			'/sms/send',
			smsWith({ recipient: '31600000001,31600000002' }),
		);
		expect(reply.body.data).toMatchObject([
			{ id: 1, uid: uids()[0], to: '31600000001', customer_status: 'Delivered', sms_count: 1 },
			{ id: 2, uid: uids()[1], to: '31600000002' },
		]);
	});

	it('leave out what was refused, whose reason stands in the sentence of a success', async () => {
		sandbox.textBoost.blockNumber('31600000002', 'Number is blacklisted');
		const reply = await call(
			'POST',
			'/sms/send',
			smsWith({ recipient: '31600000001,31600000002' }),
		);
		expect(reply).toMatchObject({
			status: 200,
			body: { status: 'success', message: '31600000002: Number is blacklisted' },
		});
		expect(reply.body.data).toHaveLength(1);
		expect(numbers()).toEqual(['31600000001']);
	});

	it('get one message each, however often and however a number is written', async () => {
		const recipient = '31600000001, +31 (6) 00-000001,31600000002';
		await call('POST', '/sms/send', smsWith({ recipient }));
		expect(numbers()).toEqual(['31600000001', '31600000002']);
	});

	it('may be a campaign', async () => {
		sandbox.textBoost.settings.severalAnswer = 'campaign';
		const reply = await call(
			'POST',
			'/sms/send',
			smsWith({ recipient: '31600000001,31600000002' }),
		);
		expect(reply.body.data).toEqual({
			uid: expect.any(String),
			campaign_name: 'API',
			status: 'queued',
		});
	});

	it.each([
		[100, 200],
		[101, 404],
	])('%s are answered with %s', async (count, status) => {
		const recipient = Array.from({ length: count }, (_, i) => String(31600000000 + i)).join(',');
		const reply = await call('POST', '/sms/send', smsWith({ recipient }));
		expect(reply.status).toBe(status);
		expect(numbers()).toHaveLength(status === 200 ? count : 0);
	});
});

it('a scheduled message has no uid, and goes out at its time in the zone of the account', async () => {
	const reply = await call('POST', '/sms/send', smsWith({ schedule_time: '2026-05-29 16:00' }));
	expect(reply).toMatchObject({ status: 200, body: { status: 'success', data: null } });
	expect(sandbox.textBoost.scheduled[0]?.dueAt).toEqual(new Date('2026-05-29T10:30:00Z'));
	expect(uids()).toEqual([]);
	clock.set(new Date('2026-05-29T10:30:00Z'));
	expect(uids()).toHaveLength(1);
	expect(sandbox.textBoost.scheduled).toEqual([]);
});

it('a campaign writes to all contacts of its groups, and counts them', async () => {
	const first = sandbox.textBoost.seedGroup('A', 2);
	const second = sandbox.textBoost.seedGroup('B', 1);
	const body = smsWith({ recipient: undefined, contact_list_id: `${first},${second}` });
	const sent = await call('POST', '/sms/campaign', body);
	expect(sent.body.data).toMatchObject({ uid: sandbox.textBoost.campaigns[0]?.uid });
	expect(numbers()).toHaveLength(3);
	const viewed = await call('GET', `/campaign/${sandbox.textBoost.campaigns[0]?.uid}/view`);
	expect(viewed.body.data).toMatchObject({ status: 'done', stats: { delivered_count: 3 } });
	sandbox.textBoost.settings.campaigns = false;
	expect((await call('POST', '/sms/campaign', body)).status).toBe(404);
});
