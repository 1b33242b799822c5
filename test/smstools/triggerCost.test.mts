import { describe, expect, it } from '@jest/globals';
import { LIST_FORMS, listAs, setUpTrigger } from './triggerSetup.mts';

const SECOND_MS = 1000;
const HOUR_MS = 60 * 60 * SECOND_MS;
/** How many requests a poll makes for what it follows, and nothing else. */
const MOST_TO_FOLLOW = 3;

const setup = setUpTrigger();
const every = { event: 'smsStatusChanged', statuses: [] };

/** Sends SMS, one a second, that stay as they are. */
function send(count: number) {
	return Array.from({ length: count }, (_item, i) => {
		setup.clock.advance(SECOND_MS);
		return setup.sandbox.smstools.addSent({ to: '32474000000', text: `SMS ${i}` });
	});
}
const endAll = (messages: ReturnType<typeof send>) => {
	for (const { messageid } of messages) setup.sandbox.smstools.end(messageid, 'DELIVERED');
};

describe.each(LIST_FORMS)('SMS that stay open, $order, total of $total', (form) => {
	it('cost a few requests a poll, however far down they are, and none is forgotten', async () => {
		listAs(setup, form, 5);
		setup.sandbox.smstools.settings.statusStepMs = Infinity;
		const poller = await setup.activated(every);
		const deep = send(2);
		endAll(send(40));
		const middle = send(1);
		endAll(send(40));
		await poller.poll();
		setup.clock.advance(2 * HOUR_MS);
		endAll(send(1));
		await poller.poll();
		await poller.poll();
		const most = form.idle + MOST_TO_FOLLOW;
		for (const open of [middle, deep.slice(0, 1), deep.slice(1)]) {
			endAll(open);
			const told: unknown[] = [];
			for (let polls = 0; polls < 14; polls += 1) {
				setup.sandbox.requests.clear();
				told.push(...(await poller.poll()));
				expect(setup.sandbox.requests.all.length).toBeLessThanOrEqual(most);
			}
			expect(told).toEqual([expect.objectContaining({ id: open[0]?.id, status: 'delivered' })]);
		}
	});
});
