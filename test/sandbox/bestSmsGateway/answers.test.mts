import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestClock } from '../../../lab/sandbox/clock.mts';
import { createTestClock } from '../../../lab/sandbox/clock.mts';
import type { Sandbox } from '../../../lab/sandbox/sandbox.mts';
import { startSandbox } from '../../../lab/sandbox/sandbox.mts';
import type { Parameters } from './testClient.mts';
import { createClient } from './testClient.mts';

/** The instant of the batch in the document's `send_sms` sample. */
const START = new Date(1437039374_000);
const BATCH = '1_1_1437039374';

let clock: TestClock;
let sandbox: Sandbox;
const { url, post, get } = createClient(() => sandbox);

beforeEach(async () => {
	clock = createTestClock(START);
	sandbox = await startSandbox({ clock });
});

afterEach(() => sandbox.close());

const message = 'Hello, there will be a meeting today by 12 noon.';
const two = { message, recipients: '08086689567,2348094309926' };

// What else the gateway answers is in test/recorded.
describe("the answers can be those of the samples in the vendor's document", () => {
	beforeEach(() => {
		sandbox.bestSmsGateway.settings.answers = 'document';
	});

	it.each([
		['send_sms', two, { batch_id: BATCH, total: '2' }],
		[
			'account_info',
			{},
			{
				sub_account_id: '1',
				sub_account: 'mysub1',
				user_id: '1',
				balance: '1209',
				notification_email: 'example@gmail.com',
				default_dial_code: '234',
				timezone_offset: '1',
				default_sender_id: 'tormuto',
			},
		],
		[
			'account_info',
			{ sub_account_pass: 'pa55w0' },
			{ error: 'Incorrect sub_account name or password', error_code: '4' },
		],
		['stop_sms', { batch_id: BATCH }, { error: 'no record found.', error_code: '10' }],
		[
			'save_contacts',
			{
				contacts: '[{"phone":"08086689567","firstname":"Ibukun"},{"phone":"+2348094309926"}]',
				group_name: 'My Customers',
			},
			{ total: '2' },
		],
		[
			'save_contacts',
			{ phone_numbers: '08086689567,+2348094309926,4478128372838' },
			{ total: '3' },
		],
		['delete_contacts', { contact_ids: '5,7' }, { total: '0' }],
	])('%s by POST and by GET: %j', async (action, parameters, expected) => {
		expect(await post(action, parameters)).toEqual(expected);
		clock.advance(1000);
		const again = { ...expected, ...('batch_id' in expected && { batch_id: expect.any(String) }) };
		expect(await get(action, parameters)).toEqual(again);
	});

	it('stop_sms, delete_sms and get_total_units have one and the same answer', async () => {
		const later = new Date(START.getTime() + 3600_000);
		const [id] = sandbox.bestSmsGateway.seedMessages(10, () => ({
			batchId: BATCH,
			scheduled: Math.floor(later.getTime() / 1000),
		}));
		expect(id).toBe(1);
		for (const action of ['get_total_units', 'stop_sms', 'delete_sms']) {
			expect(await post(action, { batch_id: BATCH })).toEqual({ total: '10' });
		}
	});

	it('fetch_sms has the record of the sample', async () => {
		clock.set(new Date(1448224505_000));
		const [id = 0] = sandbox.bestSmsGateway.seedMessages(1, () => ({
			recipient: '2022451175',
			sender: 'ibukun',
			text: 'checking wrong number',
			submitted: 1448224505,
			extraData: 'USER001',
		}));
		sandbox.bestSmsGateway.seedContacts([
			{ phone: '2022451175', firstname: 'Gotv', lastname: 'NUMBER' },
		]);
		sandbox.bestSmsGateway.endMessage(id, -2, 'Network is forbidden');
		expect(await post('fetch_sms', { batch_id: '1_1_1448224505', perpage: '100' })).toEqual({
			total: 1,
			totalpages: 1,
			p: 1,
			perpage: 100,
			timezone_offset: '1',
			records: [
				{
					sms_id: '1',
					sender: 'ibukun',
					recipient: '2022451175',
					message: 'checking wrong number',
					sub_account_id: '1',
					user_id: '1',
					time_scheduled: '1448224505',
					batch_id: '1_1_1448224505',
					status: '-2',
					type: '0',
					units: '1',
					reference: '',
					time_submitted: '1448224505',
					time_sent: '1448224505',
					units_confirmed: '1',
					locked: '0',
					info: 'Network is forbidden',
					firstname: 'Gotv',
					lastname: 'NUMBER',
					group_name: 'default',
					status_msg: 'REJECTED',
					submitted_at: '2015-11-22 21:35',
					scheduled_to: '2015-11-22 21:35',
					sent_at: '2015-11-22 21:35',
					extra_data: 'USER001',
				},
			],
			filter: expect.objectContaining({
				sub_account_id: '1',
				batch_id: '1_1_1448224505',
				offset: 0,
			}),
		});
	});

	it('there is no credit with code 1', async () => {
		for (const account of sandbox.bestSmsGateway.accounts) account.balance = 1;
		expect(await post('send_sms', two)).toEqual({
			error: 'insufficient credit',
			error_code: '1',
		});
	});
});

describe('refusals that are not in the recordings', () => {
	it('the account owes its surety', async () => {
		for (const account of sandbox.bestSmsGateway.accounts) account.owesSurety = true;
		expect(await post('send_sms', two)).toEqual({
			error: 'The surety units for this reseller account is empty',
			error_code: 11,
		});
		expect(await post('account_info')).toMatchObject({ owing_surety: '1' });
		expect(sandbox.bestSmsGateway.messages).toEqual([]);
	});

	it('more than 5,000 recipients', async () => {
		const recipients = Array.from({ length: 5001 }, (_, i) => 2348000000000 + i).join();
		expect(await post('send_sms', { message, recipients })).toMatchObject({
			error: expect.stringMatching(/^You can not dispatch SMS to more than 5,000/),
		});
	});

	it('an action by the name of what all objects have', async () => {
		expect(await post('constructor')).toMatchObject({ error: 'Invalid action constructor' });
	});

	it('a path that is not there', async () => {
		expect((await fetch(`${url()}/send_sms`)).status).toBe(404);
	});
});

it('a low balance is told once a day', async () => {
	expect(await post('account_info')).toMatchObject({ last_notified: '2015-07-16' });
	for (const account of sandbox.bestSmsGateway.accounts) account.balance = 99;
	clock.advance(24 * 3600 * 1000);
	await post('send_sms', two);
	expect(await post('account_info')).toMatchObject({ balance: '97', last_notified: '2015-07-17' });
});

describe('what no document shows is answered as the gateway does, and noted', () => {
	const json = (fields: object) => JSON.stringify([fields]);
	const phone = '08086689567';

	it.each<[string, Parameters, object, string]>([
		['account_info', { foo: '1' }, { balance: '1209' }, 'Parameter foo of account_info'],
		['send_sms', { ...two, callback_url: 'x' }, { total: 2 }, 'Parameter callback_url of send_sms'],
		['send_sms', { ...two, route: '3' }, { total: 2 }, 'Parameter route with the value "3"'],
		['send_sms', { ...two, sender_id: 'AB' }, { total: 2 }, 'Parameter sender_id with the value'],
		['send_sms', { ...two, send_at: 'tomorrow' }, { total: 2 }, 'Parameter send_at with the value'],
		[
			'send_sms',
			{ ...two, extra_actions: 'account_info' },
			{ total: 2 },
			'Parameter extra_actions',
		],
		[
			'send_sms',
			{ message, contacts: '{"a":1}' },
			{ error_code: 11 },
			'Parameter contacts that is no',
		],
		[
			'send_sms',
			{ message, 'contacts[0][phone]': phone },
			{ total: 1 },
			'Parameter contacts as an array',
		],
		[
			'send_sms',
			{ message, contacts: '[{"phone":8086689567}]' },
			{ total: 1 },
			'Field phone of a contact is not a text',
		],
		[
			'send_sms',
			{ message, contacts: json({ phone, text: 'x' }) },
			{ total: 1 },
			'Field text of a contact',
		],
		[
			'save_contacts',
			{ contacts: json({ phone, extra_data: 'x' }) },
			{ total: 1 },
			'Field extra_data of a contact',
		],
		['send_sms', { message, contacts: '["x"]' }, { error_code: 11 }, 'A contact that is no object'],
		['fetch_sms', { stage: 'all' }, { total: 0 }, 'Parameter stage with the value "all"'],
		['fetch_sms', { sms_id: '1' }, { total: 0 }, 'Parameter sms_id of fetch_sms'],
		['fetch_sms', { perpage: '301' }, { perpage: 300 }, 'Parameter perpage with the value "301"'],
		['stop_sms', { search_term: 'x' }, { error_code: 10 }, 'Parameter search_term of stop_sms'],
	])('%s %j', async (action, parameters, answer, note) => {
		expect(await post(action, parameters)).toMatchObject(answer);
		expect(sandbox.requests.undocumented).toContainEqual(
			expect.stringContaining(`POST /bestsmsgateway/api_v1: ${note}`),
		);
	});

	const login = 'sub_account=001_mysub1&sub_account_pass=pa55w0Rd&action=account_info';

	it.each([
		['PUT', login, '', 'Method PUT is not documented', true],
		['POST', login, '', 'Parameters in the query of a POST are not documented', true],
		['GET', login, '/', 'A slash at the end of the address is not documented', true],
		['POST', '', '', 'A body that is no form is not documented', false],
	])('%s with the query "%s" and the path "%s"', async (method, query, path, note, isRead) => {
		const response = await fetch(`${url()}${path}?${query}`, {
			method,
			...(method === 'POST' && {
				headers: { 'content-type': isRead ? 'application/x-www-form-urlencoded' : 'text/plain' },
				body: login,
			}),
		});
		expect(await response.json()).toMatchObject(isRead ? { user_id: '1' } : { error_code: 1 });
		expect(sandbox.requests.undocumented).toContainEqual(expect.stringContaining(note));
	});

	it.each([
		['send_sms', { ...two, send_at: '2016-04-22 13:45', timezone_offset: '+1', route: '2' }],
		['send_sms', { ...two, contacts: json({ phone, override_date_time: '2016-04-22 09:30' }) }],
		[
			'fetch_sms',
			{ perpage: '300', p: '1', start_date: '2016-04-22', end_date: '28-04-2016 13:45' },
		],
		['delete_sms', { sms_ids: '572,228', stage: 'sent' }],
		['delete_contacts', { contact_ids: '5,7' }],
	])('and what the document shows is not: %s %j', async (action, parameters) => {
		await post(action, parameters);
		await get(action, parameters);
		expect(sandbox.requests.undocumented).toEqual([]);
	});
});

describe("the vendor's printed examples work", () => {
	const LOGIN = 'sub_account=001_mysub1&sub_account_pass=pa55w0Rd';

	it.each([
		[
			`${LOGIN}&action=send_sms&sender_id=President&message=Hello%2C+there+will+be+a+meeting+today+by+12+noon.&recipients=08086689567,2348094309926`,
			{ batch_id: BATCH, total: 2 },
		],
		[`${LOGIN}&action=fetch_sms&batch_id=1_1_1437039374`, { total: 0, records: [] }],
		[`${LOGIN}&action=account_info`, { balance: '1209' }],
		[`${LOGIN}&action=stop_sms&batch_id=1_1_1437039374`, { total: 0, error_code: 10 }],
		// A slip of the document: a list of numbers is no JSON.
		[
			`${LOGIN}&action=save_contacts&group_name=My+Customers&contacts=08086689567,2348094309926`,
			{ error: 'No valid contact supplied.', error_code: 11 },
		],
		[`${LOGIN}&action=fetch_contacts&group_name=My+Customers`, { total: 0, records: [] }],
		[`${LOGIN}&action=get_contact_groups`, { contact_groups: [] }],
		[`${LOGIN}&action=delete_contacts&contact_ids=5%2C7`, { total: 0 }],
	])('as GET, as a form, and as the multipart form of PHP: %s', async (query, answer) => {
		const parameters = new URLSearchParams(query);
		const form = new FormData();
		for (const [name, value] of parameters) form.append(name, value);
		for (const response of [
			await fetch(`${url()}?${query}`),
			await fetch(url(), { method: 'POST', body: parameters }),
			await fetch(url(), { method: 'POST', body: form }),
		]) {
			expect(await response.json()).toMatchObject(answer);
		}
	});
});
