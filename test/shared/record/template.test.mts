import { describe, expect, it } from '@jest/globals';
import { canHaveMade, templatesOf } from '../../../nodes/shared/record/template.ts';

describe('the texts that expressions put together', () => {
	const inMessage = (message: unknown) => templatesOf({ message }, 'Message');

	it.each<[string, unknown, unknown]>([
		['a text without an expression', 'Hi {{ $json.a }}', []],
		['one that only hands on a text', '={{ $json.a }}', []],
		['two that only hand on texts', '={{ $json.a }}{{ $json.b }}', []],
		['a blank between two', '={{ $json.a }} {{ $json.b }}', [['', ' ', '']]],
		['a text around', '=Hi {{ $json.a }}!', [['Hi ', '!']]],
		['a text before', '=Hi {{ $json.a }}', [['Hi ', '']]],
		['a text behind', '={{ $json.a }}!', [['', '!']]],
		['two beside each other', '=a{{ $json.a }}{{ $json.b }}c', [['a', 'c']]],
		['no expression', '=Hi', [['Hi']]],
		['summands', '={{ "Hi " + $json.a + \'!\' }}', [['Hi ', '!']]],
		['summands and a text', '=Oh {{ "Hi " + $json.a }}!', [['Oh Hi ', '!']]],
		['a summand in a call', '={{ "Hi " + f("a" + "b") }}', [['Hi ', '']]],
		['a summand in a list', '={{ "Hi " + ["a" + "b"][0] }}', [['Hi ', '']]],
		['a summand in an object', '={{ "Hi " + {a: "b" + "c"}.a }}', [['Hi ', '']]],
		['a plus in a text', '={{ "1 + 1 = " + $json.a }}', [['1 + 1 = ', '']]],
		['a bracket in a text', '={{ "(" + $json.a + ")" }}', [['(', ')']]],
		['a quoted quotation mark', '={{ "\\"" + $json.a + "b" }}', [['', 'b']]],
		['numbers that are added', '={{ $json.a + $json.b }}', []],
		['what stands behind', '=Hi {{ $json.a }} and }} so on', [['Hi ', ' and }} so on']]],
		['an empty expression', '=a{{}}b', [['a', 'b']]],
		['an object that is open', '=a{{ $json.a', [['a', '']]],
		['summands without blanks', `={{"Hi "+$json.a+'!!'}}`, [['Hi ', '!!']]],
		['a plus at its beginning', '={{+"a"}}', [['', 'a']]],
		['a call between summands', '={{ "Hi " + f($json.a) + "!" }}', [['Hi ', '!']]],
		['a sum in a call', '={{ "Hi " + f($json.a + "b" + $json.c) }}', [['Hi ', '']]],
		['a choice in brackets', '={{ "Hi " + ($json.a ? 1 : 2) }}', [['Hi ', '']]],
		['a plus in single quotation marks', "={{ 'a + b' + $json.c }}", [['a + b', '']]],
		['a sum in backticks', '={{ `1 + "z" + 2` + "x" }}', [['', 'x']]],
		['two beside each other later', '=a{{ 1 }}b{{ 2 }}{{ 3 }}c', [['a', 'b', 'c']]],
		['nothing', undefined, []],
		['a number', 7, []],
		['null', null, []],
		[
			'a list',
			['=Hi {{ $json.a }}', '=Ho {{ $json.b }}'],
			[
				['Hi ', ''],
				['Ho ', ''],
			],
		],
		['an object', { one: { two: '=Hi {{ $json.a }}' } }, [['Hi ', '']]],
	])('%s', (_title, message, typed) => {
		// Strictly: a list with an undefined in it would equal an empty one.
		expect(inMessage(message).map((template) => template.typed)).toStrictEqual(typed);
		expect(inMessage(message).flatMap((template) => template.optional)).toStrictEqual([]);
	});

	it.each([
		['a choice', '={{ $json.a ? "Hi " + $json.b : "Ho" }}', ['Hi ', 'Ho']],
		['a default', "={{ $json.a || 'Hi ' + $json.b }}", ['Hi ']],
		['both', '={{ $json.a && "Hi " + $json.b }}', ['Hi ']],
		['a comparison', '={{ $json.a > 1 ? "Hi " + $json.b : "" }}', ['Hi ', '']],
		['an assignment', '={{ a = "Hi " + $json.b }}', ['Hi ']],
		['a template of JavaScript', '={{ `Hi ${$json.a}` }}', ['Hi ', ' ']],
		['a choice behind a sum', '={{ "Hi " + $json.a ? "x" : "y" }}', ['Hi ', 'x', 'y']],
		['an operator before a text', '={{ $json.a + typeof "b" }}', ['b']],
		['a method of a text', '={{ $json.a + "b".trim() }}', ['b']],
		['numbers', '={{ $json.a + $json.b }}', []],
		['a choice without a sum', '={{ $json.a ? "Hi" : "Ho" }}', []],
	])('keeps the texts that %s may use', (_title, message, optional) => {
		expect(inMessage(message).flatMap((template) => template.optional)).toStrictEqual(optional);
	});

	it.each([
		['Message', [['a ', '']]],
		['Send At', [['b ', '']]],
		['SEND-AT', [['b ', '']]],
		[
			'Not There',
			[
				['a ', ''],
				['b ', ''],
				['c ', ''],
			],
		],
	])('searches the field %s, or all', (displayName, typed) => {
		const parameters = {
			message: '=a {{ 1 }}',
			options: [{ sendAt: '=b {{ 1 }}' }],
			other: '=c {{ 1 }}',
		};
		expect(templatesOf(parameters, displayName).map((one) => one.typed)).toStrictEqual(typed);
	});
});

describe('whether an expression can have given a word', () => {
	const template = (typed: string[], optional: string[] = []) => ({ typed, optional });

	it.each<[string[], string, boolean]>([
		[['Hi ', ''], 'Hi null', true],
		[['Hi ', '!'], 'Hi null!', true],
		[['Hi ', '!'], '  Hi null!  ', true],
		[[' Hi ', '! '], 'Hi null!', true],
		[['Hi ', '!'], 'Hi null', false],
		[['Hi ', '!'], 'Ho null!', false],
		[['Hi ', '!'], 'Hi null and void!', false],
		[['Hi ', '!'], 'Oh Hi null!', false],
		[['', ': ', ''], 'Ann: null', true],
		[['', ': ', ''], 'null: Ann', true],
		[['', ': ', ''], 'Ann: null Bock', false],
		[['', ': ', ''], 'Ann null', false],
		[['a', 'b', 'c', 'd'], 'a1bnullc2d', true],
		[['a', 'b', 'c', 'd'], 'anullb1c2d', true],
		[['a', 'b', 'c', 'd'], 'a1b2cnulld', true],
		[['a', 'b', 'c', 'd'], 'a1cnullb2d', false],
		[['a', 'b', 'c', 'd'], 'a1bnull', false],
		[['a'], 'null', false],
		[['', 'x', 'x'], 'nullx', false],
		[['', 'x', 'y'], 'nullxy', true],
		[['Hi ', ': ', ''], 'Oh Hi null: x', false],
		[['', 'ab', 'b', 'z'], 'nullabz', false],
		[['aXnull', 'X'], 'aXnullX', false],
	])('%j in %j: %j', (typed, text, expected) => {
		expect(canHaveMade(template(typed), text, 'null')).toBe(expected);
	});

	it.each<[string, boolean]>([
		['Hi null', true],
		['Hi null!', true],
		['null!', true],
		[' null ', true],
		[' null!', true],
		['Hi null ', true],
		['Hi null! more', true],
		['null', true],
		['Ho null!', false],
		['Hi null?', false],
		['null and Hi null', true],
		['Hi nullnull', false],
		['Hi', false],
	])('between texts that it may use, in %j: %j', (text, expected) => {
		expect(canHaveMade(template(['', ''], ['Hi ', '!', ' ']), text, 'null')).toBe(expected);
	});

	it('has not given what is typed', () => {
		expect(canHaveMade(template(['', ''], ['Hi null', 'Hi ', '!']), 'Hi null!', 'null')).toBe(
			false,
		);
		expect(canHaveMade(template(['', ''], []), 'null x', 'null')).toBe(false);
		expect(canHaveMade(template(['A ', ''], ['!']), 'x A null!', 'null')).toBe(true);
	});
});
