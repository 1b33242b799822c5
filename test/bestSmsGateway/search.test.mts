import { describe, expect, it } from '@jest/globals';
import { readContactSearch, readSmsSearch } from '../../nodes/BestSmsGateway/fields/search.ts';
import { FieldReader } from '../../nodes/shared/input/fieldReader.ts';

const NODE = { id: '', name: 'Node', type: '', typeVersion: 1, position: [0, 0], parameters: {} };
const fields = new FieldReader({ ...NODE, position: [0, 0] }, 0, () => undefined);
const readSearch = (search: unknown, defaultCountryCode = '') =>
	readContactSearch(fields, search, defaultCountryCode);

it.each([
	['Ada Lovelace', 'ada lovelace'],
	['+2348160000100', '2348160000100'],
	['what?', 'what'],
	['50% off', '50 off'],
	['snake_case', 'snake case'],
	["O'Hara", 'o hara'],
	['back\\slash', 'back slash'],
	['1_1_1437039374', '1 1 1437039374'],
	['José', 'josé'],
	['?', undefined],
	['%', undefined],
	['000', undefined],
])('asks the gateway for %j by %j', (search, term) => {
	expect(readSearch(search)?.term).toBe(term);
	expect(readSmsSearch(fields, search, '')?.term).toBe(term);
});

it.each(['', '  ', '\u200B', null, undefined])('is none for %j', (search) => {
	expect(readSearch(search)).toBeUndefined();
	expect(readSmsSearch(fields, search, '')).toBeUndefined();
});

describe('finds a contact by', () => {
	const record = { phone: '2348160000100', firstname: 'José', lastname: "O'Hara? 100% 4711" };

	it.each([
		['2348160000100', true],
		['+234 816 000 0100', true],
		['２３４８１６００００１００', true],
		['002348160000100', true],
		['234816000010', false],
		['234816', false],
		['00010', false],
		['8160000100', false],
		['48160000100', false],
		['2348160000101', false],
		['0816', false],
		['0', false],
		['josé', true],
		['Jose\u0301', true],
		['jose', false],
		['jos', false],
		["JOSÉ O'HARA?", true],
		['José +2348160000100', true],
		['José +2348160000101', false],
		["o'hara", false],
		['hara', false],
		['100%', true],
		['10%', false],
		['%', false],
		['4711', true],
		['471', false],
		['josé the', false],
	])('%j: %s', (search, expected) => {
		expect(readSearch(search)?.isIn(record)).toBe(expected);
	});

	it.each([
		['08160000100', '234', true],
		['08160000100', '+234', true],
		['8160000100', '234', true],
		['08160000100', '44', false],
		['002348160000100', '33', true],
	])('%j with Default Country Code %s: %s', (search, code, expected) => {
		expect(readSearch(search, code)?.isIn(record)).toBe(expected);
	});

	it.each([
		['08160000100', '', 'which has no country code'],
		['Ada 0816-000-0100', '', 'which has no country code'],
		['2348160000100 2348160000101', '', 'which has more than the 15 digits'],
		['0816000010', '234', 'which does not have as many digits'],
	])('not by %j with Default Country Code %j', (search, code, sentence) => {
		expect(() => readSearch(search, code)).toThrow(sentence);
	});
});

describe('finds an SMS by', () => {
	const record = { recipient: '2348160000100', message: 'Pay 0123456 now', sender: 'MyShop' };

	it.each([
		['pay shop', true],
		['0123456', true],
		['123456', false],
		['56', false],
		['234816', false],
		['2348160000100', true],
		['08160000100', true],
		['+234 816 000-0100', true],
		['+234 816 000-0101', false],
		['8160000100', false],
		['shop 2348160000100', true],
		['shop 2348160000101', false],
	])('%j: %s', (search, expected) => {
		expect(readSmsSearch(fields, search, '')?.isIn(record)).toBe(expected);
	});

	it.each([
		['08160000100', '234', true],
		['08160000100', '44', false],
		['0123456', '234', true],
	])('%j with Default Country Code %s: %s', (search, code, expected) => {
		expect(readSmsSearch(fields, search, code)?.isIn(record)).toBe(expected);
	});
});
