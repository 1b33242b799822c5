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

it.each([
	['Login or password incorrect', 'Email and Password'],
	['The token has expired', 'copy the Token again'],
	['ctag_id is required', 'Check Group'],
	['List is full', 'Check Group'],
	['Sms not found', 'Check Message ID'],
	['Device 260 has expired', 'Choose Device again'],
	['Number is blocked', 'correct the fields'],
])('advises after “%s”: %s', (sentence, advice) => {
	expect(meaningOf(sentence).advice).toContain(advice);
});

it('searches a long sentence in no time', () => {
	const startedAt = process.cpuUsage();
	meaningOf('device '.repeat(1_000_000));
	expect(process.cpuUsage(startedAt).user).toBeLessThan(1_000_000);
});
