import { describe, expect, it } from '@jest/globals';
import { readSearch } from '../../nodes/BestSmsGateway/search.ts';

it.each([
	['Ada Lovelace', 'ada lovelace'],
	['+2348160000100', '2348160000100'],
	['0816 0000100', '0816 000100'],
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
});

it.each(['', '  ', null, undefined])('is none for %j', (search) => {
	expect(readSearch(search)).toBeUndefined();
});

describe('finds', () => {
	const record = { phone: '2348160000100', firstname: 'José', lastname: "O'Hara? 100%" };
	const FIELDS = { numbers: ['phone'], texts: ['firstname', 'lastname'] };
	it.each([
		['2348160000100', true],
		['08160000100', true],
		['234816000010', false],
		['234816', true],
		['002348160000100', true],
		['48160000100', false],
		['060000100', false],
		['0816', false],
		['2348160000101', false],
		['josé', true],
		['jose', false],
		["JOSÉ O'HARA?", true],
		['100%', true],
		['10%', false],
		['o_hara', false],
		['the', false],
		['0', true],
		['josé the', false],
	])('%j: %s', (search, expected) => {
		expect(readSearch(search)?.isIn(record, FIELDS)).toBe(expected);
	});
});
