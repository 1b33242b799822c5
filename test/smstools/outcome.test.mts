import { beforeEach, describe, expect, it } from '@jest/globals';
import type { FaultMoment } from '../../lab/sandbox/faults.mts';
import type { Subject } from '../../nodes/Smstools/api/errorCodes.ts';
import { ERROR_CODES } from '../../nodes/Smstools/api/errorCodes.ts';
import { answer, groupById, resetSandbox, setUp, smsFromItem } from './setup.mts';

const setup = setUp();
const { run } = setup;
beforeEach(() => resetSandbox(setup));

const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const items = [
	{ phone: '+32474000001', text: 'a' },
	{ phone: '+32474000002', text: 'b' },
];
const sameText = { ...smsFromItem, message: 'Same' };

/** The codes of the table by what they refuse. */
const codesThat = (refuses: Subject | undefined) =>
	Object.entries(ERROR_CODES)
		.filter(([, known]) => known.refuses === refuses)
		.map(([code]) => Number(code));
const OF_REQUEST = codesThat('request');
const OF_CONTENT = codesThat('content');
const OF_RECIPIENT = codesThat('recipient');
/** Those that may come after an SMS went out, with some that no document has. */
const MAY_COME_AFTER = [...codesThat(undefined), 101, 777];

/** Lets the gateway say this code instead of its answer; `after` lets the SMS go out before it does. */
function say(code: number, status: number, when: FaultMoment, times: number): void {
	const fault = answer(status, { error: String(code), errorMsg: 'Whatever' });
	setup.sandbox.faults.add({ path: /\/(message|voice)\/send$/, when, times, fault });
}

/** How many SMS are stored, and how often the gateway was asked to store them. */
async function outcomeOf(operation: string, parameters = smsFromItem, sent = items.slice(0, 1)) {
	const { smstools, requests } = setup.sandbox;
	const before = smstools.sent.length;
	requests.clear();
	const result = await run('sms', operation, parameters, { items: sent, settings: RETRY });
	return {
		status: result.status,
		stored: smstools.sent.length - before,
		asked: requests.all.length,
	};
}

describe.each(['send', 'sendVoice'])('%s under Retry On Fail at 3', (operation) => {
	it.each([...OF_REQUEST, ...OF_CONTENT, ...OF_RECIPIENT])(
		'goes again after code %s',
		async (code) => {
			say(code, 400, 'before', 2);
			expect(await outcomeOf(operation)).toEqual({ status: 'success', stored: 1, asked: 3 });
		},
	);

	it.each(MAY_COME_AFTER.flatMap((code) => [200, 400, 403, 404].map((status) => [code, status])))(
		'goes once after code %s with HTTP %s',
		async (code = 0, status = 0) => {
			say(code, status, 'after', Infinity);
			expect(await outcomeOf(operation)).toEqual({ status: 'error', stored: 1, asked: 1 });
		},
	);
});

describe('sendMany under Retry On Fail at 3', () => {
	it.each(OF_REQUEST)('goes again after code %s', async (code) => {
		say(code, 400, 'before', 2);
		expect(await outcomeOf('sendMany', smsFromItem, items)).toEqual({
			status: 'success',
			stored: 2,
			asked: 3,
		});
	});

	it.each(OF_CONTENT)('goes again after code %s where all say the same', async (code) => {
		say(code, 400, 'before', 2);
		expect(await outcomeOf('sendMany', sameText, items)).toEqual({
			status: 'success',
			stored: 2,
			asked: 3,
		});
	});

	it.each([
		...[...OF_CONTENT, ...OF_RECIPIENT, ...MAY_COME_AFTER].map(
			(code) => [code, 'each says its own', smsFromItem] as const,
		),
		...[...OF_RECIPIENT, ...MAY_COME_AFTER].map(
			(code) => [code, 'all say the same', sameText] as const,
		),
	])('goes once after code %s where %s', async (code, _what, parameters) => {
		say(code, 400, 'after', Infinity);
		expect(await outcomeOf('sendMany', parameters, items)).toEqual({
			status: 'error',
			stored: 2,
			asked: 1,
		});
	});
});

describe('sendToGroup under Retry On Fail at 3', () => {
	const toGroup = () => ({
		from: 'Bakery',
		groupId: groupById(setup.sandbox.smstools.addGroup('Guests')),
		message: 'Hello',
	});

	it.each([...OF_REQUEST, ...OF_CONTENT])('goes again after code %s', async (code) => {
		say(code, 400, 'before', 2);
		expect(await outcomeOf('sendToGroup', toGroup())).toMatchObject({ stored: 1, asked: 3 });
	});

	it.each([...OF_RECIPIENT, ...MAY_COME_AFTER])('goes once after code %s', async (code) => {
		say(code, 400, 'after', Infinity);
		expect(await outcomeOf('sendToGroup', toGroup())).toMatchObject({ stored: 1, asked: 1 });
	});
});
