import { describe, expect, it } from '@jest/globals';
import {
	DAY_MS,
	everyStatus,
	HOUR_MS,
	MINUTE_MS,
	receive as receiveIn,
	send as sendIn,
	setUpTrigger,
	stepsOf,
	TEXTBOOST_VERSIONS,
	texts,
	textsOf,
	useVersion,
} from './triggerSetup.mts';

const finalStatus = { event: 'smsStatusChanged' };

describe('TextBoost Trigger, SMS Status Changed', () => {
	const setup = setUpTrigger();
	const send = (all: string[], changes?: { at?: Date; status?: string }) =>
		sendIn(setup, all, changes);
	const ago = (ms: number) => new Date(setup.clock.now().getTime() - ms);
	const server = () => setup.sandbox.textBoost;
	const askedFor = () =>
		setup.sandbox.requests.all.flatMap(({ path }) => /\/sms\/(\w+)$/.exec(path)?.[1] ?? []);

	describe.each(TEXTBOOST_VERSIONS)('SMS of version %s', (version) => {
		it('tell every status of an SMS in order, with the one before', async () => {
			useVersion(setup, version);
			send(texts(60, 'before'));
			const poller = await setup.activated(everyStatus);
			const [uid = ''] = send(['one'], { status: 'Enroute' });
			const items = await poller.poll();
			for (const word of ['Accepted', 'Accepted', 'Delivered']) {
				setup.clock.advance(MINUTE_MS);
				server().receipt(uid, word, 'gw-1');
				items.push(...(await poller.poll()));
			}
			expect(stepsOf(items)).toEqual(['null → queued', 'queued → sent', 'sent → delivered']);
			expect(items[2]).toEqual({
				id: uid,
				direction: 'outgoing',
				from: 'YourName',
				to: '31612345678',
				text: 'one',
				status: 'delivered',
				vendorStatus: 'Delivered',
				createdAt: expect.stringMatching(/Z$/),
				sentAt: version === '3.13.0' ? expect.any(String) : null,
				reason: null,
				sendAt: null,
				price: '1',
				reference: null,
				segments: 1,
				encoding: 'GSM-7',
				...(version === '3.13.0' && { vendorSegments: 1 }),
				previousStatus: 'sent',
			});
		});

		it('tell final statuses only, unless others are chosen, also of an SMS that is seen for the first time', async () => {
			useVersion(setup, version);
			send(['before']);
			const poller = await setup.activated(finalStatus);
			send(['failed'], { status: 'Rejected' });
			const [open = ''] = send(['open'], { status: 'Enroute' });
			expect(await poller.poll()).toEqual([
				expect.objectContaining({ text: 'failed', status: 'failed', previousStatus: null }),
			]);
			server().receipt(open, 'Delivered', 'gw-1');
			expect(stepsOf(await poller.poll())).toEqual(['queued → delivered']);
		});

		it('are followed where they were open when the trigger was activated, on any page', async () => {
			useVersion(setup, version);
			const [old = ''] = send(['old'], { status: 'Accepted', at: ago(HOUR_MS) });
			send(texts(20), { at: ago(11 * MINUTE_MS) });
			const [recent = ''] = send(['recent'], { status: 'Accepted', at: ago(10 * MINUTE_MS) });
			const poller = await setup.activated(finalStatus);
			send(texts(60, 'later'));
			expect(await poller.poll()).toHaveLength(60);
			setup.sandbox.requests.clear();
			server().receipt(old, 'Delivered', 'gw-1');
			server().receipt(recent, 'Undelivered', 'gw-2');
			const items = await poller.poll();
			expect(textsOf(items)).toEqual(['old', 'recent']);
			expect(stepsOf(items)).toEqual(['sent → delivered', 'sent → failed']);
			expect(askedFor()).toEqual([old, recent]);
			setup.sandbox.requests.clear();
			expect(await poller.poll()).toEqual([]);
			expect(setup.sandbox.requests.all).toHaveLength(1);
		});
	});

	it.each(['asRecorded', 'http'] as const)(
		'drops an SMS that the host has no more, when it has said so with codes %s for several polls',
		async (errorCodes) => {
			Object.assign(server().settings, { errorCodes });
			const [gone = ''] = send(['gone'], { status: 'Enroute', at: ago(DAY_MS) });
			const [open = ''] = send(['open'], { status: 'Enroute', at: ago(DAY_MS) });
			const poller = await setup.activated(finalStatus);
			send(texts(30));
			expect(await poller.poll()).toHaveLength(30);
			server().removeMessage(gone);
			setup.sandbox.requests.clear();
			for (let i = 0; i < 5; i += 1) {
				setup.sandbox.requests.clear();
				expect(await poller.poll()).toEqual([]);
				expect(askedFor()).toContain(gone);
			}
			setup.sandbox.requests.clear();
			expect(await poller.poll()).toEqual([]);
			expect(askedFor()).toEqual([open]);
		},
	);

	it('neither drops nor repeats an SMS that the list has, but not the call for one', async () => {
		const poller = await setup.activated(everyStatus);
		send(['open'], { status: 'Enroute', at: ago(5 * MINUTE_MS) });
		send(texts(30));
		expect(await poller.poll()).toHaveLength(31);
		const body = JSON.stringify({ status: 'error', message: 'SMS Info not found' });
		setup.sandbox.faults.add({
			path: /\/sms\/\w+$/,
			times: Infinity,
			when: 'before',
			fault: { kind: 'answer', status: 404, body },
		});
		expect(await poller.poll()).toEqual([]);
		send(['new']);
		expect(textsOf(await poller.poll())).toEqual(['new']);
	});

	it('tells new SMS although the call for one that is open fails, and the failure where nothing is new', async () => {
		const [open = ''] = send(['open'], { status: 'Enroute', at: ago(DAY_MS) });
		send(texts(49, 'before'), { at: ago(HOUR_MS) });
		const poller = await setup.activated(finalStatus);
		send(texts(60));
		await poller.poll();
		send(['new']);
		server().receipt(open, 'Delivered', 'gw-1');
		setup.sandbox.faults.add({
			path: `/sms/${open}`,
			when: 'after',
			times: 2,
			fault: { kind: 'answer', status: 500, body: 'oops' },
		});
		expect(textsOf(await poller.poll())).toEqual(['new']);
		const before = poller.staticData;
		await expect(poller.poll()).rejects.toMatchObject({
			failure: { cause: 'temporarily-unavailable' },
		});
		expect(poller.staticData).toBe(before);
		expect(textsOf(await poller.poll())).toEqual(['open']);
		expect(await poller.poll()).toEqual([]);
	});

	it('asks for 3 open SMS a poll at most, and for every one in its turn', async () => {
		const poller = await setup.activated(finalStatus);
		const open = send(texts(12, 'open'), { status: 'Enroute' });
		await poller.poll();
		setup.clock.advance(HOUR_MS);
		send(texts(600));
		expect(await poller.poll()).toHaveLength(600);
		const asked = new Set<string>();
		for (let i = 0; i < 24; i += 1) {
			setup.sandbox.requests.clear();
			expect(await poller.poll()).toEqual([]);
			expect(setup.sandbox.requests.all.length).toBeLessThanOrEqual(4);
			for (const uid of askedFor()) asked.add(uid);
		}
		expect(asked).toEqual(new Set(open));
	});

	it('meets many open SMS on the pages of the list, three pages a poll, in turns', async () => {
		const poller = await setup.activated(finalStatus);
		const open = send(texts(100, 'open'), { status: 'Enroute' });
		await poller.poll();
		setup.clock.advance(HOUR_MS);
		send(texts(200));
		expect(await poller.poll()).toHaveLength(200);
		for (const uid of open) server().receipt(uid, 'Delivered', 'gw-1');
		const seen: unknown[] = [];
		for (let i = 0; i < 40; i += 1) {
			setup.sandbox.requests.clear();
			seen.push(...textsOf(await poller.poll()));
			expect(setup.sandbox.requests.all.length).toBeLessThanOrEqual(4);
		}
		expect(new Set(seen)).toEqual(new Set(texts(100, 'open')));
		expect(seen).toHaveLength(100);
	});

	it('asks for fewer where n8n gives little time', async () => {
		send(texts(10, 'open'), { status: 'Enroute', at: ago(DAY_MS) });
		const poller = await setup.activated(finalStatus, { pollBudgetMs: 200 });
		send(texts(60));
		await poller.poll();
		setup.sandbox.requests.clear();
		const fault = { kind: 'latency', ms: 50 } as const;
		setup.sandbox.faults.add({ when: 'after', times: Infinity, fault });
		expect(await poller.poll()).toEqual([]);
		expect(askedFor().length).toBeGreaterThanOrEqual(1);
		expect(askedFor().length).toBeLessThan(5);
	});

	it('gives up an SMS that stays open for longer than the user wants to follow it', async () => {
		const [uid = ''] = send(['stuck'], { status: 'Accepted' });
		send(texts(30));
		const poller = await setup.activated({ ...finalStatus, options: { followDays: 1 } });
		setup.clock.advance(DAY_MS);
		send(texts(60, 'next day'));
		await poller.poll();
		setup.sandbox.requests.clear();
		await poller.poll();
		expect(askedFor()).toEqual([uid]);
		setup.clock.advance(DAY_MS);
		await poller.poll();
		setup.sandbox.requests.clear();
		await poller.poll();
		expect(askedFor()).toEqual([]);
	});

	it('tells what becomes of a delivered SMS within the look-back', async () => {
		const poller = await setup.activated(finalStatus);
		const [uid = ''] = send(['one']);
		expect(stepsOf(await poller.poll())).toEqual(['null → delivered']);
		server().receipt(uid, 'Undelivered', 'gw-1');
		expect(stepsOf(await poller.poll())).toEqual(['delivered → failed']);
	});

	it('leaves received SMS out where the host tells them', async () => {
		useVersion(setup, '3.13.0');
		const poller = await setup.activated(everyStatus);
		receiveIn(setup, ['in']);
		send(['out']);
		expect(textsOf(await poller.poll())).toEqual(['out']);
	});

	it.each([
		['api', ['by API']],
		['outgoing', ['by website']],
	])('reacts to what was sent by %s only', async (direction, wanted) => {
		useVersion(setup, '3.13.0');
		const poller = await setup.activated({ ...everyStatus, options: { direction } });
		send(['by API']);
		server().seedMessages(1, () => ({
			number: '31612345678',
			own: 'YourName',
			text: 'by website',
			direction: 'outgoing',
		}));
		expect(textsOf(await poller.poll())).toEqual(wanted);
	});

	it('refuses Sent By where the host does not tell it', async () => {
		const poller = await setup.activated({ ...everyStatus, options: { direction: 'api' } });
		send(['one']);
		const before = poller.staticData;
		await expect(poller.poll()).rejects.toMatchObject({
			message:
				'This host does not report how an SMS was sent, so the option Sent By cannot be used.',
			description: expect.stringMatching(/Remove Sent By/),
			failure: { cause: 'configuration-invalid' },
		});
		expect(poller.staticData).toBe(before);
		expect(textsOf(await poller.publish(everyStatus))).toEqual(['one']);
	});

	it.each([
		['phone', '+31 6 1234 5679', ['other number']],
		['from', 'OTHERNAME', ['other sender']],
		['from', '+44 7700 900123', ['number as sender']],
	])('reacts to one %s only, and keeps to that when it changes', async (name, value, wanted) => {
		const all: Array<[string, string, string]> = [
			['31612345678', 'YourName', 'one'],
			['31612345679', 'YourName', 'other number'],
			['31612345678', 'OtherName', 'other sender'],
			['31612345678', '447700900123', 'number as sender'],
		];
		const poller = await setup.activated({ ...everyStatus, options: { [name]: value } });
		server().seedMessages(all.length, (i) => {
			const [number = '', own = '', text = ''] = all[i] ?? [];
			return { number, own, text };
		});
		expect(textsOf(await poller.poll())).toEqual(wanted);
		expect(await poller.publish(everyStatus)).toEqual([]);
	});

	it('gives the row of the host and the status before when Simplify is off', async () => {
		useVersion(setup, '3.8.0');
		const poller = await setup.activated({ ...everyStatus, simplify: false });
		const [uid = ''] = send(['one']);
		server().receipt(uid, 'Delivered', 'gw-1');
		expect(await poller.poll()).toEqual([
			{
				uid,
				to: '31612345678',
				from: 'YourName',
				message: 'one',
				status: 'Delivered|gw-1',
				cost: '1',
				previousStatus: null,
			},
		]);
	});

	it('says what to do when there is nothing to show in a manual test', async () => {
		await expect(setup.trigger(finalStatus).test()).rejects.toMatchObject({
			message: expect.stringMatching(/no matching sent SMS among the newest SMS/),
			description: expect.stringMatching(/Check Statuses/),
		});
	});
});
