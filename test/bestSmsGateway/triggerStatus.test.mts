import { describe, expect, it } from '@jest/globals';
import { START_SUB_ACCOUNT } from '../../lab/sandbox/bestSmsGateway.mts';
import type { NewMessage } from '../../lab/sandbox/bestSmsGateway/messages.mts';
import { READ_FAULTS } from '../engine/triggerTest.mts';
import { inShort, setUpTrigger } from './triggerSetup.mts';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const PER_PAGE = 300;
const everyStatus = { event: 'smsStatusChanged', statuses: [] };
const finalStatuses = { event: 'smsStatusChanged' };
/** What an SMS on hold has: it stays Pending until a test ends it. */
const onHold = { locked: true };

describe('BestSMSGateway Trigger, SMS Status Changed', () => {
	const setup = setUpTrigger();
	const gateway = () => setup.sandbox.bestSmsGateway;
	const now = () => Math.floor(setup.clock.now().getTime() / 1000);

	/** Stores SMS, all in one second unless they say otherwise, and returns their ids. */
	function send(count = 1, changes: Partial<NewMessage> = {}): string[] {
		return gateway()
			.seedMessages(count, (i) => ({ recipient: `23480${i}`, text: `SMS ${i}`, ...changes }))
			.map(String);
	}
	const idsOf = (items: Array<{ id?: unknown }>) => items.map(({ id }) => id);
	const steps = (items: Array<{ status?: unknown; previousStatus?: unknown }>) =>
		items.map(({ status, previousStatus }) => `${String(previousStatus)} → ${String(status)}`);
	const requests = () => setup.sandbox.requests.all.map(inShort);
	/** Answers one page with these records. */
	function answerWith(body: object, times = 1): void {
		const answer = { kind: 'answer', status: 200, body: JSON.stringify(body) } as const;
		setup.sandbox.faults.add({ when: 'after', times, fault: answer });
	}

	it('takes what is there for the baseline, and starts the workflow for what comes then', async () => {
		send(3);
		setup.clock.advance(10_000);
		const poller = setup.trigger(everyStatus);
		expect(await poller.poll()).toEqual([]);
		// The vendor's document says that extra_data comes back.
		gateway().settings.answers = 'document';
		const [id] = send(1, { extraData: 'Order 7', sender: 'Shop' });
		expect(await poller.poll()).toEqual([
			{
				id,
				direction: 'outgoing',
				from: 'Shop',
				to: '234800',
				text: 'SMS 0',
				status: 'sent',
				vendorStatus: 'SENT',
				reason: null,
				createdAt: expect.stringMatching(/Z$/),
				sentAt: expect.stringMatching(/Z$/),
				sendAt: null,
				price: '1',
				reference: 'Order 7',
				segments: 1,
				encoding: 'GSM-7',
				batchId: `1_1_${now()}`,
				previousStatus: null,
			},
		]);
		expect(await poller.poll()).toEqual([]);
	});

	it('takes the first SMS of an empty account', async () => {
		const poller = await setup.activated(everyStatus);
		const ids = send(2);
		expect(idsOf(await poller.poll())).toEqual(ids);
	});

	it('tells every status of an SMS in order, with the one before', async () => {
		const poller = await setup.activated(everyStatus);
		send(1, { scheduled: now() + 4 });
		const seen = steps(await poller.poll());
		for (let i = 0; i < 6; i += 1) {
			setup.clock.advance(2000);
			seen.push(...steps(await poller.poll()));
		}
		expect(seen).toEqual(['null → queued', 'queued → sent', 'sent → delivered']);
	});

	it('tells final statuses only, unless others are chosen, also of an SMS that it sees for the first time', async () => {
		const poller = await setup.activated(finalStatuses);
		const [failed = ''] = send();
		gateway().endMessage(Number(failed), -3, 'Phone off');
		const [sent] = send();
		expect(await poller.poll()).toMatchObject([
			{ id: failed, status: 'failed', vendorStatus: 'EXPIRED', previousStatus: null },
		]);
		setup.clock.advance(10_000);
		const items = await poller.poll();
		expect(idsOf(items)).toEqual([sent]);
		expect(steps(items)).toEqual(['sent → delivered']);
	});

	it.each([
		['Sent, of an hour ago', HOUR_MS, 0, 'sent'],
		['Sent, of two days ago', 2 * DAY_MS, 0, 'sent'],
		['Queued, of three weeks ago for next week', 21 * DAY_MS, 7 * DAY_MS, 'queued'],
	])('follows an SMS that was open on activation: %s', async (_name, ago, ahead, status) => {
		gateway().settings.deliveryMs = 30 * DAY_MS;
		const submitted = now() - ago / 1000;
		const [id = ''] = send(1, { submitted, scheduled: now() + ahead / 1000 });
		const others = [...send(2 * PER_PAGE, { submitted }), ...send(2 * PER_PAGE)];
		for (const other of others) gateway().endMessage(Number(other), 2);
		const poller = await setup.activated(finalStatuses);
		gateway().endMessage(Number(id), 2);
		const items = await poller.poll();
		expect([idsOf(items), steps(items)]).toEqual([[id], [`${status} → delivered`]]);
		expect(requests()).toEqual(['fetch_sms 1', 'fetch_sms by 1 ids']);
	});

	it('follows an SMS whose time comes while the baseline is taken', async () => {
		// The dispatcher looks every 5 seconds.
		const due = Math.ceil((now() + 60) / 5) * 5;
		const [id = ''] = send(1, { scheduled: due });
		setup.sandbox.faults.add({
			form: { p: '1' },
			when: 'after',
			fault: { kind: 'latency', ms: 200 },
		});
		const poller = setup.trigger(everyStatus);
		const reading = poller.poll();
		while (setup.sandbox.requests.all.length < 1) await new Promise((go) => setTimeout(go, 5));
		await new Promise((go) => setTimeout(go, 100));
		setup.clock.set(new Date(due * 1000));
		await reading;
		gateway().endMessage(Number(id), 2);
		expect(steps(await poller.poll())).toEqual(['sent → delivered']);
	});

	it('looks back over days on activation only', async () => {
		send(4 * PER_PAGE, { submitted: now() - DAY_MS / 1000 });
		setup.clock.advance(10_000);
		const poller = setup.trigger(everyStatus);
		await poller.poll();
		expect(requests()).toEqual([
			'fetch_sms pending 1',
			...[1, 2, 3, 4].map((page) => `fetch_sms ${page}`),
		]);
		setup.sandbox.requests.clear();
		const ids = send();
		expect(idsOf(await poller.poll())).toEqual(ids);
		setup.clock.advance(10_000);
		await poller.poll();
		setup.sandbox.requests.clear();
		send();
		await poller.poll();
		expect(requests()).toEqual(['fetch_sms 1', 'fetch_sms 2']);
	});

	it('does not take old SMS for new ones when the clock of n8n was slow on activation', async () => {
		send(4 * PER_PAGE, { submitted: now() - (4 * DAY_MS) / 1000 });
		send();
		setup.clock.advance(10_000);
		setup.jumpOfN8n(-2 * DAY_MS);
		const poller = await setup.activated(everyStatus);
		setup.jumpOfN8n(0);
		const ids = send();
		expect(idsOf(await poller.poll())).toEqual(ids);
	});

	it.each([
		['an empty account', 0],
		['a few SMS', 3],
		['many pages', 1000],
	])('costs one request when nothing is new, with %s', async (_name, count) => {
		send(count);
		setup.clock.advance(10_000);
		const poller = await setup.activated(everyStatus);
		expect(await poller.poll()).toEqual([]);
		expect(requests()).toEqual(['fetch_sms 1']);
		const [request] = setup.sandbox.requests.all;
		expect(request?.form).toEqual({
			action: 'fetch_sms',
			p: '1',
			perpage: '300',
			sub_account: START_SUB_ACCOUNT.login,
			sub_account_pass: START_SUB_ACCOUNT.password,
		});
		expect(request?.url).toBe(request?.path);
	});

	it.each([
		[1, ['1']],
		[300, ['300']],
		[301, ['300', '1']],
		[900, ['300', '300', '300']],
	])('asks for %i open SMS by their ids when they have left the top', async (count, chunks) => {
		const open = send(count, onHold);
		send(PER_PAGE);
		setup.clock.advance(10_000);
		const poller = await setup.activated(everyStatus);
		for (const id of open) gateway().endMessage(Number(id), 2);
		const items = await poller.poll();
		expect(idsOf(items)).toEqual(open);
		expect(new Set(steps(items))).toEqual(new Set(['queued → delivered']));
		expect(requests()).toEqual(['fetch_sms 1', ...chunks.map((n) => `fetch_sms by ${n} ids`)]);
		expect(setup.sandbox.requests.all.map(({ form }) => form.perpage)).toEqual(
			Array.from({ length: chunks.length + 1 }, () => '300'),
		);
		setup.sandbox.requests.clear();
		expect(await poller.poll()).toEqual([]);
		expect(requests()).toEqual(['fetch_sms 1']);
	});

	it('asks for no more than 900 open SMS by id in one poll, and for the others in turns', async () => {
		const open = send(2000, onHold);
		send(PER_PAGE);
		setup.clock.advance(10_000);
		const poller = await setup.activated(everyStatus);
		for (const id of open) gateway().endMessage(Number(id), -1);
		const seen = new Set<unknown>();
		for (let i = 0; i < 4; i += 1) {
			setup.sandbox.requests.clear();
			for (const id of idsOf(await poller.poll())) seen.add(id);
			expect(requests().length).toBeLessThanOrEqual(4);
		}
		expect(seen).toEqual(new Set(open));
	});

	it('forgets an open SMS that the gateway no longer has, when several polls have said so', async () => {
		send(1, onHold);
		send(PER_PAGE);
		setup.clock.advance(10_000);
		const poller = await setup.activated(everyStatus);
		const [first] = gateway().messages;
		if (first) first.deleted = true;
		for (let i = 0; i < 5; i += 1) {
			setup.sandbox.requests.clear();
			expect(await poller.poll()).toEqual([]);
			expect(requests()).toEqual(['fetch_sms 1', 'fetch_sms by 1 ids']);
		}
		setup.sandbox.requests.clear();
		expect(await poller.poll()).toEqual([]);
		expect(requests()).toEqual(['fetch_sms 1']);
	});

	it('gives up an open SMS after the days that the user wants', async () => {
		send(1, onHold);
		send(PER_PAGE);
		setup.clock.advance(10_000);
		const poller = await setup.activated({ ...everyStatus, options: { followDays: 1 } });
		await poller.poll();
		expect(requests()).toEqual(['fetch_sms 1', 'fetch_sms by 1 ids']);
		setup.clock.advance(3 * DAY_MS);
		send();
		await poller.poll();
		setup.sandbox.requests.clear();
		await poller.poll();
		expect(requests()).toEqual(['fetch_sms 1']);
	});

	it('follows an SMS that is scheduled for weeks ahead by its id', async () => {
		const poller = await setup.activated(everyStatus);
		const start = setup.clock.now().getTime();
		const [scheduled] = send(1, { scheduled: now() + (30 * DAY_MS) / 1000 });
		expect(steps(await poller.poll())).toEqual(['null → queued']);
		setup.clock.set(new Date(start + 29 * DAY_MS));
		send(PER_PAGE);
		expect(await poller.poll()).toHaveLength(PER_PAGE);
		setup.clock.advance(10_000);
		await poller.poll();
		setup.sandbox.requests.clear();
		setup.clock.set(new Date(start + 30 * DAY_MS + 10_000));
		const items = await poller.poll();
		expect([idsOf(items), steps(items)]).toEqual([[scheduled], ['queued → delivered']]);
		expect(requests()).toEqual(['fetch_sms 1', 'fetch_sms by 1 ids']);
	});

	it.each(['document', 'recorded'] as const)(
		'takes a burst over several pages, all in one second, with answers as in the %s',
		async (answers) => {
			gateway().settings.answers = answers;
			send(PER_PAGE + 5);
			const poller = await setup.activated(everyStatus);
			const ids = send(3 * PER_PAGE + 50);
			expect(idsOf(await poller.poll())).toEqual(ids);
			expect(requests()).toEqual([1, 2, 3, 4, 5].map((page) => `fetch_sms ${page}`));
			expect(await poller.poll()).toEqual([]);
		},
	);

	it.each([
		['in one poll', 10_000, undefined],
		['when n8n gives each poll time for two pages', 3000, 1],
	])(
		'brings a backlog complete, oldest first, once each, %s',
		async (_name, count, pollBudgetMs) => {
			send(5);
			setup.clock.advance(10_000);
			const poller = await setup.activated(finalStatuses, { pollBudgetMs });
			const ids = send(count);
			setup.clock.advance(10_000);
			const seen = [];
			for (let i = 0; i < 40; i += 1) seen.push(...idsOf(await poller.poll()));
			expect(seen).toEqual(ids);
		},
		60_000,
	);

	it.each(READ_FAULTS)(
		'loses and repeats nothing over %s in the middle',
		async (_name, fault, sentence) => {
			const poller = await setup.activated(everyStatus);
			const ids = send(2 * PER_PAGE);
			setup.sandbox.faults.add({ form: { p: '2' }, when: 'after', fault });
			const before = poller.staticData;
			await expect(poller.poll()).rejects.toMatchObject({
				message: expect.stringMatching(sentence),
				failure: { cause: 'temporarily-unavailable' },
			});
			expect(poller.staticData).toBe(before);
			expect(idsOf(await poller.poll())).toEqual(ids);
			expect(await poller.poll()).toEqual([]);
		},
	);

	it('loses and repeats nothing when asking by id fails', async () => {
		const [id = ''] = send(1, onHold);
		send(PER_PAGE);
		setup.clock.advance(10_000);
		const poller = await setup.activated(everyStatus);
		gateway().endMessage(Number(id), 2);
		const fault = { kind: 'answer', status: 500, body: 'oops' } as const;
		setup.sandbox.faults.add({ form: { sms_ids: id }, when: 'after', fault });
		const before = poller.staticData;
		await expect(poller.poll()).rejects.toMatchObject({
			failure: { cause: 'temporarily-unavailable' },
		});
		expect(poller.staticData).toBe(before);
		expect(steps(await poller.poll())).toEqual(['queued → delivered']);
		expect(await poller.poll()).toEqual([]);
	});

	it('does not wait for a gateway that hangs longer than n8n allows', async () => {
		const [id = ''] = send(1, onHold);
		send(PER_PAGE);
		setup.clock.advance(10_000);
		const inShortTime = { pollBudgetMs: 1 };
		const follower = await setup.activated(everyStatus, inShortTime);
		const newcomer = setup.trigger(everyStatus, inShortTime);
		const balance = setup.trigger({ event: 'balanceLow', balanceBelow: 1 }, inShortTime);
		const fault = { kind: 'latency', ms: 8000 } as const;
		const hangs = (form: Record<string, string>) =>
			setup.sandbox.faults.add({ form, times: Infinity, when: 'before', fault });
		hangs({ sms_ids: id });
		hangs({ stage: 'pending' });
		hangs({ action: 'account_info' });
		const tooLate = { message: expect.stringMatching(/did not respond in time/) };
		// The first poll of an activation leaves it to the next one to tell.
		expect(await Promise.all([newcomer.poll(), balance.poll()])).toEqual([[], []]);
		await Promise.all(
			[follower, newcomer, balance].map(
				async (poller) => await expect(poller.poll()).rejects.toMatchObject(tooLate),
			),
		);
		const [fresh] = send();
		hangs({ p: '2' });
		// The outage is told already.
		expect(await follower.poll()).toEqual([]);
		setup.sandbox.faults.clear();
		expect(idsOf(await follower.poll())).toEqual([fresh]);
	});

	it('asks for as much as time allows, and for the rest in later polls', async () => {
		const open = send(400, onHold);
		send(PER_PAGE);
		setup.clock.advance(10_000);
		const poller = await setup.activated(everyStatus, { pollBudgetMs: 1 });
		for (const id of open) gateway().endMessage(Number(id), 2);
		expect(idsOf(await poller.poll())).toEqual(open.slice(0, PER_PAGE));
		expect(requests()).toEqual(['fetch_sms 1', 'fetch_sms by 300 ids']);
		expect(idsOf(await poller.poll())).toEqual(open.slice(PER_PAGE));
	});

	it('loses and repeats nothing when new SMS shift the pages while they are read', async () => {
		const poller = await setup.activated(everyStatus);
		const ids = send(3 * PER_PAGE);
		setup.sandbox.faults.add({
			form: { p: '2' },
			when: 'before',
			fault: { kind: 'latency', ms: 200 },
		});
		const reading = poller.poll();
		while (setup.sandbox.requests.all.length < 2) await new Promise((go) => setTimeout(go, 5));
		const late = send(7);
		expect(idsOf(await reading)).toEqual(ids);
		expect(idsOf(await poller.poll())).toEqual(late);
		expect(await poller.poll()).toEqual([]);
	});

	it('loses and repeats nothing when SMS are deleted while pages are read', async () => {
		const poller = await setup.activated(everyStatus);
		const ids = send(3 * PER_PAGE);
		setup.sandbox.faults.add({
			form: { p: '2' },
			when: 'before',
			fault: { kind: 'latency', ms: 200 },
		});
		const reading = poller.poll();
		while (setup.sandbox.requests.all.length < 2) await new Promise((go) => setTimeout(go, 5));
		for (const message of gateway().messages.slice(-20)) message.deleted = true;
		expect(idsOf(await reading)).toEqual(ids);
		expect(await poller.poll()).toEqual([]);
	});

	it('takes an SMS that is listed late, within the look-back', async () => {
		send(PER_PAGE);
		const poller = await setup.activated(everyStatus);
		const [late] = send(1, { submitted: now() - 50 * 60 });
		expect(idsOf(await poller.poll())).toEqual([late]);
		expect(await poller.poll()).toEqual([]);
	});

	it('keeps the SMS of before a restart, and of the time between, once each', async () => {
		const poller = await setup.activated(everyStatus);
		const before = send();
		expect(idsOf(await poller.poll())).toEqual(before);
		const between = send(2);
		poller.restart();
		expect(idsOf(await poller.poll())).toEqual(between);
		poller.restart();
		expect(await poller.poll()).toEqual([]);
	});

	it.each([3, -3])(
		'loses and repeats nothing when the clock of n8n jumps by %s days',
		async (days) => {
			send(2 * PER_PAGE, { submitted: now() - DAY_MS / 1000 });
			const poller = await setup.activated(everyStatus);
			await poller.poll();
			const ids = send();
			const seen = idsOf(await poller.poll());
			ids.push(...send(1, onHold));
			setup.jumpOfN8n(days * DAY_MS);
			seen.push(...idsOf(await poller.poll()));
			ids.push(...send(PER_PAGE));
			seen.push(...idsOf(await poller.poll()));
			setup.jumpOfN8n(0);
			ids.push(...send(2));
			seen.push(...idsOf(await poller.poll()));
			expect(seen).toEqual(ids);
		},
	);

	it('loses nothing below an SMS that claims to be from the future', async () => {
		gateway().settings.deliveryMs = HOUR_MS;
		send(1, { submitted: now() + (5 * DAY_MS) / 1000, scheduled: now() });
		const poller = await setup.activated(everyStatus);
		const seen = [];
		const ids = [];
		for (let i = 0; i < 3; i += 1) {
			ids.push(...send());
			seen.push(...idsOf(await poller.poll()));
			setup.clock.advance(1000);
		}
		expect(seen).toEqual(ids);
	});

	it('lets a second poll pass while the first one is under way', async () => {
		const poller = await setup.activated(everyStatus);
		const ids = send();
		setup.sandbox.faults.add({ when: 'after', fault: { kind: 'latency', ms: 200 } });
		const both = await Promise.all([poller.poll(), poller.poll()]);
		expect(both.map(idsOf)).toEqual([ids, []]);
		expect(setup.sandbox.requests.all).toHaveLength(1);
	});

	it('shows a few of the newest SMS in a manual test for one request, and touches nothing', async () => {
		const poller = await setup.activated(everyStatus);
		const ids = send(2 * PER_PAGE);
		const before = poller.staticData;
		expect(idsOf(await poller.test())).toEqual(ids.slice(-3));
		expect(requests()).toEqual(['fetch_sms 1']);
		expect(poller.staticData).toBe(before);
		expect(idsOf(await poller.poll())).toEqual(ids);
	});

	it.each([
		['there is no SMS', finalStatuses, 0],
		['none has a status that is wanted', finalStatuses, 2],
		['none passes the filters', { ...everyStatus, options: { from: 'Nobody' } }, 2],
	])('says what to do in a manual test when %s', async (_name, parameters, count) => {
		send(count);
		await expect(setup.trigger(parameters).test()).rejects.toMatchObject({
			message: expect.stringMatching(/no matching SMS among the newest SMS/),
			description: expect.stringMatching(/Send an SMS with BestSMSGateway/),
		});
	});

	it('takes an empty list for no SMS', async () => {
		const poller = setup.trigger(everyStatus);
		expect(await poller.poll()).toEqual([]);
		expect(await poller.poll()).toEqual([]);
		const ids = send(2);
		expect(idsOf(await poller.poll())).toEqual(ids);
	});

	it('says so when the log-in is refused', async () => {
		const poller = setup.trigger(everyStatus, { credential: { subAccountPassword: 'wrong' } });
		await expect(poller.poll()).rejects.toMatchObject({
			message: expect.stringMatching(/Incorrect sub_account name or password/),
			failure: { cause: 'credential-invalid' },
		});
	});

	it.each([
		[
			{ status: '2', time_submitted: '1448224505' },
			/returned an SMS that this node cannot read, because it has no valid ID: “.*1448/,
		],
		[{ sms_id: 'x', time_submitted: '1448224505' }, /because it has no valid ID/],
		[
			{ sms_id: '7', status: '2' },
			/returned an SMS that this node cannot read, because it has no valid time of submission: “.*sms_id/,
		],
		[{ sms_id: '7', time_submitted: '0' }, /because it has no valid time of submission/],
		[{ sms_id: '7', time_submitted: 'now' }, /because it has no valid time of submission/],
	])('says so when it cannot tell what an SMS is: %j', async (record, sentence) => {
		const poller = await setup.activated(everyStatus);
		const ids = send();
		const before = poller.staticData;
		answerWith({ total: '2', totalpages: '1', records: [record] });
		await expect(poller.poll()).rejects.toMatchObject({
			message: expect.stringMatching(sentence),
			description: expect.stringMatching(/report this response/),
		});
		expect(poller.staticData).toBe(before);
		expect(idsOf(await poller.poll())).toEqual(ids);
	});

	it('says so when a full page does not tell how many follow', async () => {
		const poller = await setup.activated(everyStatus);
		const records = Array.from({ length: PER_PAGE }, (_, i) => ({
			sms_id: String(1000 - i),
			time_submitted: String(now()),
		}));
		answerWith({ records });
		await expect(poller.poll()).rejects.toThrow(
			/returned a full page of records, but did not report how many pages there are/,
		);
		answerWith({ records: records.slice(1) });
		expect(await poller.poll()).toHaveLength(PER_PAGE - 1);
	});

	it('says so when the list has no end', async () => {
		const poller = await setup.activated(everyStatus);
		const records = Array.from({ length: PER_PAGE }, (_, i) => ({
			sms_id: String(1000 - i),
			time_submitted: String(now()),
		}));
		answerWith({ total: '300000000', totalpages: '1000000', records }, Infinity);
		const polls: unknown[] = [];
		for (let i = 0; i < 4; i += 1) {
			setup.sandbox.requests.clear();
			polls.push(
				await poller.poll().then(
					(items) => items.length,
					({ message }: Error) => message,
				),
			);
			expect(setup.sandbox.requests.all.length).toBeLessThan(10);
		}
		const stuck = expect.stringMatching(/page after page without a new row/);
		expect(polls).toEqual([PER_PAGE, stuck, 0, 0]);
	});

	it.each([
		['phone', '+234 808 668 9560', ['2348086689560']],
		['phone', '0808 668 9560', ['2348086689560']],
		['from', 'sHOP', ['2348086689561']],
		['from', 'Sho', []],
		['batchId', '1_1_7', ['2348086689562']],
	])(
		'reacts to %s “%s” only, and keeps to that when the filter changes',
		async (name, value, to) => {
			const poller = await setup.activated(
				{ ...everyStatus, options: { [name]: value } },
				{ credential: { defaultCountryCode: '234' } },
			);
			gateway().seedMessages(3, (i) => ({
				recipient: `234808668956${i}`,
				sender: i === 1 ? 'Shop' : 'Other',
				batchId: i === 2 ? '1_1_7' : '1_1_8',
			}));
			expect((await poller.poll()).map((item) => item.to)).toEqual(to);
			expect(setup.sandbox.requests.all[0]?.form).not.toHaveProperty('recipient');
			expect(await poller.publish(everyStatus)).toEqual([]);
			const ids = send();
			expect(idsOf(await poller.poll())).toEqual(ids);
		},
	);

	it('refuses a number that the gateway cannot have stored', async () => {
		const poller = setup.trigger({ ...everyStatus, options: { phone: '0808 668 9567' } });
		await expect(poller.poll()).rejects.toMatchObject({
			message: 'Phone is “0808 668 9567”, which has no country code.',
			description: expect.stringMatching(/Default Country Code/),
		});
		expect(setup.sandbox.requests.all).toEqual([]);
	});

	it('skips what is too old where the user wants it', async () => {
		const everything = await setup.activated(finalStatuses);
		const recent = await setup.activated({
			...finalStatuses,
			options: { ignoreOlderThanHours: 24 },
		});
		const [old] = send();
		setup.clock.advance(30 * DAY_MS);
		const [young] = send();
		setup.clock.advance(10_000);
		expect(idsOf(await everything.poll())).toEqual([old, young]);
		expect(idsOf(await recent.poll())).toEqual([young]);
	});

	it('gives the record of the gateway when Simplify is off', async () => {
		const poller = await setup.activated({ ...everyStatus, simplify: false });
		const [id] = send();
		expect(await poller.poll()).toEqual([
			expect.objectContaining({ sms_id: id, status_msg: 'SENT', previousStatus: null }),
		]);
	});

	it.each([
		['one after the other, delivered soon', {}, 1, 500],
		['2,500 in one second twice a day, delivered soon', {}, 2500, 4_000],
		['one after the other, all waiting for three days', onHold, 1, 30_000],
	])(
		'keeps less than 100 kB at 5,000 SMS a day: %s',
		async (_name, changes, atOnce, least) => {
			const poller = await setup.activated(finalStatuses);
			let largest = 0;
			for (let part = 0; part < 8; part += 1) {
				for (let sent = 0; sent < 2500; sent += atOnce) {
					setup.clock.advance((DAY_MS / 5000) * atOnce);
					send(atOnce, { ...changes, batchId: `1_1_${part}` });
				}
				await poller.poll();
				largest = Math.max(largest, poller.staticData.length);
			}
			expect(largest).toBeLessThan(100_000);
			expect(largest).toBeGreaterThan(least);
		},
		120_000,
	);
});
