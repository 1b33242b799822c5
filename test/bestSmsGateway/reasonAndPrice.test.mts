import { describe, expect, it } from '@jest/globals';
import { jsonAnswer } from '../../lab/gateways/faults.mts';
import { group, setUp } from './setup.mts';

const setup = setUp();
const { run, stored } = setup;
const gateway = () => setup.sandbox.bestSmsGateway;

/** The two records of the vendor document's sample, with what its list lacks at the end. */
const SAMPLE = {
	total: 19,
	totalpages: 1,
	p: 1,
	perpage: 100,
	timezone_offset: '1',
	records: [
		{
			sms_id: '68',
			sender: 'ibukun',
			recipient: '2022451175',
			message: 'checking wrong number',
			sub_account_id: '1',
			user_id: '1',
			time_scheduled: '1448224505',
			batch_id: '1_1_1448224505',
			status: '-2',
			type: '0',
			units: '1',
			reference: '',
			time_submitted: '1448224505',
			time_sent: '1448224505',
			units_confirmed: '0',
			locked: '1',
			info: 'Network is forbidden',
			firstname: 'Gotv',
			lastname: 'NUMBER',
			group_name: 'default',
			status_msg: 'REJECTED',
			submitted_at: '2015-11-22 20:35',
			scheduled_to: '2015-11-22 20:35',
			sent_at: '2015-11-22 20:35',
			extra_data: '',
		},
		{
			sms_id: '67',
			sender: 'ibukun',
			recipient: '2348094309926',
			message: "hello; how're you doing",
			sub_account_id: '1',
			user_id: '1',
			time_scheduled: '1448223878',
			batch_id: '1_1_1448223878',
			status: '2',
			type: '0',
			units: '2',
			reference: '',
			time_submitted: '1448223878',
			time_sent: '1448223878',
			units_confirmed: '1',
			locked: '0',
			info: 'Message delivered to handset',
			firstname: null,
			lastname: null,
			group_name: null,
			status_msg: 'DELIVERED',
			submitted_at: '2015-11-22 20:24',
			scheduled_to: '2015-11-22 20:24',
			sent_at: '2015-11-22 20:24',
			extra_data: '',
		},
	],
};

const answerToReads = (answer: object) =>
	setup.sandbox.faults.add({
		form: { action: 'fetch_sms' },
		when: 'before',
		fault: jsonAnswer(200, answer),
	});

describe('the records of the vendor document', () => {
	it.each([
		['getAll', {}],
		['get', { messageId: '67,68' }],
	])('tell why the SMS failed, and what they cost: %s', async (operation, parameters) => {
		answerToReads(SAMPLE);
		const { json } = await run('sms', operation, parameters);
		expect(json).toMatchObject([
			{ id: '68', status: 'failed', reason: 'Network is forbidden', price: '1', sendAt: null },
			{ id: '67', status: 'delivered', reason: null, price: '2', sendAt: null },
		]);
	});

	it.each<[string, object, object]>([
		[
			'later than it was submitted',
			{ time_scheduled: '1448228105' },
			{ sendAt: '2015-11-22T21:35:05Z' },
		],
		['without a reason', { info: '' }, { sendAt: null, reason: null }],
		['with times but no seconds', { time_scheduled: undefined }, { sendAt: null }],
		[
			'later, without seconds',
			{ time_scheduled: undefined, scheduled_to: '2015-11-22 21:35' },
			{ sendAt: '2015-11-22T21:35:00+01:00' },
		],
	])('tell when an SMS is due: %s', async (_, changes, expected) => {
		const [record] = SAMPLE.records;
		answerToReads({ ...SAMPLE, records: [{ ...record, ...changes }] });
		const { json } = await run('sms', 'getAll');
		expect(json).toMatchObject([{ reason: 'Network is forbidden', ...expected }]);
	});

	it('give the price as it comes', async () => {
		const [record] = SAMPLE.records;
		const rows = [1.5, '0', '', null].map((units, i) => ({ ...record, sms_id: `${i + 1}`, units }));
		answerToReads({ ...SAMPLE, records: rows });
		const { json } = await run('sms', 'getAll');
		expect(json.map(({ price }) => price)).toEqual([1.5, '0', null, null]);
	});
});

describe('a send', () => {
	const one = { to: '+2348094309926', message: 'Hello' };
	const later = { sendAt: '2031-07-04T13:00:00Z' };
	const due = '2031-07-04T13:00:00Z';

	it('tells why an SMS has failed by the time it is read back, and its price', async () => {
		const [record] = SAMPLE.records;
		answerToReads({
			...SAMPLE,
			records: [{ ...record, recipient: '2348094309926', message: 'Hello' }],
		});
		const { json } = await run('sms', 'send', one);
		expect(json).toMatchObject([
			{ id: '68', status: 'failed', reason: 'Network is forbidden', price: '1' },
		]);
	});

	it('tells when the SMS is due, from the gateway or else as it was sent', async () => {
		for (const additionalFields of [later, { ...later, fetchIds: false }]) {
			const { json } = await run('sms', 'send', { ...one, additionalFields });
			expect(json).toMatchObject([{ sendAt: due, status: 'queued', reason: null }]);
		}
		setup.sandbox.faults.add({
			form: { action: 'fetch_sms' },
			when: 'before',
			fault: { kind: 'drop' },
		});
		const unread = await run('sms', 'send', { ...one, additionalFields: later });
		expect(unread.json).toMatchObject([{ id: null, sendAt: due, price: null }]);
	});

	it('gives the reason for a number that was left out', async () => {
		const to = '+2348094309926, 123456';
		const { json } = await run('sms', 'send', { ...one, to, additionalFields: later });
		const reason = 'BestSMSGateway accepted 1 of 2 numbers, and left out 123456.';
		expect(json).toMatchObject([
			{ status: 'queued', reason: null },
			{ to: '123456', status: 'failed', vendorStatus: reason, reason, sendAt: due },
		]);
	});

	it('tells when an SMS on hold was to go out', async () => {
		gateway().settings.leastHeldRecipients = 1;
		const message = 'The lottery of our casino is open';
		const { json } = await run('sms', 'send', { ...one, message, additionalFields: later });
		gateway().settings.leastHeldRecipients = 50;
		expect(json).toMatchObject([{ status: 'queued', reason: null, sendAt: due }]);
	});

	it('to a group tells when it is due', async () => {
		gateway().seedContacts([
			{ accountId: setup.accountId, phone: '2348000000001', group: 'Staff' },
		]);
		const parameters = { groupId: group('Staff'), message: 'x', additionalFields: later };
		expect((await run('sms', 'sendToGroup', parameters)).json).toMatchObject([{ sendAt: due }]);
		expect(stored()[0]?.scheduled).toBe(Date.parse(due) / 1000);
	});
});
