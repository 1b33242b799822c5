import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestClock } from '../clock.mts';
import type { TestClock } from '../clock.mts';
import { startSandbox } from '../sandbox.mts';
import type { Sandbox } from '../sandbox.mts';
import { createClient } from './testClient.mts';
import type { Parameters } from './testClient.mts';

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

describe('answers as in the documents', () => {
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
			{ sub_account_pass: 'pa55w0R' },
			{ auth_error: 1, error: 'Incorrect sub_account name or password', error_code: '4' },
		],
		['stop_sms', { batch_id: BATCH }, { total: 0, error: 'no record found', error_code: '10' }],
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
		['get_contact_groups', {}, { contact_groups: [] }],
		['delete_contacts', { contact_ids: '5,7' }, { total: '0' }],
	])('%s by POST and by GET: %j', async (action, parameters, expected) => {
		expect(await post(action, parameters)).toEqual(expected);
		await sandbox.close();
		sandbox = await startSandbox({ clock });
		expect(await get(action, parameters)).toEqual(expected);
	});

	it('fetch_sms has the record of the sample', async () => {
		const [id = 0] = sandbox.bestSmsGateway.seedMessages(1, () => ({
			recipient: '2022451175',
			sender: 'ibukun',
			text: 'checking wrong number',
			submitted: 1448224505,
		}));
		clock.set(new Date(1448224505_000));
		sandbox.bestSmsGateway.seedContacts([
			{ phone: '2022451175', firstname: 'Gotv', lastname: 'NUMBER' },
		]);
		// The queue hands it over at the first look.
		expect(await post('fetch_sms', { batch_id: '1_1_1448224505' })).toMatchObject({ total: 1 });
		sandbox.bestSmsGateway.endMessage(id, -2, 'Network is forbidden');
		expect(await post('fetch_sms', { batch_id: '1_1_1448224505' })).toEqual({
			total: 1,
			totalpages: 1,
			p: 1,
			perpage: 100,
			timezone_offset: '1',
			records: [
				{
					sms_id: '69',
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
					extra_data: '',
				},
			],
			filter: { sub_account_id: '1', perpage: 100, offset: 0 },
		});
	});

	it('fetch_contacts has the records of the sample', async () => {
		sandbox.bestSmsGateway.seedContacts(
			['2348086689567', '2348094309926'].map((phone) => ({
				phone,
				group: 'My Customers',
				time: 1445721399,
			})),
		);
		expect(await post('fetch_contacts', { group_name: 'My Customers' })).toMatchObject({
			total: 2,
			p: 1,
			totalpages: 1,
			records: [
				{
					contact_id: '20',
					user_id: '1',
					sub_account_id: '1',
					phone: '2348086689567',
					firstname: '',
					lastname: '',
					group_name: 'My Customers',
					time: '1445721399',
				},
				{ contact_id: '21', phone: '2348094309926' },
			],
		});
		expect(await post('get_contact_groups')).toEqual({ contact_groups: { 'My Customers': '2' } });
	});

	it('numbers can be numbers', async () => {
		sandbox.bestSmsGateway.settings.numbersAsText = false;
		expect(await post('send_sms', two)).toEqual({ batch_id: BATCH, total: 2 });
		expect(await post('account_info', { sub_account_pass: 'x' })).toMatchObject({ error_code: 4 });
	});

	it('warnings can stand before the JSON', async () => {
		sandbox.bestSmsGateway.settings.warnings = '<br />\n<b>Notice</b>: Undefined index<br />\n';
		const response = await fetch(`${url()}?action=account_info`);
		expect(await response.text()).toBe(
			'<br />\n<b>Notice</b>: Undefined index<br />\n{"error":"sub_account not supplied","error_code":"1"}',
		);
	});
});

describe('refusals, all with HTTP 200', () => {
	const item = (changes: object) => ({
		message,
		contacts: JSON.stringify([{ phone: '08086689567', ...changes }]),
	});
	const cases: Array<[string, Parameters, number, RegExp]> = [
		['account_info', { sub_account: undefined }, 1, /^sub_account not supplied$/],
		['account_info', { sub_account_pass: '' }, 2, /^sub_account_pass not supplied$/],
		['', {}, 3, /^action not supplied$/],
		['account_info', { sub_account: 'mysub1' }, 4, /^Incorrect sub_account name or password$/],
		['account_info', { sub_account: '001_other' }, 4, /^Incorrect/],
		['send', {}, 6, /^Invalid action send$/],
		['constructor', {}, 6, /^Invalid action constructor$/],
		['account_info', { p: '1' }, 8, /^Unknown parameter p$/],
		['send_sms', { ...two, callback_url: 'x' }, 8, /^Unknown parameter callback_url$/],
		['send_sms', { message }, 7, /^recipients not supplied$/],
		['send_sms', { ...two, message: '' }, 7, /^message not supplied$/],
		['send_sms', { ...two, message: '0' }, 7, /^message not supplied$/],
		['send_sms', { ...two, timezone_offset: '' }, 8, /^Invalid time zone offset format\.$/],
		['send_sms', { ...two, timezone_offset: 'Lagos' }, 8, /^Invalid time zone offset/],
		['send_sms', { ...two, default_dial_code: '' }, 8, /^Invalid default dial-code/],
		['send_sms', { ...two, send_at: 'tomorrow' }, 8, /^Invalid scheduled date_time format\.$/],
		['send_sms', { ...two, send_at: '2016-02-30 10:00' }, 8, /^Invalid scheduled/],
		['send_sms', { ...two, route: '3' }, 8, /route must be one of/],
		['send_sms', { ...two, sender_id: 'AB' }, 8, /^Invalid sender id/],
		['send_sms', { ...two, sender_id: 'Twelve chars' }, 8, /^Invalid sender id/],
		['send_sms', { message, recipients: '123456, Ann, (0809)4309926' }, 11, /^No valid recipient/],
		['send_sms', { message, contacts: '{"phone":' }, 7, /^recipients not supplied$/],
		['send_sms', item({ phone: 8086689567 }), 8, /phone must be a string/],
		['send_sms', item({ text: 'x' }), 8, /Unknown parameter text/],
		['send_sms', item({ override_date_time: 'soon' }), 8, /^Invalid scheduled/],
		['fetch_sms', { stage: 'all' }, 8, /stage must be one of/],
		['fetch_sms', { type: '2' }, 8, /type must be one of/],
		['fetch_sms', { start_date: 'yesterday' }, 8, /start_date is not a date/],
		['fetch_sms', { p: 'x' }, 8, /p must be a whole number/],
		['stop_sms', { search_term: 'x' }, 8, /Unknown parameter search_term/],
		['delete_sms', {}, 7, /^To prevent mistake of deleting your entire sms log/],
		['delete_sms', { type: '0', sms_ids: '0' }, 7, /^To prevent mistake/],
		['save_contacts', { group_name: 'x' }, 7, /^no contacts or phone_numbers supplied$/],
		['save_contacts', { contacts: '08086689567' }, 11, /^No valid contact supplied\.$/],
		['delete_contacts', { contact_ids: '' }, 7, /^No contact_ids, group_name or search_term/],
	];

	it.each(cases)('%s %j: code %i', async (action, parameters, code, text) => {
		const refused = { error: expect.stringMatching(text), error_code: String(code) };
		expect(await post(action, parameters)).toMatchObject(refused);
		expect(await get(action, parameters)).toMatchObject(refused);
		expect(sandbox.bestSmsGateway.messages).toEqual([]);
		expect(sandbox.bestSmsGateway.contacts).toEqual([]);
	});

	it('a disabled account', async () => {
		const sub_account = sandbox.bestSmsGateway.addAccount({
			id: 2,
			name: 'off',
			password: 'p',
			enabled: false,
		});
		expect(await post('account_info', { sub_account, sub_account_pass: 'p' })).toEqual({
			auth_error: 1,
			error: 'The sub-account is currently disabled',
			error_code: '5',
		});
	});

	it.each([
		['source', 'Insufficient SMS credit', '11'],
		['document', 'insufficient credit', '1'],
	] as const)('no credit, as in the %s', async (creditRefusal, error, error_code) => {
		sandbox.bestSmsGateway.settings.creditRefusal = creditRefusal;
		const sub_account = sandbox.bestSmsGateway.addAccount({
			id: 3,
			name: 'poor',
			password: 'p',
			balance: 1,
		});
		const login = { sub_account, sub_account_pass: 'p' };
		expect(await post('send_sms', { ...two, ...login })).toEqual({ error, error_code });
		expect(sandbox.bestSmsGateway.messages).toEqual([]);
	});

	it('more than 5,000 recipients', async () => {
		const recipients = Array.from({ length: 5001 }, (_, i) => 2348000000000 + i).join();
		expect(await post('send_sms', { message, recipients })).toMatchObject({
			error: expect.stringMatching(/^You can not dispatch SMS to more than 5,000/),
		});
	});

	it.each([
		['application/json', '{}', 415],
		['multipart/form-data; boundary=x', '--x--', 415],
	])('%s', async (type, body, status) => {
		const response = await fetch(url(), {
			method: 'POST',
			headers: { 'content-type': type },
			body,
		});
		expect(response.status).toBe(status);
	});

	it('other methods and paths', async () => {
		expect((await fetch(url(), { method: 'PUT' })).status).toBe(405);
		expect((await fetch(`${url()}/send_sms`)).status).toBe(404);
	});

	it('parameters in the query of a POST', async () => {
		const response = await fetch(`${url()}?action=account_info`, {
			method: 'POST',
			body: new URLSearchParams({ sub_account: 'x' }),
		});
		expect(await response.json()).toEqual({
			error: 'POST has parameters in its query',
			error_code: '8',
		});
	});
});
