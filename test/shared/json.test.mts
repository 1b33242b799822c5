import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseJson, readJson } from '../../nodes/shared/record/json.ts';

const VALUES = [
	fc.string(),
	fc.integer(),
	fc.double({ noNaN: true, noDefaultInfinity: true, min: -1, max: 1 }),
	fc.boolean(),
	fc.constant(null),
];

it('reads whatever JSON.stringify writes', () => {
	fc.assert(
		fc.property(fc.object({ values: VALUES, maxDepth: 5 }), (value) => {
			const text = JSON.stringify(value);
			expect(parseJson(text)).toEqual(JSON.parse(text));
		}),
		{ numRuns: 2_000 },
	);
});

it('refuses whatever JSON.parse refuses', () => {
	fc.assert(
		fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:\\1-.e tn') }), (text) => {
			let isJson = true;
			try {
				JSON.parse(text);
			} catch {
				isJson = false;
			}
			expect(readJson(text).ok).toBe(isJson);
		}),
		{ numRuns: 5_000 },
	);
});

it('keeps whole numbers digit by digit', () => {
	fc.assert(
		fc.property(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), (id) => {
			const read = parseJson(`{"id":${id},"ids":[${id}, "${id}"]}`);
			expect(read).toEqual({
				id: Number.isSafeInteger(Number(id)) ? Number(id) : String(id),
				ids: [Number.isSafeInteger(Number(id)) ? Number(id) : String(id), String(id)],
			});
		}),
		{ numRuns: 2_000 },
	);
});

it.each([
	['1234567890123456789012', '1234567890123456789012'],
	['[9007199254740993]', ['9007199254740993']],
	['[9007199254740991]', [9007199254740991]],
	['1.2345678901234567890', 1.2345678901234567],
	['1234567890123456789e2', 1234567890123456789e2],
	['"a \\" 9007199254740993"', 'a " 9007199254740993'],
	['"\\\\", 9007199254740993', undefined],
])('reads %s as %j', (text, value) => {
	expect(parseJson(text)).toEqual(value);
});

describe('what could stop n8n', () => {
	const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

	it.each([
		['200 levels', nested(200), true],
		['201 levels', nested(201), 'too deep'],
		['5,000 levels', nested(5_000), 'too deep'],
		['a million levels of one kind', '{"a":'.repeat(1e6), 'too deep'],
		['brackets in a text', JSON.stringify('['.repeat(1_000)), true],
		['33 MB', JSON.stringify(' '.repeat(33 * 1024 * 1024)), 'too large'],
		['a text without an end', `"${'\\"'.repeat(1e6)}`, 'not JSON'],
		['digits', '1'.repeat(1e6), true],
		['minus signs', '-'.repeat(1e6), 'not JSON'],
	])('%s: %s', (_title, text, expected) => {
		const reading = readJson(text);
		expect(reading.ok || reading.problem).toBe(expected);
	});
});
