import { beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { setUp } from './setup.mts';

const setup = setUp();
const { run, requestsFor } = setup;

const gateway = () => setup.sandbox.bestSmsGateway;
const at = (iso: string) => Date.parse(iso) / 1000;
const START = at('2026-01-10T12:00:00Z');

/** Stores SMS of the test's account, delivered unless they say otherwise. */
function seed(count: number, makeMessage: (index: number) => object = () => ({})): string[] {
	const ids = gateway().seedMessages(count, (i) => ({
		accountId: setup.accountId,
		recipient: `23480${String(i).padStart(8, '0')}`,
		text: `Text ${i}`,
		submitted: START + i * 60,
		...makeMessage(i),
	}));
	return ids.map(String);
}

beforeEach(() => {
	Object.assign(gateway().settings, { warnings: '', answers: 'recorded', deliveryMs: 2000 });
});

describe('Get Many', () => {
	it('returns the newest of 700 SMS up to the limit, in one request', async () => {
		const ids = seed(700);
		const result = await run('sms', 'getAll', { limit: 7 });
		expect(result.json.map(({ id }) => id)).toEqual(ids.slice(-7).reverse());
		expect(requestsFor('fetch_sms').map(({ perpage, p }) => [perpage, p])).toEqual([['7', '1']]);
	});

	it.each([
		[{ returnAll: true }, 700, ['1', '2', '3']],
		[{ limit: 350 }, 350, ['1', '2']],
		[{ limit: 600 }, 600, ['1', '2']],
	])('pages with %j and stops in time', async (parameters, count, pages) => {
		const ids = seed(700);
		const result = await run('sms', 'getAll', parameters);
		expect(result.json.map(({ id }) => id)).toEqual(ids.reverse().slice(0, count));
		expect(requestsFor('fetch_sms').map(({ p }) => p)).toEqual(pages);
	});

	it('gives no SMS twice when new ones shift the pages', async () => {
		const ids = seed(400);
		setup.sandbox.faults.add({
			form: { action: 'fetch_sms', p: '2' },
			when: 'before',
			fault: { kind: 'latency', ms: 300 },
		});
		const reading = run('sms', 'getAll', { returnAll: true });
		while (requestsFor('fetch_sms').length < 2) await new Promise((go) => setTimeout(go, 5));
		seed(5, () => ({ text: 'new' }));
		const result = await reading;
		expect(result.json.map(({ id }) => id)).toEqual(ids.reverse());
	});

	it('maps a record to the common message', async () => {
		const [delivered, waiting, failed] = seed(3, (i) =>
			i === 1
				? { scheduled: at('2030-01-01T00:00:00Z') }
				: { extraData: 'Order 7', sender: 'Shop' },
		);
		gateway().endMessage(Number(failed), -2, 'Network is forbidden');
		// The vendor's document says that extra_data comes back.
		gateway().settings.answers = 'document';
		const result = await run('sms', 'getAll');
		const counted = { segments: 1, encoding: 'GSM-7' };
		const batchId = expect.stringMatching(/^1_1_\d+$/);
		const common = { direction: 'outgoing', ...counted, batchId };
		expect(result.json).toEqual([
			{
				...common,
				id: failed,
				from: 'Shop',
				to: '2348000000002',
				text: 'Text 2',
				status: 'failed',
				vendorStatus: 'REJECTED',
				reason: 'Network is forbidden',
				createdAt: '2026-01-10T12:02:00Z',
				sentAt: '2026-01-10T12:02:00Z',
				sendAt: null,
				price: '1',
				reference: 'Order 7',
			},
			{
				...common,
				id: waiting,
				from: 'tormuto',
				to: '2348000000001',
				text: 'Text 1',
				status: 'queued',
				vendorStatus: 'PENDING',
				reason: null,
				createdAt: '2026-01-10T12:01:00Z',
				sentAt: null,
				sendAt: '2030-01-01T00:00:00Z',
				price: '1',
				reference: null,
			},
			{
				...common,
				id: delivered,
				from: 'Shop',
				to: '2348000000000',
				text: 'Text 0',
				status: 'delivered',
				vendorStatus: 'DELIVERED',
				reason: null,
				createdAt: '2026-01-10T12:00:00Z',
				sentAt: '2026-01-10T12:00:00Z',
				sendAt: null,
				price: '1',
				reference: 'Order 7',
			},
		]);
	});

	it.each([
		[-4, 'failed'],
		[-3, 'failed'],
		[-1, 'failed'],
		[0, 'queued'],
		[1, 'sent'],
		[2, 'delivered'],
		[3, 'unknown'],
	])('tells what code %i is', async (code, status) => {
		const record = { sms_id: 7, status: code };
		setup.sandbox.faults.add({
			when: 'before',
			fault: {
				kind: 'answer',
				status: 200,
				body: JSON.stringify({ total: '1', totalpages: '1', records: [record] }),
			},
		});
		const result = await run('sms', 'getAll');
		expect(result.json).toMatchObject([
			{ id: '7', status, vendorStatus: code, createdAt: null, to: null },
		]);
	});

	it('reads clock times in the zone of the credential where there are no Unix seconds', async () => {
		const record = { sms_id: '7', submitted_at: '2026-01-10 13:00', sent_at: '2026-01-10 13:01' };
		setup.sandbox.faults.add({
			when: 'before',
			fault: { kind: 'answer', status: 200, body: JSON.stringify({ records: [record] }) },
		});
		const result = await run('sms', 'getAll');
		expect(result.json).toMatchObject([
			{ createdAt: '2026-01-10T13:00:00+01:00', sentAt: '2026-01-10T13:01:00+01:00' },
		]);
	});

	it("returns the vendor's records untouched when Simplify is off", async () => {
		const [id] = seed(1);
		const result = await run('sms', 'getAll', { simplify: false });
		expect(result.json).toMatchObject([{ sms_id: id, status: '2', units: '1', group_name: null }]);
	});

	it.each<[string, (ids: string[]) => INodeParameters, object, number[]]>([
		['batch', () => ({ batchId: ' 1_1_7 ' }), { batch_id: '1_1_7' }, [2]],
		['ids', ([a, b]) => ({ messageIds: `${a}, ${b}` }), {}, [1, 0]],
		['a list of ids', ([a]) => ({ messageIds: `={{ [${a}, "${a}"] }}` }), {}, [0]],
		['stage', () => ({ stage: 'pending' }), { stage: 'pending' }, [3]],
		['flash', () => ({ type: 'flash' }), { type: '1' }, [1]],
		['normal', () => ({ type: 'normal' }), { type: '0' }, [3, 2, 0]],
		['phone', () => ({ phone: '+234 80-00000001' }), { recipient: '2348000000001' }, [1]],
		['phone', () => ({ phone: '002348000000001' }), { recipient: '2348000000001' }, [1]],
		['sender', () => ({ from: 'Shop' }), { sender_id: 'Shop' }, [0]],
		['words', () => ({ search: 'text SALE' }), { search_term: 'text sale' }, [2]],
		[
			'time',
			() => ({ createdAfter: '2026-01-10T13:01:00', createdBefore: '2026-01-10T13:02:59' }),
			{ start_date: '2026-01-09', end_date: '2026-01-11' },
			[2, 1],
		],
		['what is blank not at all', () => ({ batchId: '={{ null }}', from: '' }), {}, [3, 2, 1, 0]],
	])('filters by %s', async (_, filters, form, expected) => {
		const ids = seed(4, (i) => ({
			...(i === 0 && { sender: 'Shop' }),
			...(i === 1 && { type: 1 }),
			...(i === 2 && { batchId: '1_1_7', text: 'Text of a sale' }),
			...(i === 3 && { scheduled: at('2030-01-01T00:00:00Z') }),
		}));
		const result = await run(
			'sms',
			'getAll',
			{ filters: filters(ids) },
			{ timezone: 'Europe/Paris' },
		);
		expect(result.error).toBeUndefined();
		const wanted = expected.map((index) => ids[index]);
		expect(result.json.map(({ id }) => id)).toEqual(wanted);
		expect(requestsFor('fetch_sms')[0]).toMatchObject(form);
	});

	it.each(['Africa/Lagos', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'])(
		'is exact to the second, also with %s in the credential',
		async (timezone) => {
			const ids = seed(4, (i) => ({ submitted: at('2026-01-10T22:59:59Z') + i }));
			const filters = {
				createdAfter: '2026-01-10T23:00:00Z',
				createdBefore: '2026-01-10T23:00:01Z',
			};
			const credential = { timezone };
			const result = await run('sms', 'getAll', { filters }, { credential });
			expect(result.json.map(({ id }) => id)).toEqual([ids[2], ids[1]]);
		},
	);

	it('limits what is left after trimming, not what was fetched', async () => {
		const ids = seed(700, (i) => ({ type: i < 3 ? 0 : 1 }));
		const result = await run('sms', 'getAll', { limit: 2, filters: { type: 'normal' } });
		expect(result.json.map(({ id }) => id)).toEqual([ids[2], ids[1]]);
	});

	it('refuses a full page of a list without the number of its pages', async () => {
		const records = Array.from({ length: 300 }, (_, i) => ({ sms_id: String(1000 - i) }));
		const body = JSON.stringify({ records });
		const form = { action: 'fetch_sms' };
		const fault = { kind: 'answer', status: 200, body } as const;
		setup.sandbox.faults.add({ form, when: 'before', fault });
		const result = await run('sms', 'getAll', { returnAll: true });
		expect(result.error?.message).toBe(
			'BestSMSGateway returned a full page of records, but did not report how many pages there are. [item 0]',
		);
		expect(result.error?.description).toMatch(/report this response/);
	});

	it('takes a list without records for none', async () => {
		const result = await run('sms', 'getAll', { returnAll: true });
		expect(result).toMatchObject({ json: [], error: undefined });
	});

	it.each([
		['<br />\n<b>Notice</b>: Undefined index: x in <b>a.php</b> on line <b>3</b><br />\n'],
		['<br />\n<b>Deprecated</b>:  Function {x} in <b>a.php</b> on line <b>3</b><br />\n'],
		['PHP Warning:  something in a.php on line 3\n'],
	])('survives %j before the JSON', async (warnings) => {
		const ids = seed(2);
		gateway().settings.warnings = warnings;
		const result = await run('sms', 'getAll');
		expect(result.json.map(({ id }) => id)).toEqual([ids[1], ids[0]]);
	});

	it('does not take the end of a cut answer for a whole one', async () => {
		const body = 'PHP Notice:  x in a.php on line 3\n{"x":{"records":[],"totalpages":1}';
		setup.sandbox.faults.add({ when: 'before', fault: { kind: 'answer', status: 200, body } });
		const result = await run('sms', 'getAll');
		expect(result.error?.message).toMatch(
			/^The response from BestSMSGateway was cut off or could not be read/,
		);
	});
});

describe('Get', () => {
	it('finds SMS by their ids, and nothing else', async () => {
		const ids = seed(4);
		const result = await run('sms', 'get', { messageId: `${ids[1]}; ${ids[2]}, 999999` });
		expect(result.json.map(({ id }) => id)).toEqual([ids[2], ids[1]]);
		expect(requestsFor('fetch_sms')[0]).toMatchObject({
			sms_ids: `${ids[1]},${ids[2]},999999`,
			perpage: '300',
		});
	});

	it('asks for 300 at once, so that none is cut off', async () => {
		const ids = seed(450);
		const result = await run(
			'sms',
			'get',
			{ messageId: '={{ $json.ids }}', simplify: false },
			{ items: [{ ids }] },
		);
		expect(result.json).toHaveLength(450);
		expect(requestsFor('fetch_sms').map(({ sms_ids }) => sms_ids?.split(',').length)).toEqual([
			300, 150,
		]);
	});

	it('yields nothing for an unknown id, and links items to theirs', async () => {
		const [id] = seed(1);
		const result = await run(
			'sms',
			'get',
			{ messageId: '={{ $json.id }}' },
			{ items: [{ id: 999999 }, { id }] },
		);
		expect(result.items.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual([
			[id, { item: 1 }],
		]);
	});
});

describe('Get Units', () => {
	const units = (index: number) => ({ pages: index + 1, type: index });

	// A report of the carrier makes the units those of one page.
	beforeEach(() => {
		gateway().settings.deliveryMs = Infinity;
	});

	it('adds up what was spent', async () => {
		seed(2, units);
		const all = await run('sms', 'getUnits');
		expect(all.json).toEqual([{ units: 3, messages: 2 }]);
		expect(requestsFor('get_total_units')).toHaveLength(1);
		const flash = await run('sms', 'getUnits', { filters: { type: 'flash' } });
		expect(flash.json).toEqual([{ units: 2, messages: 1 }]);
	});

	it.each([
		[{ createdAfter: '2026-01-10T12:00:30Z' }, { units: 2, messages: 1 }],
		[{ createdBefore: '2026-01-10T12:00:30Z' }, { units: 1, messages: 1 }],
		[{ type: 'normal' }, { units: 1, messages: 1 }],
	])('is exact with %j, by adding up here', async (filters, expected) => {
		seed(2, units);
		const result = await run('sms', 'getUnits', { filters });
		expect(result.json).toEqual([expected]);
		expect(requestsFor('get_total_units')).toEqual([]);
	});

	it('is 0 where nothing matches', async () => {
		const result = await run('sms', 'getUnits', { filters: { batchId: 'x' } });
		expect(result.json).toEqual([{ units: 0, messages: 0 }]);
	});
});

describe('Account: Get', () => {
	it('returns the balance as a number', async () => {
		const result = await run('account', 'get', {}, { items: [{}, {}] });
		const account = {
			id: String(setup.accountId),
			name: `sub${setup.accountId}`,
			balance: 1209,
			from: 'tormuto',
			defaultDialCode: '234',
			timezoneOffset: '1',
			notificationEmail: 'example@gmail.com',
		};
		expect(result.items).toEqual([
			{ json: account, pairedItem: { item: 0 } },
			{ json: account, pairedItem: { item: 1 } },
		]);
	});

	it('returns all fields but a password when Simplify is off', async () => {
		const body = { sub_account: 'x', balance: '7', sub_account_password: 'secret' };
		setup.sandbox.faults.add({
			when: 'before',
			fault: { kind: 'answer', status: 200, body: JSON.stringify(body) },
		});
		const result = await run('account', 'get', { simplify: false });
		expect(result.json).toEqual([{ sub_account: 'x', balance: '7' }]);
	});
});
