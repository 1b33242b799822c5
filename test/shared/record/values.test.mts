import { describe, expect, it } from '@jest/globals';
import { byKey } from '../../../nodes/shared/record/byKey.ts';
import { isRecord } from '../../../nodes/shared/record/json.ts';
import { endOfJsonObject } from '../../../nodes/shared/record/jsonObject.ts';
import { onlyObjects, withOddRows } from '../../../nodes/shared/record/rows.ts';
import { lookUp, numberOrNull, textOrNull } from '../../../nodes/shared/record/values.ts';

it.each([
	['a', 'a'],
	['', ''],
	[0, '0'],
	[1.5, '1.5'],
	[null, null],
	[undefined, null],
	[true, null],
	[{}, null],
])('textOrNull(%j) is %j', (value, text) => {
	expect(textOrNull(value)).toBe(text);
});

it.each([
	[7, 7],
	[0, 0],
	['7', 7],
	[' 7.5 ', 7.5],
	['0', 0],
	['', null],
	[' ', null],
	['seven', null],
	['7 SMS', null],
	[null, null],
	[undefined, null],
	[true, null],
	[['7'], null],
])('numberOrNull(%j) is %j', (value, number) => {
	expect(numberOrNull(value)).toBe(number);
});

it.each([
	['one', 1],
	['two', undefined],
	['constructor', undefined],
	['__proto__', undefined],
])('lookUp of %s is %j', (word, value) => {
	expect(lookUp({ one: 1 }, word)).toBe(value);
});

it.each([
	[{}, true],
	[{ a: 1 }, true],
	[[], false],
	[null, false],
	[undefined, false],
	['{}', false],
	[() => {}, false],
])('isRecord(%j) is %j', (value, expected) => {
	expect(isRecord(value)).toBe(expected);
});

it('groups things by key, in their order', () => {
	const groups = byKey(['ant', 'bee', 'ape', 'bat', 'cat'], (word) => word.charAt(0));
	expect([...groups]).toEqual([
		['a', ['ant', 'ape']],
		['b', ['bee', 'bat']],
		['c', ['cat']],
	]);
});

describe('rows', () => {
	const rows = [{ id: 1 }, { id: 2 }];

	it.each([
		[rows, rows, rows],
		[[], [], []],
		[['x', 'y'], undefined, undefined],
		[[null], undefined, undefined],
		[[{ id: 1 }, 'x'], undefined, [{ id: 1 }, { row: '"x"' }]],
		[[[1], { id: 2 }], undefined, [{ row: '[1]' }, { id: 2 }]],
	])('%j', (given, objects, withOdd) => {
		expect(onlyObjects(given)).toEqual(objects);
		expect(withOddRows(given)).toEqual(withOdd);
	});
});

describe('the end of an object in a text', () => {
	it.each([
		['{}', '{}'],
		['{"a":{"b":1}} and more', '{"a":{"b":1}}'],
		['{"a":"}"}}', '{"a":"}"}'],
		['{"a":"{"}}', '{"a":"{"}'],
		['{"a":"\\"}"} }', '{"a":"\\"}"}'],
		['{"a":"\\\\"} }', '{"a":"\\\\"}'],
		['{"a":1', undefined],
		['{"a":"}', undefined],
		['{{}', undefined],
		['{', undefined],
	])('%s', (text, object) => {
		const end = endOfJsonObject(`Warning {}: ${text}`, 'Warning {}: '.length);
		expect(end && `Warning {}: ${text}`.slice('Warning {}: '.length, end)).toBe(object);
	});

	it('is not searched for in what comes before', () => {
		expect(endOfJsonObject('"{"a":1}', 1)).toBe(8);
		expect(endOfJsonObject('{}', 1)).toBeUndefined();
	});
});
