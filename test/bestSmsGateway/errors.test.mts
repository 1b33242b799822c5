import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { jsonAnswer } from '../../lab/gateways/faults.mts';
import { group, setUp } from './setup.mts';

const setup = setUp();
const { run } = setup;

/** The operations that advice depends on, each with what it must have. */
const OPERATIONS = {
	send: ['sms', 'send', { to: '+2348094309926', message: 'x' }],
	sendMany: ['sms', 'sendMany', { to: '+2348094309926', message: 'x' }],
	sendToGroup: ['sms', 'sendToGroup', { groupId: group('Staff'), message: 'x' }],
	getSms: ['sms', 'get', { messageId: '7' }],
	stopSms: ['sms', 'stop', { filters: { batchId: 'x' } }],
	deleteSms: ['sms', 'delete', { filters: { batchId: 'x' } }],
	getUnits: ['sms', 'getUnits', {}],
	saveContact: ['contact', 'upsert', { phone: '+2348094309926' }],
	getContacts: ['contact', 'getAll', {}],
	deleteContacts: ['contact', 'delete', { filters: { contactIds: '5,7' } }],
	getGroups: ['group', 'getAll', {}],
	getAccount: ['account', 'get', {}],
} satisfies Record<string, [string, string, INodeParameters]>;

type OperationName = keyof typeof OPERATIONS;

const ALL = Object.keys(OPERATIONS) as OperationName[];
const SENDS: OperationName[] = ['send', 'sendMany', 'sendToGroup'];
const TO_NUMBERS: OperationName[] = ['send', 'sendMany'];

/** What a send that may have gone out advises in place of all else. */
const CHECK_FIRST =
	'Before you run this item again, check in BestSMSGateway whether this has already happened.';
const CHECK_FIELDS = 'Use the message from BestSMSGateway to correct the fields of this node.';
const CHECK_LOGIN =
	'Check Sub-Account and Sub-Account Password in the credential. The name starts with a number, e.g. 001_mysub1.';
const BUY = 'Buy units for your sub-account on the website, then run again.';
const NOT_HERE =
	'Check the Base URL in the credential. If it is right, this website does not have this function.';
const CHECK_PHONE = 'Check Phone: the gateway only accepts numbers with more than 6 digits.';
const CHECK_TO =
	'Check the numbers in To: the gateway only accepts numbers with more than 6 digits.';
const CHECK_TIME =
	'Check Send At. Shared Sub-Account in the credential schedules every SMS, also without Send At: if it is on, this website may not accept that. Then turn it off, and give each program a sub-account of its own.';
const NO_IDS = 'Choose which contacts to delete in Filters, e.g. by Contact IDs.';

interface Row {
	/** Whose error it is: of the document, word for word, else of the public script. */
	source: 'document' | 'script';
	error: string;
	code: number | string;
	operations: OperationName[];
	advice: string;
	/** What it means for a send. */
	outcome: 'notSent' | 'unknown';
}

const ROWS: Row[] = [
	// The table of error codes, and the samples, of the vendor document.
	...[
		['sub_account not supplied', '1', CHECK_LOGIN],
		['sub_account_pass not supplied', '2', CHECK_LOGIN],
		['action not supplied', '3', NOT_HERE],
		['Incorrect sub_account name or password', '4', CHECK_LOGIN],
		['Incorrect sub_account name or password.', '4', CHECK_LOGIN],
		[
			'The sub-account is currently disabled',
			'5',
			'Enable the sub-account on the website, or use another one.',
		],
		['Invalid action foo', '6', NOT_HERE],
		['insufficient credit', '1', BUY],
	].map(
		([error = '', code = '', advice = '']): Row => ({
			source: 'document',
			error,
			code,
			advice,
			operations: ALL,
			outcome: 'notSent',
		}),
	),
	...[
		['missing request parameter', 7],
		['incorrect request parameter', 8],
		['confusing request parameters', 9],
		['operation failed', 11],
	].map(
		([error = '', code = '']): Row => ({
			source: 'document',
			error: String(error),
			code,
			advice: CHECK_FIELDS,
			operations: ALL,
			outcome: 'unknown',
		}),
	),
	{
		source: 'document',
		error: 'no record found.',
		code: '10',
		// What reads, stops or deletes takes it for an empty list.
		operations: [...SENDS, 'saveContact', 'getAccount'],
		advice: `BestSMSGateway found nothing that matches. ${CHECK_FIELDS}`,
		outcome: 'unknown',
	},
	{
		source: 'document',
		error: 'No contact_ids supplied to be deleted',
		code: '7',
		operations: ['deleteContacts'],
		advice: NO_IDS,
		outcome: 'notSent',
	},
	// The fact sheet, sections 2, 5 and 6.
	{
		source: 'script',
		error: 'No contact_ids, group_name or search_term supplied to be deleted',
		code: 7,
		operations: ['deleteContacts'],
		advice: NO_IDS,
		outcome: 'notSent',
	},
	{
		source: 'script',
		error:
			'To prevent mistake of deleting your entire sms log, you must supply at least a filter from (batch_id,sms_id,sms_ids,type,recipient,sender_id,stage,start_date,end_date)',
		code: 7,
		operations: ['deleteSms'],
		advice: 'Add a filter for the SMS that you mean, e.g. Batch ID or Message IDs.',
		outcome: 'notSent',
	},
	...['No valid contact supplied.', 'no contacts or phone_numbers supplied'].map(
		(error): Row => ({
			source: 'script',
			error,
			code: 11,
			operations: ['saveContact'],
			advice: CHECK_PHONE,
			outcome: 'notSent',
		}),
	),
	...['Insufficient SMS credit', 'The surety units for this reseller account is empty'].map(
		(error): Row => ({
			source: 'script',
			error,
			code: 11,
			operations: SENDS,
			advice: BUY,
			outcome: 'notSent',
		}),
	),
	{
		source: 'script',
		error: 'No valid recipient found',
		code: 11,
		operations: TO_NUMBERS,
		advice: CHECK_TO,
		outcome: 'notSent',
	},
	{
		source: 'script',
		error: 'No valid recipient found',
		code: 11,
		operations: ['sendToGroup'],
		advice: 'Check Group: the group must exist and have contacts.',
		outcome: 'notSent',
	},
	{
		source: 'script',
		error: 'No recipient contact found.',
		code: 11,
		operations: TO_NUMBERS,
		advice: 'All numbers in To are in Leave Out Group, so nobody is left to send to.',
		outcome: 'notSent',
	},
	{
		source: 'script',
		error: 'No recipient contact found.',
		code: 11,
		operations: ['sendToGroup'],
		advice: 'All contacts of Group are in Leave Out Group, so nobody is left to send to.',
		outcome: 'notSent',
	},
	{
		source: 'script',
		error:
			'You can not dispatch SMS to more than 5,000 recipients at once. (You are sending to 5001 recipients)',
		code: 11,
		operations: ['sendToGroup'],
		advice: 'Send to fewer contacts at once: split the group, or leave a group out.',
		outcome: 'notSent',
	},
	{
		source: 'script',
		error:
			'You can not dispatch SMS to more than 5,000 recipients at once. (You are sending to 5001 recipients)',
		code: 11,
		operations: TO_NUMBERS,
		advice: 'Enter fewer numbers in To, and use an item for each part.',
		outcome: 'notSent',
	},
	{
		source: 'script',
		error: 'recipients not supplied',
		code: 7,
		operations: TO_NUMBERS,
		advice: 'Check To.',
		outcome: 'notSent',
	},
	{
		source: 'script',
		error: 'recipients not supplied',
		code: 7,
		operations: ['sendToGroup'],
		advice: 'Check Group.',
		outcome: 'notSent',
	},
	{
		source: 'script',
		error: 'message not supplied',
		code: 7,
		operations: SENDS,
		advice: 'Check Message.',
		outcome: 'notSent',
	},
	{
		source: 'script',
		error: 'Invalid scheduled date_time format.',
		code: 8,
		operations: SENDS,
		advice: CHECK_TIME,
		outcome: 'notSent',
	},
	{
		source: 'script',
		error: 'Invalid time zone offset format.',
		code: 8,
		operations: SENDS,
		advice:
			'This website does not accept how the node sends times. Remove Send At, and turn off Shared Sub-Account in the credential. Please report this response at https://github.com/n8n-nodes-sms-gateways/n8n-nodes-sms-gateways/issues.',
		outcome: 'notSent',
	},
	{
		source: 'script',
		error: 'Invalid default dial-code, use the format: +000',
		code: 8,
		operations: SENDS,
		advice: 'Correct the default dial code of the sub-account on the website.',
		outcome: 'notSent',
	},
	{
		source: 'script',
		error: 'Message could not be sent to any recipient',
		code: 11,
		operations: SENDS,
		advice: CHECK_FIRST,
		outcome: 'unknown',
	},
];

const cases = ROWS.flatMap((row) =>
	row.operations.map((name) => [row.error, row.code, name, row] as const),
);

const isSend = (name: OperationName) => SENDS.includes(name);

describe('an error of the gateway', () => {
	it.each(cases)(
		'“%s”, code %s, to %s, is told with what to do',
		async (error, code, name, row) => {
			const [resource, operation, parameters] = OPERATIONS[name];
			const fault = jsonAnswer(200, { error, error_code: code });
			setup.sandbox.faults.add({ when: 'before', fault });
			const result = await run(resource, operation, parameters);
			// A long one is cut.
			const said = error.replace(/\.$/, '').slice(0, 100);
			expect(result.error?.message).toContain(`BestSMSGateway refused: “${said}`);
			const { outcome } = row;
			const advice = isSend(name) && outcome === 'unknown' ? CHECK_FIRST : row.advice;
			expect(result.error?.description).toBe(advice);
			if (!isSend(name)) return;
			expect(result.error?.message).toMatch(
				outcome === 'notSent' ? /not sent|[Nn]othing was sent/ : /may still have been sent/,
			);
		},
	);

	/** Sentences of one operation that another one gets: no field is named that is not there. */
	it.each(
		ROWS.filter(({ operations }) => !operations.includes('getAccount')).map(
			({ error, code }) => [error, code] as const,
		),
	)('names no field where there is none: “%s”', async (error, code) => {
		const fault = jsonAnswer(200, { error, error_code: code });
		setup.sandbox.faults.add({ when: 'before', fault });
		const { error: told } = await run('account', 'get');
		expect(told?.description).not.toMatch(/\b(To|Group|Phone|Message|Filters|Send At)\b/);
	});
});
