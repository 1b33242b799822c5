import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestClock } from '../../../lab/sandbox/clock.mts';
import type { Sandbox } from '../../../lab/sandbox/sandbox.mts';
import { startSandbox } from '../../../lab/sandbox/sandbox.mts';
import type { Parameters } from './testClient.mts';
import { createClient, recordsOf } from './testClient.mts';

let sandbox: Sandbox;
const { post } = createClient(() => sandbox);

const [a, b, c, d] = ['1', '2', '3', '4'];

beforeEach(async () => {
	sandbox = await startSandbox({ clock: createTestClock(new Date('2024-03-10T12:00:00Z')) });
});

afterEach(() => sandbox.close());

const idsOf = (answer: Record<string, unknown>, key = 'sms_id') =>
	recordsOf(answer).map((row) => row[key]);

describe('messages', () => {
	const at = (iso: string) => new Date(iso).getTime() / 1000;

	beforeEach(() => {
		const seeds = [
			// A minute before and at the start of the day in Lagos (UTC+1).
			{ submitted: at('2024-02-29T22:59:00Z'), recipient: '2348000000001', type: 1 },
			{ submitted: at('2024-02-29T23:00:00Z'), recipient: '2348000000002', sender: 'Shop' },
			{ submitted: at('2024-03-01T10:00:00Z'), text: 'Sale now', batchId: '1_1_7' },
			{ submitted: at('2024-03-01T11:00:00Z'), scheduled: at('2024-04-01T00:00:00Z') },
		];
		sandbox.bestSmsGateway.seedMessages(seeds.length, (i) => seeds[i] ?? {});
		sandbox.bestSmsGateway.endMessage(2, -4, 'Unknown');
	});

	it.each<[Parameters, string[]]>([
		[{}, [d, c, b, a]],
		[{ batch_id: '1_1_7' }, [c]],
		[{ sms_ids: '1,3' }, [c, a]],
		[{ sms_ids: '0' }, [d, c, b, a]],
		[{ stage: 'pending' }, [d]],
		[{ stage: 'sent' }, [c, a]],
		[{ stage: 'failed' }, [b]],
		[{ type: '1' }, [a]],
		[{ type: '0' }, [d, c, b, a]],
		[{ recipient: '2348000000001' }, [a]],
		[{ recipient: '+2348000000001' }, []],
		[{ sender_id: 'Shop' }, [b]],
		[{ search_term: 'sale NOW' }, [c]],
		[{ search_term: 'the sale?' }, [c]],
		[{ search_term: 's_le n%' }, [c]],
		[{ search_term: 'sále' }, [c]],
		[{ search_term: 'shop' }, [b]],
		[{ search_term: '1_1_7' }, [c]],
		[{ start_date: '2024-03-01' }, [d, c, b]],
		[{ start_date: '2024-03-01 11:00' }, [d, c]],
		[{ start_date: '01-03-2024 11:01' }, [d]],
		[{ end_date: '2024-02-29' }, [a]],
		// The end is inclusive of nearly a whole further day, even with a time.
		[{ end_date: '29-02-2024 11:01' }, [c, b, a]],
	])('%j', async (filter, ids) => {
		expect(idsOf(await post('fetch_sms', filter))).toEqual(ids);
	});

	it('pages are clamped to the last one, and perpage to 1 to 300', async () => {
		expect(await post('fetch_sms', { perpage: '3', p: '2' })).toMatchObject({
			total: 4,
			totalpages: 2,
			p: '2',
			records: [{ sms_id: a }],
		});
		expect(await post('fetch_sms', { perpage: '3', p: '9' })).toMatchObject({
			p: 2,
			records: [{ sms_id: a }],
		});
		expect(await post('fetch_sms', { perpage: '0' })).toMatchObject({ perpage: 1, totalpages: 4 });
		expect(await post('fetch_sms', { perpage: '999' })).toMatchObject({ perpage: 300 });
	});

	it('are stopped when waiting, and all of them without a filter', async () => {
		expect(await post('stop_sms', { sms_ids: '3' })).toMatchObject({ error_code: 10 });
		expect(await post('stop_sms', { type: '0', batch_id: '' })).toEqual({ total: 1 });
		expect(sandbox.bestSmsGateway.messages.at(-1)).toMatchObject({
			status: -1,
			info: 'Message stopped',
		});
	});

	it('are deleted when not locked, and gone then', async () => {
		expect(await post('delete_sms', { sms_ids: '2,3' })).toEqual({ total: 2 });
		expect(idsOf(await post('fetch_sms'))).toEqual([d, a]);
	});

	it('are counted with their units', async () => {
		expect(await post('get_total_units', { stage: 'failed' })).toEqual({
			total: 1,
			total_units: 1,
		});
	});

	it('belong to their account', async () => {
		const sub_account = sandbox.bestSmsGateway.addAccount({ id: 2, name: 'b', password: 'p' });
		const login = { sub_account, sub_account_pass: 'p' };
		expect(await post('fetch_sms', login)).toMatchObject({ total: 0 });
		expect(await post('stop_sms', login)).toMatchObject({ error_code: 10 });
		expect(await post('fetch_contacts', login)).toMatchObject({ total: 0 });
	});
});

describe('contacts', () => {
	beforeEach(() => {
		sandbox.bestSmsGateway.seedContacts([
			{ phone: '2348000000001', firstname: 'Zoe', group: 'Staff' },
			{ phone: '2348000000002', firstname: 'Ann', lastname: 'Able', group: 'Staff' },
			{ phone: '2348000000003' },
		]);
	});

	it.each<[Parameters, string[]]>([
		[{}, ['3', '2', '1']],
		[{ group_name: 'Staff' }, ['2', '1']],
		[{ search_term: 'zoe' }, ['1']],
		[{ search_term: 'zoe?' }, ['1']],
		[{ search_term: 'an%le' }, []],
		[{ search_term: '%n' }, ['2']],
		[{ search_term: '+08000000003' }, ['3']],
		// Zeros at both ends do not count.
		[{ search_term: '2348000000000' }, ['3', '2', '1']],
		[{ contact_ids: '2' }, ['2']],
		[{ contact_ids: '2,3' }, ['2']],
		[{ perpage: '2', p: '2' }, ['1']],
	])('%j', async (filter, ids) => {
		expect(idsOf(await post('fetch_contacts', filter), 'contact_id')).toEqual(ids);
	});

	it('saved again get a new id and lose names that are not given', async () => {
		await post('save_contacts', { phone_numbers: '08000000001', group_name: 'Staff' });
		expect(sandbox.bestSmsGateway.contacts.at(-1)).toMatchObject({
			id: 4,
			phone: '2348000000001',
			firstname: '',
			group: 'Staff',
		});
		expect(sandbox.bestSmsGateway.contacts).toHaveLength(3);
	});

	it.each<[Parameters, number]>([
		[{ contact_ids: '1,3' }, 2],
		[{ group_name: 'Staff', search_term: 'zoe' }, 1],
		[{ contact_ids: '99' }, 0],
		// A common word counts where it is the only one, and a 0 is nothing.
		[{ search_term: 'the' }, 0],
		[{ search_term: 'the ann' }, 1],
		[{ group_name: ',' }, 3],
		[{ group_name: 'Staff', contact_ids: '0' }, 2],
	])('%j deletes %i', async (filter, total) => {
		expect(await post('delete_contacts', filter)).toEqual({ total });
		expect(sandbox.bestSmsGateway.contacts).toHaveLength(3 - total);
	});

	it.each([
		['fetch_contacts', '?'],
		['fetch_contacts', '000'],
		['delete_contacts', ' ?'],
		['fetch_sms', '? ?'],
	])('%s has a web page for a search without words: "%s"', async (action, search_term) => {
		await expect(post(action, { search_term })).rejects.toThrow('HTTP 500');
		expect(sandbox.bestSmsGateway.contacts).toHaveLength(3);
	});

	it('of groups in other letters are of one group', async () => {
		await post('save_contacts', { phone_numbers: '08000000004', group_name: 'STAFF' });
		expect(await post('get_contact_groups')).toEqual({
			contact_groups: { default: '1', Staff: '3' },
		});
	});

	it('keep what a column holds, and no character beyond U+FFFF', async () => {
		const contacts = JSON.stringify([
			{ phone: '08000000004', firstname: `😀${'x'.repeat(30)}`, group_name: 'ä,"b\'' },
		]);
		await post('save_contacts', { contacts });
		expect(sandbox.bestSmsGateway.contacts.at(-1)).toMatchObject({
			firstname: `????${'x'.repeat(21)}`,
			group: 'äb',
		});
	});
});
