import { describe, expect, it } from '@jest/globals';
import { PIXEL_7 } from '../../lab/sandbox/smsGateway24.mts';
import { setUpTrigger } from './triggerSetup.mts';

const DAY_MS = 24 * 60 * 60 * 1000;
const everyStatus = { event: 'smsStatusChanged', statuses: [] };

describe('SmsGateway24 Trigger, SMS Status Changed', () => {
	const setup = setUpTrigger();

	function send(count = 1, timetosend: Date | null = null): number[] {
		return setup.sandbox.smsGateway24.seedMessages(count, (i) => ({
			sendto: `+49170${i}`,
			body: `SMS ${i}`,
			deviceId: PIXEL_7.id,
			timetosend,
		}));
	}
	const steps = (items: Array<{ status?: unknown; previousStatus?: unknown }>) =>
		items.map(({ status, previousStatus }) => `${String(previousStatus)} → ${String(status)}`);

	it('tells every status of an SMS in order, with the one before', async () => {
		const poller = await setup.activated(everyStatus);
		send();
		const seen = [...steps(await poller.poll())];
		for (let i = 0; i < 6; i += 1) {
			setup.clock.advance(2000);
			seen.push(...steps(await poller.poll()));
		}
		expect(seen).toEqual(['null → queued', 'queued → sent', 'sent → delivered']);
	});

	it('tells final statuses only, unless others are chosen, also of an SMS that it sees for the first time', async () => {
		const poller = await setup.activated({ event: 'smsStatusChanged' });
		const [id = 0] = send();
		setup.sandbox.smsGateway24.failMessage(id, 9);
		send();
		expect(await poller.poll()).toEqual([
			expect.objectContaining({
				id: String(id),
				direction: 'outgoing',
				to: '+491700',
				status: 'failed',
				vendorStatus: 9,
				previousStatus: null,
			}),
		]);
		setup.clock.advance(20_000);
		expect(steps(await poller.poll())).toEqual(['queued → delivered']);
	});

	it('follows an SMS that was open when the trigger was activated', async () => {
		send();
		const poller = await setup.activated({ event: 'smsStatusChanged' });
		setup.clock.advance(20_000);
		expect(steps(await poller.poll())).toEqual(['queued → delivered']);
	});

	it('follows an SMS that is scheduled for later than the look-back', async () => {
		const poller = await setup.activated(everyStatus);
		const now = setup.clock.now().getTime();
		send(1, new Date(now + 10 * DAY_MS));
		expect(steps(await poller.poll())).toEqual(['null → queued']);
		setup.clock.set(new Date(now + 9 * DAY_MS));
		send();
		await poller.poll();
		setup.sandbox.requests.clear();
		setup.clock.set(new Date(now + 10 * DAY_MS + 60_000));
		expect(steps(await poller.poll())).toEqual(['queued → delivered', 'queued → delivered']);
		expect(setup.sandbox.requests.all).toHaveLength(2);
		await poller.poll();
		expect(setup.sandbox.requests.all).toHaveLength(3);
	});

	it('leaves received SMS out', async () => {
		const poller = await setup.activated(everyStatus);
		setup.sandbox.smsGateway24.receiveSms({ deviceId: PIXEL_7.id, from: '+4915', text: 'in' });
		expect(await poller.poll()).toEqual([]);
	});

	it('takes a scheduled SMS for as old as its time, not as its making', async () => {
		const poller = await setup.activated({
			event: 'smsStatusChanged',
			options: { ignoreOlderThanHours: 24 },
		});
		const now = setup.clock.now().getTime();
		const [id = 0] = send(1, new Date(now + 2 * DAY_MS));
		await poller.poll();
		setup.clock.set(new Date(now + 2 * DAY_MS + 1000));
		setup.sandbox.smsGateway24.failMessage(id, 9);
		expect(steps(await poller.poll())).toEqual(['queued → failed']);
	});

	it('does not tell a month of delivered SMS once Delivered is chosen too', async () => {
		const poller = await setup.activated({ event: 'smsStatusChanged', statuses: ['failed'] });
		for (let day = 0; day < 10; day += 1) {
			send(5);
			setup.clock.advance(DAY_MS);
			expect(await poller.poll()).toEqual([]);
		}
		expect(await poller.publish({ event: 'smsStatusChanged' })).toEqual([]);
		send();
		setup.clock.advance(20_000);
		expect(steps(await poller.poll())).toEqual(['null → delivered']);
	});

	it('asks for the look-back only where SMS came in but none was sent', async () => {
		const at = new Date(setup.clock.now().getTime() - DAY_MS);
		setup.sandbox.smsGateway24.receiveSms({ deviceId: PIXEL_7.id, from: '+4917', text: 'x', at });
		const poller = await setup.activated(everyStatus);
		await poller.poll();
		const begins = setup.sandbox.requests.all.map(({ form }) => form.begindate ?? '');
		const weekAgo = new Date(at.getTime() - 7 * DAY_MS).toISOString();
		expect(begins).toEqual([expect.any(String)]);
		expect(begins.every((begin) => begin > weekAgo)).toBe(true);
	});
});
