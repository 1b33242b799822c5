import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import type { FaultMoment } from '../../lab/sandbox/faults.mts';
import { START_ACCOUNT } from '../../lab/sandbox/smsGateway24.mts';
import { meaningOf } from '../../nodes/SmsGateway24/api/errors.ts';
import { setUp, smsFromItem } from './setup.mts';

const setup = setUp();
const { run } = setup;

const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const items = [
	{ phone: '+33600000001', text: 'a' },
	{ phone: '+33600000002', text: 'b' },
];
const groupCreate: INodeParameters = { name: 'Staff' };
const LOGIN_REFUSED = '{"error":1,"message":"Login or password incorrect"}';
const EMAIL_AND_PASSWORD = {
	authentication: 'emailPassword',
	token: '',
	email: START_ACCOUNT.email,
	password: START_ACCOUNT.password,
};

/** Lets the gateway answer sends and creations with this sentence in place of its own answer. */
function sayInstead(message: unknown, when: FaultMoment, times: number): void {
	const body = JSON.stringify({ error: 1, message });
	const path = /\/(addsms|addalotofsms|savetag)$/;
	setup.sandbox.faults.add({ path, when, times, fault: { kind: 'answer', status: 200, body } });
}

/** The one sentence that the vendor documents, as it may be spelled, and those that are about the token alone. */
const REFUSES = [
	'Login or password incorrect',
	'login or password incorrect.',
	'Wrong token',
	'Token not found',
	'Invalid token.',
	'Token expired',
];

/** Sentences about the account, one SMS or its phone that no document has. */
const INFERRED = [
	'Login or password incorrect for the SIM of this phone',
	'Token is not valid',
	'Wrong token of the phone',
	'Device token not found',
	'Token not found, SMS is in the queue',
	'No token given',
	'The token has expired',
	'Device not found',
	'Unknown device',
	'Device 260 has expired',
	'Parameter device_id is missing',
	'Device 260 does not exist.',
	'Tag not found',
];

/** Sentences that may come after an SMS was stored. */
const MAY_COME_AFTER = [
	...INFERRED,
	'Number is blocked',
	'Device is offline',
	'Device 260: unknown error',
	'No device is online',
	'Invalid device response',
	'Unknown error: token pool is empty',
	'Your token will expire, it is not valid any more tomorrow',
	'Subscription has ended',
	'Sms has been saved, list of devices could not be told',
	'SQLSTATE[HY000]: General error: 2006 MySQL server has gone away',
	'No connection to the phone',
	'',
];

/** How many SMS are stored, and how often the gateway was asked to store them. */
async function outcomeOf(operation: string, sent: typeof items, credential = {}) {
	const { smsGateway24, requests } = setup.sandbox;
	const before = smsGateway24.messages.length;
	requests.clear();
	const result = await run('sms', operation, smsFromItem, {
		items: sent,
		settings: RETRY,
		credential,
	});
	const asked = requests.to('/addsms').length + requests.to('/addalotofsms').length;
	return { status: result.status, stored: smsGateway24.messages.length - before, asked };
}

describe('under Retry On Fail at 3', () => {
	it.each(REFUSES)('Send goes again after “%s”', async (sentence) => {
		sayInstead(sentence, 'before', 2);
		expect(await outcomeOf('send', items.slice(0, 1))).toEqual({
			status: 'success',
			stored: 1,
			asked: 3,
		});
	});

	it.each(MAY_COME_AFTER)('Send goes once where it may be stored: “%s”', async (sentence) => {
		sayInstead(sentence, 'after', Infinity);
		expect(await outcomeOf('send', items.slice(0, 1))).toEqual({
			status: 'error',
			stored: 1,
			asked: 1,
		});
	});

	it.each(MAY_COME_AFTER)('Send with email and password goes once after “%s”', async (sentence) => {
		sayInstead(sentence, 'after', Infinity);
		expect(await outcomeOf('send', items.slice(0, 1), EMAIL_AND_PASSWORD)).toEqual({
			status: 'error',
			stored: 1,
			asked: 1,
		});
	});

	it.each(REFUSES)('Send Many goes again after “%s”', async (sentence) => {
		sayInstead(sentence, 'before', 2);
		expect(await outcomeOf('sendMany', items)).toEqual({ status: 'success', stored: 2, asked: 3 });
	});

	it.each(MAY_COME_AFTER)(
		'Send Many goes once where others may be stored: “%s”',
		async (sentence) => {
			sayInstead(sentence, 'after', Infinity);
			expect(await outcomeOf('sendMany', items)).toEqual({ status: 'error', stored: 2, asked: 1 });
		},
	);

	it.each(MAY_COME_AFTER)('Group > Create goes once after “%s”', async (sentence) => {
		const before = setup.sandbox.smsGateway24.contactLists.length;
		sayInstead(sentence, 'after', Infinity);
		const result = await run('group', 'create', groupCreate, { settings: RETRY });
		expect(result.error?.message).toMatch(
			/^SmsGateway24 reported an error.+ The group may still have been created/,
		);
		expect(setup.sandbox.smsGateway24.contactLists).toHaveLength(before + 1);
	});

	it.each([401, 403, 404, 422])('Send goes as often as HTTP %s allows', async (status) => {
		const body = JSON.stringify({ error: 1, message: 'No' });
		setup.sandbox.faults.add({
			path: '/addsms',
			when: status === 401 ? 'before' : 'after',
			times: 2,
			fault: { kind: 'answer', status, body },
		});
		const { stored, asked } = await outcomeOf('send', items.slice(0, 1));
		expect({ stored, asked }).toEqual({ stored: 1, asked: status === 401 ? 3 : 1 });
	});
});

it('says that all of a request may have been sent', async () => {
	sayInstead('Device not found', 'before', 1);
	const result = await run('sms', 'sendMany', smsFromItem, { items });
	expect(result.error?.message).toBe(
		'SmsGateway24 reported an error: “Device not found”. This concerns items 0–1, which shared a request. Any of the 2 SMS may still have been sent, so none was sent again. [item 0]',
	);
});

describe('the advice', () => {
	const locator = (value: string) => ({ __rl: true, mode: 'id', value });
	const OPERATIONS: Record<string, INodeParameters> = {
		'sms send': smsFromItem,
		'sms sendMany': smsFromItem,
		'sms get': { messageId: '7' },
		'sms getAll': {},
		'sms count': { filters: { deviceId: locator('260') } },
		'contact create': { groupId: locator('8303'), phone: '+33612345678' },
		'group create': groupCreate,
		'campaign create': { ...smsFromItem, name: 'x', groupId: locator('8303') },
		'device get': { deviceId: locator('260') },
		'device getAll': {},
	};
	const ALL = Object.keys(OPERATIONS);
	/** The fields of a credential or an operation that an advice may name, with who shows them. */
	const NAMED: Record<string, (operation: string, byPassword: boolean) => boolean> = {
		'the Token': (_, byPassword) => !byPassword,
		'Email and Password': (_, byPassword) => byPassword,
		'Check Group': (operation) => ['contact create', 'campaign create'].includes(operation),
		'Check Message ID': (operation) => operation === 'sms get',
		'Choose Device': (operation) =>
			/^(sms (send|sendMany|count)|campaign create|device get)$/.test(operation),
	};

	/** What the gateway says, and what the advice on it names where it is shown. */
	const ADVICE: Array<[sentence: string | undefined, named: string[], operations: string[]]> = [
		// The only one that is documented (vendor document, sections 1, 7 and 9).
		['Login or password incorrect', ['the Token', 'Email and Password'], ALL],
		['Token expired', ['the Token', 'Email and Password'], ALL],
		['The token has expired', ['the Token', 'Email and Password'], ALL],
		['ctag_id is required', ['Check Group'], ALL],
		['List is full', ['Check Group'], ALL],
		['Sms not found', ['Check Message ID'], ALL],
		['Device 260 has expired', ['Choose Device'], ALL],
		['Number is blocked', [], ALL],
		[undefined, [], ALL],
	];
	const CASES = ADVICE.flatMap(([sentence, named, operations]) =>
		operations.flatMap((operation) =>
			[false, true].map((byPassword) => ({
				sentence,
				operation,
				byPassword,
				login: byPassword ? 'email and password' : 'a token',
				named: named.filter((words) => NAMED[words]?.(operation, byPassword)),
			})),
		),
	);

	it.each(CASES)(
		'on “$sentence” of $operation with $login names what is shown: $named',
		async ({ sentence, operation, byPassword, named }) => {
			const body = JSON.stringify({ error: 1, message: sentence });
			const path = /\/(?!gettoken)\w+$/;
			const fault = { kind: 'answer', status: 200, body } as const;
			setup.sandbox.faults.add({ path, when: 'before', times: Infinity, fault });
			const [resource = '', name = ''] = operation.split(' ');
			const result = await run(resource, name, OPERATIONS[operation], {
				items: items.slice(0, 1),
				credential: byPassword ? EMAIL_AND_PASSWORD : {},
			});
			const advice = result.error?.description ?? '';
			expect(advice).toMatch(/^[A-Z].+\.$/);
			expect(Object.keys(NAMED).filter((words) => advice.includes(words))).toEqual(named);
		},
	);

	it('on a refused log-in is about email and password', async () => {
		const fault = { kind: 'answer', status: 200, body: LOGIN_REFUSED } as const;
		setup.sandbox.faults.add({ path: '/gettoken', when: 'before', fault });
		const result = await run(
			'device',
			'getAll',
			{},
			{
				credential: { ...EMAIL_AND_PASSWORD, password: 'another' },
			},
		);
		expect(result.error).toMatchObject({
			message: 'SmsGateway24 refused: “Login or password incorrect”. [item 0]',
			description: 'Check Email and Password in the credential.',
		});
	});

	it('on a log-in that gives no token names only fields that are shown', async () => {
		const fault = { kind: 'answer', status: 200, body: '{"error":0,"message":"OK"}' } as const;
		setup.sandbox.faults.add({ path: '/gettoken', when: 'before', fault });
		const result = await run(
			'device',
			'getAll',
			{},
			{
				credential: { ...EMAIL_AND_PASSWORD, password: 'yet another' },
			},
		);
		expect(result.error?.description).toBe(
			'Check both in the credential, or choose Token under Authentication.',
		);
	});
});

it('searches a long sentence in no time', () => {
	const startedAt = process.cpuUsage();
	meaningOf('device '.repeat(1_000_000), { byPassword: false, shows: new Set() });
	expect(process.cpuUsage(startedAt).user).toBeLessThan(1_000_000);
});
