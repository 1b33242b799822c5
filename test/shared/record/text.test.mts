import { describe, expect, it } from '@jest/globals';
import { DateTime } from 'luxon';
import {
	isDate,
	plainText,
	quoted,
	readText,
	shownValue,
	withoutBlanksAround,
} from '../../../nodes/shared/record/text.ts';

const day = new Date('2026-12-01T12:00:00Z');
const luxonDay = DateTime.fromJSDate(day);

describe('readText', () => {
	it.each<[unknown, string]>([
		[undefined, ''],
		[null, ''],
		['', ''],
		['Hi', 'Hi'],
		[0, '0'],
		[-1.5, '-1.5'],
		[9007199254740991, '9007199254740991'],
		[1.5e300 / 1e299, '15'],
		[12n, '12'],
		[false, 'false'],
		['a\r\nb\rc\nd', 'a\nb\nc\nd'],
		['a\r\r\nb', 'a\n\nb'],
		['a\0b\0c', 'abc'],
		['😀', '😀'],
		['\uD83D', ''],
		['a\uD83Db\uDE00c', 'abc'],
		['\uDE00\uD83D', ''],
		['\uD83D\uD83D\uDE00\uDE00', '😀'],
		['null and void', 'null and void'],
		['an undefined NaN', 'an undefined NaN'],
		['Invalid Date or not', 'Invalid Date or not'],
		['nullable', 'nullable'],
		['_null', '_null'],
		['NaN1', 'NaN1'],
		['1NaN', '1NaN'],
		['undefinedly', 'undefinedly'],
		['ünull', 'ünull'],
		['[object]', '[object]'],
		['[object 1]', '[object 1]'],
	])('reads %j', (value, text) => {
		expect(readText(value, 'Message')).toEqual({ ok: true, text });
	});

	const pointAtField = 'Point the expression in Message at the field that contains the text.';
	const pointAtPart =
		'Point that expression in Message at the field of the object that contains the text.';
	const fillIn =
		'Check that the item has the field that the expression in Message uses. If it may be missing, write e.g. {{ $json.name ?? "" }}.';
	const numbers = 'Check that the item has the numbers that the expression in Message uses.';
	const format =
		'Format it in the expression in Message, e.g. {{ $now.toFormat("yyyy-MM-dd HH:mm") }}.';
	const asText = 'Pass it to Message as text, starting where it comes from.';
	const ofNoNumber = 'which is the result of a calculation with something that is not a number.';
	const rounded = 'which has more digits than n8n keeps, so the last ones may be wrong.';
	const noValue = 'so an expression in it has no value.';

	it.each<[unknown, string, string]>([
		[{}, 'Message is an object and not text.', pointAtField],
		[[], 'Message is a list and not text.', pointAtField],
		[() => {}, 'Message is a function and not text.', pointAtField],
		[day, 'Message is a date and time and not text.', format],
		[luxonDay, 'Message is a date and time and not text.', format],
		[NaN, `Message is “NaN”, ${ofNoNumber}`, numbers],
		[-Infinity, `Message is “-Infinity”, ${ofNoNumber}`, numbers],
		[2 ** 53, `Message is the number 9007199254740992, ${rounded}`, asText],
		[
			'Hi [object Object]!',
			'Message contains “[object Object]”, so an expression in it is an object and not text.',
			pointAtPart,
		],
		[
			'function () { [native code] }',
			'Message contains “[native code]”, so an expression in it is a function and not text.',
			'Add () after the name of the function in Message.',
		],
		[
			'Invalid Date',
			'Message contains “Invalid Date”, so an expression in it has a date that cannot be read.',
			'Check the date that the expression in Message uses.',
		],
		[
			'Invalid DateTime',
			'Message contains “Invalid DateTime”, so an expression in it has a date that cannot be read.',
			'Check the date that the expression in Message uses.',
		],
		[
			' NaN ',
			'Message contains “NaN”, so an expression in it calculates with something that is not a number.',
			numbers,
		],
		['undefined', `Message contains “undefined”, ${noValue}`, fillIn],
		['null', `Message contains “null”, ${noValue}`, fillIn],
	])('refuses %p', (value, problem, advice) => {
		expect(readText(value, 'Message')).toEqual({ ok: false, problem, advice });
	});

	it.each(['NaN', 'undefined', 'null'])('finds %s as a word of its own only', (word) => {
		const isText = (before: string, after: string) =>
			readText(`${before}${word}${after}`, 'Message', () => [
				{ typed: [before, after], optional: [] },
			]).ok;
		for (const around of [' ', '!', '\n', '“']) {
			expect(isText(`Hi${around}`, '')).toBe(false);
			expect(isText('', `${around}Hi`)).toBe(false);
		}
		for (const part of ['a', 'é', '1', '_']) {
			expect(isText(part, '')).toBe(true);
			expect(isText('', part)).toBe(true);
		}
	});

	it('reads templates only for a word that people may write, and for one that fits', () => {
		const templates = [
			{ typed: ['Dear ', '!'], optional: [] },
			{ typed: ['Hi ', ''], optional: [] },
		];
		const noneLooked = () => {
			throw new Error('No template is needed');
		};
		expect(readText('Hi', 'Message', noneLooked).ok).toBe(true);
		expect(readText('[object Object]', 'Message', noneLooked).ok).toBe(false);
		expect(readText('null', 'Message', noneLooked).ok).toBe(false);
		expect(readText('Hi null', 'Message', () => templates).ok).toBe(false);
		expect(readText('Dear null!', 'Message', () => templates).ok).toBe(false);
		expect(readText('Ho null', 'Message', () => templates).ok).toBe(true);
	});
});

it.each<[unknown, string]>([
	['', '“”'],
	['a', '“a”'],
	[7, '“7”'],
	[true, '“true”'],
	[undefined, 'nothing'],
	[null, 'nothing'],
	[[], 'a list'],
	[{}, 'an object'],
	[day, 'a date'],
	[luxonDay, 'a date'],
	[() => {}, 'a function'],
])('shows %p as %s', (value, shown) => {
	expect(shownValue(value)).toBe(shown);
});

it.each([
	['a'.repeat(60), `“${'a'.repeat(60)}”`],
	['a'.repeat(61), `“${'a'.repeat(60)}…”`],
	[`${'a'.repeat(59)}😀`, `“${'a'.repeat(59)}…”`],
])('quotes %s', (text, shown) => {
	expect(quoted(text)).toBe(shown);
});

it.each<[unknown, boolean]>([
	[day, true],
	[luxonDay, true],
	[{ toMillis: 1 }, true],
	[{}, false],
	[null, false],
	['2026-12-01', false],
	[0, false],
])('isDate(%p) is %j', (value, expected) => {
	expect(isDate(value)).toBe(expected);
});

it.each([
	[' a ', 'a'],
	['\n\u200B\u2060\u00A0a b\u200B c\u2060\t\u200B', 'a b\u200B c'],
	['a', 'a'],
	[' ', ''],
	['', ''],
])('takes away the blanks around %j', (text, expected) => {
	expect(withoutBlanksAround(text)).toBe(expected);
});

it.each<[unknown, string]>([
	['a', 'a'],
	[7, '7'],
	[7n, '7'],
	[false, 'false'],
	[null, ''],
	[undefined, ''],
	[{}, ''],
	[['a'], ''],
	[Symbol('a'), ''],
])('plainText(%p) is %j', (value, text) => {
	expect(plainText(value)).toBe(text);
});
