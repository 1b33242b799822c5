import { describe, expect, it } from '@jest/globals';
import type { SentMessage } from '../../lab/sandbox/smstools/messages.mts';
import { LIST_FORMS, listAs, setUpTrigger } from './triggerSetup.mts';

const SECOND_MS = 1000;
const HOUR_MS = 60 * 60 * SECOND_MS;
const DAY_MS = 24 * HOUR_MS;
const finalStatuses = { event: 'smsStatusChanged' };
const everyStatus = { ...finalStatuses, statuses: [] };

const setup = setUpTrigger();

/** Sends SMS, one a second. */
function send(count = 1, changes: { kind?: SentMessage['kind']; sender?: string } = {}) {
	return Array.from({ length: count }, (_item, i) => {
		setup.clock.advance(SECOND_MS);
		return setup.sandbox.smstools.addSent({
			to: `3247400000${i % 10}`,
			text: `SMS ${i}`,
			...changes,
		});
	});
}
const steps = (items: Array<{ status?: unknown; previousStatus?: unknown }>) =>
	items.map(({ status, previousStatus }) => `${String(previousStatus)} → ${String(status)}`);

describe.each(LIST_FORMS)('SMS Status Changed, $order, total of $total', (form) => {
	it.each([true, false])('tells every status of an SMS in order, IDs: %s', async (rowIds) => {
		listAs(setup, form, 5);
		setup.sandbox.smstools.settings.rowIds = rowIds;
		send(17);
		setup.clock.advance(2 * HOUR_MS);
		const poller = await setup.activated(everyStatus);
		send();
		const seen = steps(await poller.poll());
		for (let i = 0; i < 12; i += 1) {
			setup.clock.advance(SECOND_MS);
			if (i === 6) poller.restart();
			seen.push(...steps(await poller.poll()));
		}
		expect(seen).toEqual(['null → queued', 'queued → sent', 'sent → delivered']);
	});

	it('tells final statuses only by default, also of an SMS that it sees for the first time', async () => {
		listAs(setup, form, 5);
		send(17);
		setup.clock.advance(2 * HOUR_MS);
		const poller = await setup.activated(finalStatuses);
		const [failed] = send(2);
		setup.sandbox.smstools.end(failed?.messageid ?? '', 'NOT DELIVERED');
		expect(await poller.poll()).toEqual([
			{
				id: failed?.id,
				direction: 'outgoing',
				from: 'Bakery',
				to: '32474000000',
				text: 'SMS 0',
				status: 'failed',
				vendorStatus: 'NOT DELIVERED',
				reason: null,
				createdAt: expect.any(String),
				sentAt: expect.any(String),
				sendAt: null,
				price: null,
				reference: null,
				segments: 1,
				encoding: 'GSM-7',
				previousStatus: null,
			},
		]);
		setup.clock.advance(20 * SECOND_MS);
		expect(steps(await poller.poll())).toEqual(['queued → delivered']);
		expect(await poller.poll()).toEqual([]);
	});

	it('follows an SMS that was open at the activation, across pages and days', async () => {
		listAs(setup, form, 5);
		setup.sandbox.smstools.settings.statusStepMs = Infinity;
		send(7);
		const [open] = send();
		const poller = await setup.activated(finalStatuses);
		for (let day = 0; day < 2; day += 1) {
			setup.clock.advance(DAY_MS);
			send(31).forEach(({ messageid }) => setup.sandbox.smstools.end(messageid, 'DELIVERED'));
			expect(await poller.poll()).toHaveLength(31);
		}
		setup.sandbox.smstools.end(open?.messageid ?? '', 'REJECTED');
		const items = [];
		// Three pages of five in each poll, in turns; without a total the look-back, which is seven or eight pages, comes on top.
		const most = form.total === 'all' ? form.idle + 3 : form.idle + 7 + 4;
		for (let i = 0; i < 8; i += 1) {
			setup.sandbox.requests.clear();
			items.push(...(await poller.poll()));
			expect(setup.sandbox.requests.all.length).toBeLessThanOrEqual(most);
		}
		expect(items).toEqual([
			expect.objectContaining({ id: open?.id, status: 'failed', previousStatus: 'queued' }),
		]);
	});

	it('costs few requests when nothing is open', async () => {
		listAs(setup, form, 5);
		send(17);
		setup.clock.advance(2 * HOUR_MS);
		send();
		setup.clock.advance(20 * SECOND_MS);
		const poller = await setup.activated(finalStatuses);
		await poller.poll();
		expect(setup.sandbox.requests.all.map(({ path }) => path)).toEqual(
			Array(form.idle).fill('/smstools/v1/message/history'),
		);
	});

	it('keeps less than 100 kB at 5,000 SMS a day that all stay open for three days', async () => {
		listAs(setup, form, 2000);
		setup.sandbox.smstools.settings.statusStepMs = Infinity;
		const poller = await setup.activated(everyStatus);
		for (let day = 0; day < 5; day += 1) {
			for (let i = 0; i < 5000; i += 1) {
				setup.clock.advance(DAY_MS / 5000 - SECOND_MS);
				send();
			}
			expect(await poller.poll()).toHaveLength(5000);
		}
		expect(poller.staticData.length).toBeLessThan(100_000);
		expect(poller.staticData.length).toBeGreaterThan(15_000 * 2);
	});
});

describe('SMS Status Changed', () => {
	it('leaves out SMS to groups, whatever statuses are chosen', async () => {
		const poller = await setup.activated(everyStatus);
		setup.sandbox.smstools.addSent({ to: '5001', text: 'All', kind: 'group' });
		send();
		expect(await poller.poll()).toEqual([expect.objectContaining({ text: 'SMS 0' })]);
		setup.clock.advance(20 * SECOND_MS);
		expect(steps(await poller.poll())).toEqual(['queued → delivered']);
	});

	it('tells of UNKNOWN, and gives such an SMS up', async () => {
		const poller = await setup.activated(everyStatus);
		const [sms] = send();
		setup.sandbox.smstools.end(sms?.messageid ?? '', 'UNKNOWN');
		expect(steps(await poller.poll())).toEqual(['null → unknown']);
		setup.clock.advance(2 * HOUR_MS);
		send();
		await poller.poll();
		setup.sandbox.smstools.end(sms?.messageid ?? '', 'DELIVERED');
		setup.clock.advance(20 * SECOND_MS);
		expect(steps(await poller.poll())).toEqual(['queued → delivered']);
	});

	it('gives up an SMS that stays open for longer than the user wants', async () => {
		setup.sandbox.smstools.settings.statusStepMs = Infinity;
		const poller = await setup.activated({ ...finalStatuses, options: { followDays: 1 } });
		const [sms] = send();
		await poller.poll();
		setup.clock.advance(2 * DAY_MS);
		send();
		// After a pause it is asked for a few times more.
		for (let i = 0; i < 3; i += 1) await poller.poll();
		setup.sandbox.smstools.end(sms?.messageid ?? '', 'DELIVERED');
		expect(await poller.poll()).toEqual([]);
	});

	it('reacts to one recipient, or to one sender only', async () => {
		const phone = await setup.activated({ ...everyStatus, options: { phone: '+32474000001' } });
		const name = await setup.activated({ ...everyStatus, options: { from: 'CAFE' } });
		const number = await setup.activated(
			{ ...everyStatus, options: { from: '0460 20 03 00' } },
			{ credential: { defaultCountryCode: '32' } },
		);
		send(2);
		const [cafe] = send(1, { sender: 'Cafe' });
		const [numeric] = send(1, { sender: '+32460200300' });
		expect(await phone.poll()).toEqual([expect.objectContaining({ to: '32474000001' })]);
		expect(await name.poll()).toEqual([expect.objectContaining({ id: cafe?.id })]);
		expect(await number.poll()).toEqual([expect.objectContaining({ id: numeric?.id })]);
	});

	it('takes a new baseline when the event changes', async () => {
		const poller = await setup.activated({ event: 'smsReceived' });
		send(3);
		setup.clock.advance(20 * SECOND_MS);
		expect(await poller.publish(finalStatuses)).toEqual([]);
		send();
		setup.clock.advance(20 * SECOND_MS);
		expect(steps(await poller.poll())).toEqual(['null → delivered']);
	});

	it('gives the row of the gateway with the status before when Simplify is off', async () => {
		const poller = await setup.activated({ ...everyStatus, simplify: false });
		send();
		expect(await poller.poll()).toEqual([
			expect.objectContaining({ ID: expect.any(String), amount: '1', previousStatus: null }),
		]);
	});

	it('says what to do when there is nothing to show in a manual test', async () => {
		send();
		const poller = setup.trigger(finalStatuses);
		await expect(poller.test()).rejects.toMatchObject({
			message: expect.stringMatching(/no matching SMS among the newest messages in the history/),
			description: expect.stringMatching(/wait for its delivery report/),
		});
		setup.clock.advance(20 * SECOND_MS);
		expect(steps(await poller.test())).toEqual(['null → delivered']);
	});
});
