import { describe, expect, it } from '@jest/globals';
import {
	DAY_MS,
	during,
	everyStatus,
	HOUR_MS,
	pollAll,
	send as sendIn,
	setUpTrigger,
	TEXTBOOST_VERSIONS,
	texts,
	textsOf,
	useVersion,
} from './triggerSetup.mts';

describe('TextBoost Trigger, pages', () => {
	const setup = setUpTrigger();
	const send = (all: string[], changes?: { at?: Date; status?: string }) =>
		sendIn(setup, all, changes);
	const ago = (ms: number) => new Date(setup.clock.now().getTime() - ms);
	const server = () => setup.sandbox.textBoost;
	/** Slows every answer down, so that a test can act between two of them. */
	const slowDown = (ms: number) =>
		setup.sandbox.faults.add({
			when: 'after',
			times: Infinity,
			fault: { kind: 'latency', ms },
		});

	describe.each(TEXTBOOST_VERSIONS)('of version %s', (version) => {
		it.each([1, 2, 3])('cost one request of %s when nothing is new', async (pages) => {
			useVersion(setup, version);
			send(texts(pages * 25 - 5));
			const poller = await setup.activated(everyStatus);
			await poller.poll();
			await poller.poll();
			expect(setup.sandbox.requests.all).toHaveLength(2);
			expect(setup.sandbox.requests.all.map(({ query }) => Object.keys(query))).toEqual([
				['page'],
				['page'],
			]);
		});

		it('are read as far as a burst reaches', async () => {
			useVersion(setup, version);
			send(texts(60, 'before'));
			const poller = await setup.activated(everyStatus);
			send(texts(130));
			expect(textsOf(await poller.poll())).toEqual(texts(130));
			expect(await poller.poll()).toEqual([]);
		});

		it('bring SMS of one instant once each', async () => {
			useVersion(setup, version);
			const poller = await setup.activated(everyStatus);
			const at = setup.clock.now();
			const add = (all: string[]) =>
				server().seedMessages(all.length, (i) => ({
					number: '31612345678',
					own: 'YourName',
					text: all[i] ?? '',
					createdAt: at,
				}));
			add(texts(40, 'first'));
			const items = await poller.poll();
			add(texts(40, 'second'));
			items.push(...(await poller.poll()), ...(await poller.poll()));
			expect(textsOf(items)).toEqual([...texts(40, 'first'), ...texts(40, 'second')]);
		});

		it('lose and repeat nothing when one of them cannot be read', async () => {
			useVersion(setup, version);
			send(texts(60, 'before'), { at: ago(HOUR_MS) });
			const poller = await setup.activated(everyStatus);
			send(texts(130));
			const before = poller.staticData;
			slowDown(20);
			const failing = during(setup, poller.poll(), 3, () =>
				setup.sandbox.faults.add({
					when: 'after',
					fault: { kind: 'answer', status: 500, body: 'oops' },
				}),
			);
			await expect(failing).rejects.toMatchObject({
				failure: { cause: 'temporarily-unavailable' },
			});
			expect(setup.sandbox.requests.all.length).toBeGreaterThan(2);
			setup.sandbox.faults.clear();
			expect(poller.staticData).toBe(before);
			expect(textsOf(await poller.poll())).toEqual(texts(130));
			expect(await poller.poll()).toEqual([]);
		});

		it('may shift while they are read', async () => {
			useVersion(setup, version);
			send(texts(60, 'before'), { at: ago(HOUR_MS) });
			const poller = await setup.activated(everyStatus);
			send(texts(90), { at: ago(1000) });
			slowDown(10);
			const items = await during(setup, poller.poll(), 3, () => {
				send(texts(40, 'meanwhile'));
			});
			setup.sandbox.faults.clear();
			expect(setup.sandbox.requests.all.length).toBeGreaterThan(3);
			items.push(...(await poller.poll()), ...(await poller.poll()));
			expect(textsOf(items)).toEqual([...texts(90), ...texts(40, 'meanwhile')]);
		});

		it('may lose SMS while they are read', async () => {
			useVersion(setup, version);
			const old = send(texts(60, 'before'), { at: ago(HOUR_MS) });
			const poller = await setup.activated(everyStatus);
			const fresh = send(texts(90), { at: ago(1000) });
			slowDown(10);
			const items = await during(setup, poller.poll(), 3, () => {
				for (const uid of [...old.slice(0, 30), ...fresh.slice(80)]) server().removeMessage(uid);
			});
			setup.sandbox.faults.clear();
			items.push(...(await poller.poll()), ...(await poller.poll()));
			const seen = textsOf(items);
			expect(new Set(seen).size).toBe(seen.length);
			expect(seen).toEqual(expect.arrayContaining(texts(80)));
		});

		it('bring a backlog of 10,000 complete, oldest first and once each, over several polls', async () => {
			useVersion(setup, version);
			send(texts(60, 'before'), { at: ago(HOUR_MS) });
			const poller = await setup.activated(everyStatus);
			send(texts(10_000));
			const { items, polls } = await pollAll(poller, 10_000, 40);
			expect(textsOf(items)).toEqual(texts(10_000));
			expect(polls).toBeGreaterThan(4);
			setup.sandbox.requests.clear();
			expect(await poller.poll()).toEqual([]);
			expect(setup.sandbox.requests.all).toHaveLength(1);
		});
	});

	it.each(['3.1.0', '3.8.0'] as const)(
		'of version %s tell nothing from before, where SMS of one instant are more than there is time to read',
		async (version) => {
			useVersion(setup, version);
			send(texts(60, 'before'), { at: ago(HOUR_MS) });
			const poller = await setup.activated(everyStatus, { pollBudgetMs: 0 });
			expect(await poller.poll()).toEqual([]);
			send(texts(3));
			expect(textsOf(await poller.poll())).toEqual(texts(3));
		},
	);

	it.each(['3.1.0', '3.8.0'] as const)(
		'of version %s bring a backlog complete where n8n gives little time, over restarts and with SMS coming in',
		async (version) => {
			useVersion(setup, version);
			send(texts(60, 'before'), { at: ago(HOUR_MS) });
			const poller = await setup.activated(everyStatus, { pollBudgetMs: 100 });
			send(texts(10_000), { at: ago(1000) });
			// So that few pages fit into a poll, however fast the machine is.
			slowDown(3);
			const items = await poller.poll();
			for (let i = 0; i < 20; i += 1) {
				setup.clock.advance(1000);
				send([`later ${i}`]);
				items.push(...(await poller.poll()));
				poller.restart();
			}
			const rest = await pollAll(poller, 10_020 - items.length, 3000);
			expect(textsOf([...items, ...rest.items])).toEqual([...texts(10_000), ...texts(20, 'later')]);
			expect(rest.polls).toBeGreaterThan(10);
		},
		300_000,
	);

	it.each([
		['all delivered', 'Delivered'],
		['all open', 'Enroute'],
	])(
		'leave less than 100 kB behind at 5,000 SMS a day, %s',
		async (_name, status) => {
			// To the end of the fourth day: open SMS are given up by whole days.
			setup.clock.set(new Date(Math.ceil(setup.clock.now().getTime() / DAY_MS) * DAY_MS));
			const poller = await setup.activated(everyStatus);
			const everySms = DAY_MS / 5000;
			for (let i = 0; i < 19_999; i += 1) {
				setup.clock.advance(everySms);
				// No two at the same fraction of a second, as in reality.
				send([`SMS ${i}`], { at: ago(Math.floor((i * 7919) % everySms)), status });
				if (i % 1000 === 999) await poller.poll();
			}
			await poller.poll();
			expect(poller.staticData.length).toBeLessThan(100_000);
			expect(poller.staticData.length).toBeGreaterThan(status === 'Enroute' ? 70_000 : 200);
		},
		300_000,
	);
});
