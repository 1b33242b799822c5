import { describe, expect, it } from '@jest/globals';
import { NodeApiError } from 'n8n-workflow';
import type { Failure } from '../../../nodes/shared/failure/failure.ts';
import {
	itemMark,
	refusal,
	success,
	toNodeApiError,
} from '../../../nodes/shared/failure/failure.ts';
import { maskLikelySecrets } from '../../../nodes/shared/failure/secrets.ts';
import { readSentence, readSentenceOrJson } from '../../../nodes/shared/failure/sentence.ts';
import { addToSentence, attempt } from '../../../nodes/shared/failure/thrown.ts';
import { ISSUES, unreadable } from '../../../nodes/shared/failure/unreadable.ts';
import { ANY_NODE } from '../anyNode.mts';

const failure: Failure = { message: 'It refuses.', advice: 'Ask again.', outcome: 'notSent' };

describe('a reading', () => {
	it.each([
		['a value', success(7), { ok: true, value: 7 }],
		['a value with a notice', success(7, 'Oh'), { ok: true, value: 7, notice: 'Oh' }],
		['an empty notice', success(7, ''), { ok: true, value: 7, notice: '' }],
		['a failure', refusal(failure), { ok: false, failure }],
	])('is %s', (_what, reading, expected) => {
		// Strictly: a notice that is there, and undefined, is another reading.
		expect(reading).toStrictEqual(expected);
	});
});

it.each([
	[undefined, ''],
	[0, ' [item 0]'],
	[12, ' [item 12]'],
])('marks item %p as %j', (item, mark) => {
	expect(itemMark(item)).toBe(mark);
});

describe("n8n's error", () => {
	it.each<[string, Partial<Failure>, number | undefined, object]>([
		['says what and what to do', {}, undefined, { message: 'It refuses.', httpCode: 'none' }],
		['names the item', {}, 0, { message: 'It refuses. [item 0]', context: { itemIndex: 0 } }],
		['has the HTTP status', { httpCode: '500' }, undefined, { httpCode: '500' }],
		[
			'keeps a sentence with a code of the system in it',
			{ message: 'ECONNREFUSED is not a number.' },
			3,
			{ message: 'ECONNREFUSED is not a number. [item 3]' },
		],
	])('%s', (_title, changes, item, expected) => {
		const error = toNodeApiError(ANY_NODE, { ...failure, ...changes }, item);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({ description: 'Ask again.', ...expected });
	});

	it.each<[Failure['cause'], object | undefined]>([
		['rate-limited', { cause: 'rate-limited', retryAfterMs: 5 }],
		['quota-exhausted', { cause: 'quota-exhausted', retryAfterMs: 5 }],
		['temporarily-unavailable', { cause: 'temporarily-unavailable', retryAfterMs: 5 }],
		['credential-invalid', { cause: 'credential-invalid' }],
		[undefined, undefined],
	])('tells n8n of the cause %p', (cause, expected) => {
		const error = toNodeApiError(ANY_NODE, { ...failure, cause, retryAfterMs: 5 });
		expect(error.failure).toEqual(expected);
	});
});

it.each<[unknown, string | undefined, string | undefined]>([
	[' No. ', 'No.', 'No.'],
	['', undefined, undefined],
	[' ', undefined, undefined],
	['a'.repeat(1_001), 'a'.repeat(1_000), 'a'.repeat(1_000)],
	[7, undefined, undefined],
	[null, undefined, undefined],
	[{ a: 1 }, undefined, '{"a":1}'],
	[['a'], undefined, '["a"]'],
])('reads the sentence in %j', (value, sentence, withJson) => {
	expect(readSentence(value)).toBe(sentence);
	expect(readSentenceOrJson(value)).toBe(withJson);
});

it('cuts a sentence where it is told to, after the space around it', () => {
	expect(readSentence('  abc', 2)).toBe('ab');
});

describe('attempt', () => {
	const error = new Error('no');

	it.each<[string, () => unknown, unknown]>([
		['a value', () => 7, 7],
		['a value that comes later', async () => 7, 7],
		[
			'an error',
			() => {
				throw error;
			},
			error,
		],
		['an error that comes later', async () => await Promise.reject(error), error],
		[
			'anything else that is thrown',
			() => {
				// eslint-disable-next-line @typescript-eslint/only-throw-error -- as other code may do
				throw 'no';
			},
			error,
		],
	])('yields %s', async (_what, action, expected) => {
		expect(await attempt(action)).toEqual(expected);
	});
});

it.each([
	['No.', 'No. Wait.'],
	['No. [item 12]', 'No. Wait. [item 12]'],
	['No [item 1] of these.', 'No [item 1] of these. Wait.'],
])('adds words to %j', (message, expected) => {
	const error = new Error(message);
	addToSentence(error, 'Wait.');
	expect(error.message).toBe(expected);
});

it('names the page of the issues by its whole address', () => {
	expect(ISSUES).toMatch(/^https:\/\/\S+\/issues$/);
});

it.each<[unknown, string | undefined, string]>([
	[{ a: 1 }, undefined, 'Gate returned a list that this node cannot read: “{"a":1}”.'],
	[undefined, undefined, 'Gate returned a list that this node cannot read.'],
	[
		7,
		'it is a number',
		'Gate returned a list that this node cannot read, because it is a number: “7”.',
	],
])('says that it cannot read %j', (value, reason, message) => {
	expect(unreadable('Gate', 'a list', value, reason)).toEqual({
		message,
		advice: `Please report this response at ${ISSUES}.`,
		outcome: 'unknown',
	});
});

it.each([
	['a1b2c3d4e5f6a7b8c9d0', '•••'],
	['a1b2c3d4e5f6a7b8c9d', 'a1b2c3d4e5f6a7b8c9d'],
	['key A1_b-aaaaaaaaaaaaaaaa, key A1aaaaaaaaaaaaaaaaaaaaaaa', 'key •••, key •••'],
	['aaaaaaaaaaaaaaaaaaaaaaaa', 'aaaaaaaaaaaaaaaaaaaaaaaa'],
	['123456789012345678901234', '123456789012345678901234'],
	['__________-_-_-_-_-_-_-_1', '__________-_-_-_-_-_-_-_1'],
])('masks what looks like a secret in %s', (text, masked) => {
	expect(maskLikelySecrets(text)).toBe(masked);
});
