import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { setUp } from './setup.mts';

const setup = setUp();
const { run, requestsFor } = setup;

const gateway = () => setup.sandbox.bestSmsGateway;
const at = (iso: string) => Date.parse(iso) / 1000;
const START = at('2026-01-10T12:00:00Z');
const NEVER = at('2036-01-01T00:00:00Z');

/** Stores scheduled SMS of the test's account. */
function seed(count: number, makeMessage: (index: number) => object = () => ({})): string[] {
	return gateway()
		.seedMessages(count, (i) => ({
			accountId: setup.accountId,
			recipient: `23480${String(i).padStart(8, '0')}`,
			batchId: `1_${setup.accountId}_${i}`,
			submitted: START + i * 60,
			scheduled: NEVER,
			...makeMessage(i),
		}))
		.map(String);
}

const own = () => gateway().messages.filter(({ accountId }) => accountId === setup.accountId);
const left = () =>
	own().flatMap(({ id, status, deleted }) => (status === 0 && !deleted ? [String(id)] : []));

const OPERATIONS = [
	['stop', 'stop_sms', 'stopped'],
	['delete', 'delete_sms', 'deleted'],
] as const;

describe.each(OPERATIONS)('%s', (operation, action, done) => {
	it.each<[string, (ids: string[]) => INodeParameters, number[]]>([
		['batch', () => ({ batchId: `1_${setup.accountId}_1` }), [1]],
		['ids', ([a, , c]) => ({ messageIds: `${a},${c}` }), [0, 2]],
		['phone', () => ({ phone: '+23480 00000002' }), [2]],
		['stage', () => ({ stage: 'pending' }), [0, 1, 2]],
		['sender and type', () => ({ from: 'Shop', type: 'flash' }), [1]],
	])('acts by %s, in one request', async (_, filters, hit) => {
		const ids = seed(3, (i) => ({ sender: 'Shop', type: i === 1 ? 1 : 0 }));
		const result = await run('sms', operation, { filters: filters(ids) });
		expect(result.json).toEqual([{ [done]: true, count: hit.length }]);
		expect(left()).toEqual(ids.filter((_id, index) => !hit.includes(index)));
		expect(setup.sandbox.requests.all).toHaveLength(1);
	});

	it.each([
		[
			{ createdAfter: '2026-01-10T12:00:30Z', createdBefore: '2026-01-10T12:01:30Z' },
			[1],
			{ start_date: '2026-01-09', end_date: '2026-01-11' },
		],
		[{ createdBefore: '2026-01-10T12:00:00Z' }, [0], { end_date: '2026-01-11' }],
		[{ from: 'Shop', type: 'normal' }, [0, 2], { sender_id: 'Shop', type: '0' }],
	])('finds SMS by %j first, and acts by their ids', async (filters, hit, form) => {
		const ids = seed(3, (i) => ({ sender: 'Shop', type: i === 1 ? 1 : 0 }));
		const result = await run('sms', operation, { filters });
		expect(result.json).toEqual([{ [done]: true, count: hit.length }]);
		expect(left()).toEqual(ids.filter((_id, index) => !hit.includes(index)));
		expect(requestsFor('fetch_sms')[0]).toMatchObject(form);
		const [request] = requestsFor(action);
		expect(request).toMatchObject({
			sms_ids: hit
				.map((index) => ids[index])
				.reverse()
				.join(),
		});
		expect(Object.keys(request ?? {}).sort()).toEqual(
			['action', 'sms_ids', 'sub_account', 'sub_account_pass'].sort(),
		);
	});

	it('acts on hundreds in parts, and adds up', async () => {
		seed(700);
		const filters = { createdAfter: '2026-01-10T12:00:00Z' };
		const result = await run('sms', operation, { filters });
		expect(result.json).toEqual([{ [done]: true, count: 700 }]);
		expect(requestsFor(action).map(({ sms_ids }) => sms_ids?.split(',').length)).toEqual([
			300, 300, 100,
		]);
		expect(left()).toEqual([]);
	});

	it('is no failure when nothing matches, and then asks for nothing', async () => {
		const ids = seed(2);
		const none = await run('sms', operation, { filters: { batchId: 'x' } });
		expect(none.json).toEqual([{ [done]: false, count: 0 }]);
		setup.sandbox.requests.clear();
		const filters = { createdAfter: '2030-01-01T00:00:00Z' };
		const noneInTime = await run('sms', operation, { filters });
		expect(noneInTime.json).toEqual([{ [done]: false, count: 0 }]);
		expect(requestsFor(action)).toEqual([]);
		expect(left()).toEqual(ids);
	});

	it('links its items, and keeps the good ones with Continue On Fail', async () => {
		const [id] = seed(1);
		const items = [{ id: null }, { id }];
		const result = await run(
			'sms',
			operation,
			{ filters: { messageIds: '={{ $json.id }}' } },
			{ items, settings: { onError: 'continueErrorOutput' } },
		);
		expect(result.items).toEqual([{ json: { [done]: true, count: 1 }, pairedItem: { item: 1 } }]);
		expect(result.errorItems).toMatchObject([
			{
				json: { error: expect.stringMatching(/^Message IDs in Filters is empty.*\[item 0\]$/) },
				pairedItem: { item: 0 },
			},
		]);
	});

	it('refuses to act on records whose ids it cannot read', async () => {
		const ids = seed(2);
		setup.sandbox.faults.add({
			form: { action: 'fetch_sms' },
			when: 'before',
			fault: {
				kind: 'answer',
				status: 200,
				body: `{"totalpages":1,"records":[{"sms_id":"0","time_submitted":"${START}"}]}`,
			},
		});
		const filters = { createdAfter: '2026-01-01T00:00:00Z' };
		const result = await run('sms', operation, { filters });
		expect(result.error?.message).toMatch(
			/^BestSMSGateway returned a record that this node cannot read, because it has no valid ID: “/,
		);
		expect(left()).toEqual(ids);
	});

	/** What n8n makes of an expression that fails, and what the gateway treats as no filter at all. */
	const BLANKS = [
		'={{ null }}',
		'={{ $json.missing }}',
		'={{ undefined }}',
		'',
		'  ',
		'0',
		'={{ 0 }}',
	];
	const FILTERS = {
		batchId: 'Batch ID',
		createdAfter: 'Created After',
		createdBefore: 'Created Before',
		from: 'From',
		messageIds: 'Message IDs',
		phone: 'Phone',
		stage: 'Stage',
	};
	const cases = Object.entries(FILTERS).flatMap(([name, displayName]) =>
		BLANKS.map((value): [string, string, string] => [name, value, displayName]),
	);

	it.each(cases)('is refused with %s %j before any request', async (name, value, displayName) => {
		const ids = seed(2);
		const alone = await run('sms', operation, { filters: { [name]: value } });
		// Another filter does not make up for it: more than meant would be hit.
		const other = name === 'batchId' ? { from: 'tormuto' } : { batchId: `1_${setup.accountId}_0` };
		const beside = await run('sms', operation, { filters: { [name]: value, ...other } });
		for (const { error } of [alone, beside]) {
			expect(error?.message).toBe(
				`${displayName} in Filters is empty, which would ${operation} more SMS than intended. [item 0]`,
			);
			expect(error?.description).toMatch(/^Fill in .+\.$/);
		}
		expect(setup.sandbox.requests.all).toEqual([]);
		expect(left()).toEqual(ids);
	});

	it.each([
		[{}, 'is empty'],
		[{ type: 'normal' }, 'contains only Type'],
		[{ type: 'flash' }, 'contains only Type'],
	])('is refused with the filters %j before any request', async (filters, what) => {
		const ids = seed(2);
		const result = await run('sms', operation, { filters });
		expect(result.error?.message).toBe(
			`Filters ${what}, which would ${operation} all SMS of the sub-account. [item 0]`,
		);
		expect(setup.sandbox.requests.all).toEqual([]);
		expect(left()).toEqual(ids);
	});

	it.each([' , ', ';', '={{ [] }}', '={{ [" "] }}'])(
		'is refused with Message IDs %j, of which nothing is left, before any request',
		async (messageIds) => {
			const ids = seed(2);
			const result = await run('sms', operation, { filters: { messageIds } });
			expect(result.error?.message).toMatch(/^Message IDs in Filters is empty/);
			expect(setup.sandbox.requests.all).toEqual([]);
			expect(left()).toEqual(ids);
		},
	);

	it.each([
		['stage', '={{ "Pending" }}', 'Stage is “Pending”, which is not one of its options.'],
		['type', '={{ 1 }}', 'Type is “1”, which is not one of its options.'],
		['createdAfter', 'soon', 'Created After is “soon”, which is not a date and time.'],
		['messageIds', '69,0', 'Message IDs contains “0”, which is not an ID.'],
		['messageIds', '={{ [null, 69] }}', 'Message IDs contains “null”, which is not an ID.'],
		['messageIds', 'all', 'Message IDs contains “all”, which is not an ID.'],
		['phone', '00', 'Phone is empty.'],
		['phone', 'Ann', 'Phone contains “Ann”, which is not a phone number: it contains letters.'],
	])('is refused with %s %j before any request', async (name, value, sentence) => {
		const ids = seed(2);
		const result = await run('sms', operation, { filters: { [name]: value } });
		expect(result.error?.message).toBe(`${sentence} [item 0]`);
		expect(setup.sandbox.requests.all).toEqual([]);
		expect(left()).toEqual(ids);
	});
});
