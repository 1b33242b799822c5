import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { setUpTrigger as setUpBestSmsGateway } from '../bestSmsGateway/triggerSetup.mts';
import type { TriggerTest } from '../engine/triggerTest.mts';
import { setUpTrigger as setUpSmsGateway24 } from '../smsGateway24/triggerSetup.mts';
import { setUpTrigger as setUpSmstools } from '../smstools/triggerSetup.mts';
import { setUpTrigger as setUpTextBoost } from '../textBoost/triggerSetup.mts';

const HOUR_MS = 60 * 60 * 1000;

interface Gateway {
	name: string;
	setUp: () => TriggerTest;
	/** An answer with this row alone. */
	answer: (row: IDataObject) => IDataObject;
	/** A row without what the trigger needs. */
	odd: IDataObject;
	/** What its fields become while the SMS is on its way (fact sheets of the gateways). */
	steps: IDataObject[];
}

const GATEWAYS: Gateway[] = [
	{
		name: 'SmsGateway24',
		setUp: setUpSmsGateway24,
		answer: (row) => ({ error: 0, smss: { abc: row }, count: 1, message: 'Ok' }),
		odd: { id: 'abc', sendto: '+4917', body: 'odd', created: null, senttime: null },
		steps: [
			{ status: 1, statustitle: 'New' },
			{ status: 2, statustitle: 'sending' },
			{ status: 6, statustitle: 'Sent', senttime: { date: '2026-01-01 10:00:00.000000' } },
			{ status: 7, statustitle: 'Delivered', senttime: { date: '2026-01-01 10:00:00.000000' } },
		],
	},
	{
		name: 'Smstools',
		setUp: setUpSmstools,
		answer: (row) => ({ total: 1, shown: 1, page: 1, limit: 500, messages: [row] }),
		odd: { ID: 'abc', to: '32474000000', message: 'odd', date: 'soon', type: 'group' },
		steps: [
			{ status: 'SUBMITTED', amountdelivered: '0', amountnotdelivered: '0' },
			{ status: 'DELIVERED', amountdelivered: '1', amountnotdelivered: '0' },
			{ status: 'DELIVERED', amountdelivered: '1', amountnotdelivered: '1' },
		],
	},
	{
		name: 'BestSMSGateway',
		setUp: setUpBestSmsGateway,
		answer: (row) => ({ total: 1, totalpages: 1, p: 1, perpage: 300, records: [row] }),
		odd: { sms_id: 'abc', recipient: '2348012345678', message: 'odd' },
		steps: [
			{ status: '0', status_msg: 'PENDING', time_sent: '0', sent_at: '', units_confirmed: '0' },
			{ status: '1', status_msg: 'SENT', time_sent: '1', sent_at: '2026', locked: '1' },
			{ status: '-2', status_msg: 'REJECTED', time_sent: '1', info: 'Network is forbidden' },
		],
	},
	{
		name: 'TextBoost',
		setUp: setUpTextBoost,
		answer: (row) => ({ status: 'success', data: { data: [row], total: 1, last_page: 1 } }),
		odd: { uid: null, to: '4917', message: 'odd', direction: 'outgoing' },
		steps: [
			{ status: 'Queued', customer_status: 'Queued', sent_at: null, cost: '1' },
			{ status: 'Accepted|17', customer_status: 'Accepted', sent_at: '2026-01-01 10:00:00' },
			{ status: 'Failed|17', customer_status: 'Failed', sent_at: '2026-01-01 10:00:00', cost: '0' },
		],
	},
];

describe.each(GATEWAYS)('$name Trigger, with an SMS that cannot be tracked', (gateway) => {
	const { setUp, answer, odd, steps } = gateway;
	const setup = setUp();

	it('reports it once, however often its status changes, and another one again', async () => {
		const poller = await setup.activated({ event: 'smsStatusChanged', statuses: [] });
		const isReported = async (row: IDataObject) => {
			setup.clock.advance(HOUR_MS);
			setup.sandbox.faults.clear();
			const body = JSON.stringify(answer(row));
			const fault = { kind: 'answer', status: 200, body } as const;
			setup.sandbox.faults.add({ when: 'before', times: Infinity, fault });
			const said: unknown = await poller.poll().catch((error: unknown) => error);
			if (!(said instanceof Error)) return false;
			expect(said).toMatchObject({ description: expect.stringMatching(/^It was set aside/) });
			return true;
		};
		const reported: boolean[] = [];
		for (const step of steps) reported.push(await isReported({ ...odd, ...step }));
		expect(reported).toEqual(steps.map((_step, index) => index === 0));
		expect(await isReported({ ...odd, message: 'another', body: 'another' })).toBe(true);
	});
});
