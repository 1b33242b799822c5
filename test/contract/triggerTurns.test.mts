/** When polls of several triggers of one account begin. */
import { describe, expect, it, jest } from '@jest/globals';
import type { Poller } from '../engine/poller.mts';
import { setUpTrigger } from '../smstools/triggerSetup.mts';

const received = { event: 'smsReceived' };
const TRIGGERS = 4;

describe('Smstools Trigger, several of one account', () => {
	const setup = setUpTrigger();
	const some = () => Array.from({ length: TRIGGERS }, () => setup.trigger(received));

	it('are asked for one after the other when n8n polls them at once', async () => {
		const pollers = some();
		for (const poller of pollers) await poller.poll();
		jest.spyOn(performance, 'now').mockReturnValue(performance.now());
		const timers = jest.spyOn(globalThis, 'setTimeout');
		await Promise.all(pollers.map(async (poller) => await poller.poll()));
		const waits = timers.mock.calls.map(([, milliseconds]) => milliseconds);
		expect(waits).toEqual(expect.arrayContaining([50, 100, 150]));
	});

	it('all tell an SMS when n8n polls them at once', async () => {
		const pollers = some();
		for (const poller of pollers) await poller.poll();
		setup.clock.advance(5000);
		setup.sandbox.smstools.receive({ from: '32474123456', text: 'Hi' });
		const told = await Promise.all(pollers.map(async (poller) => await poller.poll()));
		expect(told.map((items) => items.map(({ text }) => text))).toEqual(pollers.map(() => ['Hi']));
	});

	it.each<[string, (poller: Poller) => Promise<unknown>]>([
		['published', async (poller) => await poller.poll()],
		['tested in the editor', async (poller) => await poller.test()],
	])('do not wait for one another when they are %s', async (_name, poll) => {
		setup.sandbox.smstools.receive({ from: '32474123456', text: 'Hi' });
		const fault = { kind: 'latency', ms: 100 } as const;
		setup.sandbox.faults.add({ when: 'before', times: Infinity, fault });
		await Promise.all(some().map(poll));
		expect(setup.sandbox.requests.mostInFlight).toBe(TRIGGERS);
	});
});
