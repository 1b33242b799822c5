import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import type { Fault } from '../../lab/sandbox/faults.mts';
import type { Poller } from '../engine/poller.mts';
import {
	DAY_MS,
	everyStatus,
	HOUR_MS,
	MINUTE_MS,
	send as sendIn,
	setUpTrigger,
	stepsOf,
	texts,
	textsOf,
	useVersion,
} from './triggerSetup.mts';

const received = { event: 'smsReceived' };
const down: Fault = { kind: 'answer', status: 503, body: 'down' };

describe('TextBoost Trigger, when the world is hostile', () => {
	const setup = setUpTrigger();
	const send = (all: string[], changes?: { at?: Date; status?: string }) =>
		sendIn(setup, all, changes);
	const ago = (ms: number) => new Date(setup.clock.now().getTime() - ms);
	const server = () => setup.sandbox.textBoost;
	const breakDown = (fault = down) =>
		setup.sandbox.faults.add({ when: 'before', times: Infinity, fault });
	const repair = () => setup.sandbox.faults.clear();
	/** SMS that all have the same time. */
	const sendAtOnce = (all: string[], at = setup.clock.now()) =>
		server().seedMessages(all.length, (i) => ({
			number: '31612345678',
			own: 'YourName',
			text: all[i] ?? '',
			createdAt: at,
		}));
	/** What polls come to, one a minute: items, or the sentence of the failure. */
	async function pollEachMinute(poller: Poller, count: number) {
		const failures: string[] = [];
		const items: IDataObject[] = [];
		for (let i = 0; i < count; i += 1) {
			setup.clock.advance(MINUTE_MS);
			await poller.poll().then(
				(some) => items.push(...some),
				(error: unknown) => failures.push(String(error)),
			);
		}
		return { failures, items };
	}

	describe('while the host is down', () => {
		it('refuses to be published with a wrong token, as often as n8n tries', async () => {
			const poller = setup.trigger(everyStatus, { credential: { apiToken: '7|wrong' } });
			for (let i = 0; i < 5; i += 1) {
				await expect(poller.poll()).rejects.toThrow(/does not accept the API Token/);
			}
		});

		it('starts with n8n although the token is refused, and tells so with the next poll', async () => {
			const poller = await setup.activated(everyStatus, { activationMode: 'init' });
			poller.restart();
			const body = JSON.stringify({ status: 'error', message: 'Unauthenticated.' });
			breakDown({ kind: 'answer', status: 200, body });
			expect(await poller.poll()).toEqual([]);
			await expect(poller.poll()).rejects.toThrow(/does not accept the API Token/);
		});

		it('tells an outage of a day when it begins, then less and less often, with how long it has lasted', async () => {
			const poller = await setup.activated(everyStatus);
			breakDown();
			const { failures } = await pollEachMinute(poller, 24 * 60);
			expect(failures.length).toBeGreaterThanOrEqual(24);
			expect(failures.length).toBeLessThanOrEqual(30);
			expect(failures[0]).not.toMatch(/failing/);
			expect(failures[1]).toMatch(/Polls have been failing for 5 minutes\.$/);
			expect(failures.at(-1)).toMatch(/Polls have been failing for 23 hours\.$/);
			repair();
			send(['after']);
			expect(textsOf(await poller.poll())).toEqual(['after']);
		});

		it('tells at once where the failure becomes one that does not go away by itself', async () => {
			const poller = await setup.activated(everyStatus);
			breakDown();
			await expect(poller.poll()).rejects.toThrow(/HTTP 503/);
			repair();
			const body = JSON.stringify({ status: 'error', message: 'Unauthenticated.' });
			breakDown({ kind: 'answer', status: 200, body });
			await expect(poller.poll()).rejects.toThrow(/does not accept the API Token/);
			expect(await poller.poll()).toEqual([]);
		});
	});

	describe('with SMS of one second', () => {
		it.each(['ascending', 'descending'] as const)(
			'tells all of a mailing, standing %s',
			async (sameSecond) => {
				Object.assign(server().settings, { sameSecond });
				send(texts(50, 'before'), { at: ago(HOUR_MS) });
				const poller = await setup.activated(everyStatus);
				sendAtOnce(texts(60));
				expect(textsOf(await poller.poll())).toEqual(texts(60));
				expect(await poller.poll()).toEqual([]);
				setup.clock.advance(HOUR_MS);
				sendAtOnce(texts(30, 'later'));
				expect(textsOf(await poller.poll())).toEqual(texts(30, 'later'));
			},
		);

		it('shows the newest SMS in a manual test', async () => {
			send(texts(50, 'before'), { at: ago(HOUR_MS) });
			sendAtOnce(texts(60));
			const shown = textsOf(await setup.trigger(everyStatus).test());
			expect(shown).toHaveLength(3);
			for (const text of shown) expect(text).toMatch(/^SMS/);
		});
	});

	it('tells changes below the first page while nothing new comes', async () => {
		send(['before'], { at: ago(HOUR_MS) });
		const poller = await setup.activated(everyStatus);
		const uids = send(texts(60));
		expect(await poller.poll()).toHaveLength(60);
		const turned = uids.filter((_uid, i) => i % 10 === 5);
		for (const uid of turned) server().receipt(uid, 'Undelivered', 'gw-1');
		const items: IDataObject[] = [];
		for (let i = 0; i < 8; i += 1) {
			setup.sandbox.requests.clear();
			items.push(...(await poller.poll()));
			expect(setup.sandbox.requests.all.length).toBeLessThanOrEqual(4);
		}
		expect(items.map(({ id }) => id).sort()).toEqual([...turned].sort());
		expect(new Set(stepsOf(items))).toEqual(new Set(['delivered → failed']));
	});

	it('goes on following an SMS that was not found once, or answered with a code alone', async () => {
		const [open = ''] = send(['open'], { status: 'Enroute', at: ago(DAY_MS) });
		const poller = await setup.activated(everyStatus);
		send(texts(60, 'earlier'), { at: ago(2 * HOUR_MS) });
		send(texts(60, 'before'), { at: ago(HOUR_MS) });
		expect(await poller.poll()).toHaveLength(120);
		for (const [status, message] of [
			[200, 'No query results for model [App\\Models\\Reports] 1'],
			[404, 'Something else'],
		] as const) {
			const body = JSON.stringify({ status: 'error', message });
			setup.sandbox.faults.add({
				path: /\/sms\/\w+$/,
				when: 'before',
				fault: { kind: 'answer', status, body },
			});
			send([message]);
			setup.sandbox.requests.clear();
			expect(textsOf(await poller.poll())).toEqual([message]);
			expect(setup.sandbox.requests.all.at(-1)?.path).toMatch(new RegExp(`${open}$`));
		}
		server().receipt(open, 'Delivered', 'gw-1');
		expect(textsOf(await poller.poll())).toEqual(['open']);
	});

	it('tells no final status twice', async () => {
		const poller = await setup.activated(everyStatus);
		const [uid = ''] = send(['one'], { status: 'Enroute' });
		const items = await poller.poll();
		for (const word of [
			'Delivered',
			'Accepted',
			'Delivered',
			'Undelivered',
			'Delivered',
			'Undelivered',
		]) {
			server().receipt(uid, word, 'gw-1');
			items.push(...(await poller.poll()));
		}
		expect(stepsOf(items)).toEqual(['null → queued', 'queued → delivered', 'delivered → failed']);
	});

	it('takes SMS for old that an empty answer on activation did not show', async () => {
		send(texts(100), { at: ago(3 * DAY_MS) });
		const body = JSON.stringify({ status: 'success', data: { data: [], total: 0, last_page: 1 } });
		setup.sandbox.faults.add({ when: 'before', fault: { kind: 'answer', status: 200, body } });
		const poller = await setup.activated(everyStatus);
		send(['new']);
		expect(textsOf(await poller.poll())).toEqual(['new']);
		expect(await poller.poll()).toEqual([]);
		setup.clock.advance(HOUR_MS);
		send(['later']);
		expect(textsOf(await poller.poll())).toEqual(['later']);
	});

	it('sets an odd row aside, tells it once, and goes on with the others', async () => {
		useVersion(setup, '3.13.0');
		const poller = await setup.activated(received);
		const list = (more: IDataObject[]) => ({
			status: 'success',
			data: { data: more, total: more.length, last_page: 1 },
		});
		const second = Math.floor(setup.clock.now().getTime() / 1000).toString(16);
		const odd = { uid: 'x1', direction: 'incoming', to: '1', message: 'odd', sent_at: null };
		const good = { uid: `${second}00001`, direction: 'incoming', to: '1', message: 'good' };
		const answer = (rows: IDataObject[]) =>
			setup.sandbox.faults.add({
				when: 'before',
				fault: { kind: 'answer', status: 200, body: JSON.stringify(list(rows)) },
			});
		answer([odd, good]);
		expect(textsOf(await poller.poll())).toEqual(['good']);
		answer([odd, good]);
		await expect(poller.poll()).rejects.toMatchObject({
			message: expect.stringMatching(/nor “sent_at” contains its time.*x1/),
			description: expect.stringMatching(/^It was set aside/),
		});
		const later = { ...good, uid: `${second}00002`, message: 'later' };
		for (const [rows, expected] of [
			[[odd, good], []],
			[[odd, later, good], ['later']],
			[[odd, later, good], []],
		] as const) {
			answer([...rows]);
			expect(textsOf(await poller.poll())).toEqual(expected);
		}
	});

	describe('with a stored state that was altered', () => {
		const alter = (saved: string, change: (state: IDataObject) => unknown) => {
			const data = JSON.parse(saved) as Record<string, IDataObject>;
			const node = data['node:Trigger'] ?? {};
			return JSON.stringify({
				'node:Trigger': { ...node, state: change(node.state as IDataObject) },
			});
		};
		const altered = async (change: (state: IDataObject) => unknown) => {
			send(texts(10, 'before'), { at: ago(2 * HOUR_MS) });
			const poller = await setup.activated(everyStatus);
			send(['one'], { at: ago(MINUTE_MS) });
			expect(textsOf(await poller.poll())).toEqual(['one']);
			send(texts(5));
			return setup.trigger(everyStatus, { saved: alter(poller.saved, change) });
		};

		it.each([
			['another version', (state: IDataObject) => ({ ...state, version: 99 })],
			['no version', ({ version: _version, ...state }: IDataObject) => state],
			[
				'version 1, without an account',
				({ account: _account, digest: _digest, ...state }: IDataObject) => ({
					...state,
					version: 1,
				}),
			],
		])('keeps one of %s', async (_name, change) => {
			const poller = await altered(change);
			expect(textsOf(await poller.poll())).toEqual(texts(5));
			expect(await poller.poll()).toEqual([]);
		});

		it.each([
			['records', (state: IDataObject) => ({ ...state, known: 7 })],
			['a floor', (state: IDataObject) => ({ ...state, floor: 'low' })],
			['a frontier', (state: IDataObject) => ({ ...state, frontier: {} })],
		])('keeps what can be read of one without %s, and says so', async (_name, change) => {
			const poller = await altered(change);
			expect(textsOf(await poller.poll())).toEqual(texts(5));
			await expect(poller.poll()).rejects.toThrow(/Part of what this trigger stored/);
			expect(await poller.poll()).toEqual([]);
		});

		it.each([
			['text', () => 'oops'],
			['nothing that can be used', ({ identity }: IDataObject) => ({ identity })],
		])('starts over where it is %s, and says so', async (_name, change) => {
			const poller = await altered(change);
			expect(await poller.poll()).toEqual([]);
			await expect(poller.poll()).rejects.toThrow(/so it starts over/);
			send(['after']);
			expect(textsOf(await poller.poll())).toEqual(['after']);
		});
	});

	it.each([
		['with a limit of 60 requests a minute', 60, 2000],
		['with a limit of 60 requests a minute', 60, 10_000],
		['without a limit', Infinity, 10_000],
		['without a limit', Infinity, 9_900],
	])(
		'works through a backlog %s (%s) in few polls: %s SMS',
		async (_name, perMinute, count) => {
			send(texts(60, 'before'), { at: ago(HOUR_MS) });
			const poller = await setup.activated(everyStatus);
			send(texts(count));
			const seen: unknown[] = [];
			let requests = 0;
			let polls = 0;
			for (; polls < 12 && seen.length < count; polls += 1) {
				setup.clock.advance(MINUTE_MS);
				setup.sandbox.requests.clear();
				limitTo(perMinute);
				seen.push(...textsOf(await poller.poll()));
				requests += setup.sandbox.requests.all.length;
				repair();
			}
			expect(seen).toEqual(texts(count));
			expect(requests).toBeLessThanOrEqual((1.5 * count) / 25 + (perMinute < Infinity ? 90 : 0));
		},
		240_000,
	);

	/** Lets this many requests through, and answers the others with HTTP 429. */
	function limitTo(requests: number): void {
		if (requests === Infinity) return;
		const fault: Fault = { kind: 'tooManyRequests' };
		setup.sandbox.faults.add({ when: 'before', skip: requests, times: Infinity, fault });
	}
});
