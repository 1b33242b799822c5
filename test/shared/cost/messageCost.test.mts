import { expect, it } from '@jest/globals';
import type { CountedText } from '../../../nodes/shared/cost/messageCost.ts';
import { estimate, readCountedText } from '../../../nodes/shared/cost/messageCost.ts';
import type { Encoding } from '../../../nodes/shared/record/message.ts';
import type { SmsSizes } from '../../../nodes/shared/cost/segments.ts';
import { STANDARD_SIZES } from '../../../nodes/shared/cost/segments.ts';
import {
	shownCharacter,
	specialCharactersOf,
} from '../../../nodes/shared/cost/specialCharacters.ts';
import { readAdditionalFields, refusalOf } from '../additionalFields.mts';

function read(
	text: string,
	additionalFields: Record<string, unknown>,
	sizes: SmsSizes = STANDARD_SIZES,
	encoding?: Encoding,
): CountedText {
	return readAdditionalFields(additionalFields, (fields) =>
		readCountedText(fields, text, sizes, encoding),
	);
}

function refusalOfLimit(
	text: string,
	maxSegments: unknown,
	sizes?: SmsSizes,
	encoding?: Encoding,
): string[] | undefined {
	return refusalOf(() => read(text, { maxSegments }, sizes, encoding));
}

const PAGES: SmsSizes = {
	'GSM-7': { single: 160, first: 160, further: 145 },
	'UCS-2': { single: 72, first: 72, further: 72 },
	byLength: true,
};

it.each([
	[
		`This is what’s new: ${'a'.repeat(150)}`,
		2,
		'Message needs 3 SMS (limit 2): “’” at position 13 is not in the plain SMS alphabet, so it is sent as UCS-2.',
		'Turn on Replace Special Characters, and Message needs 2 SMS. Or shorten it, or raise Most Segments.',
	],
	[
		`’${'a'.repeat(400)}`,
		2,
		'Message needs 6 SMS (limit 2): “’” at position 1 is not in the plain SMS alphabet, so it is sent as UCS-2.',
		'Shorten Message, or raise Most Segments. With Replace Special Characters it needs 3 SMS.',
	],
	[
		`Hi 👨‍👩‍👧‍👦 Łukasz ${'a'.repeat(60)}`,
		1,
		'Message needs 2 SMS (limit 1): “👨‍👩‍👧‍👦” at position 4 is not in the plain SMS alphabet, so it is sent as UCS-2.',
		'Shorten Message, raise Most Segments, or write it without “👨‍👩‍👧‍👦”, “Ł”: an SMS has 160 characters, but 70 with such characters in it.',
	],
	[
		`\r\nOn\u00A0hold ${'a'.repeat(70)}`,
		1,
		'Message needs 2 SMS (limit 1): a non-breaking space (U+00A0) at position 4 is not in the plain SMS alphabet, so it is sent as UCS-2.',
		'Turn on Replace Special Characters, and Message needs 1 SMS. Or shorten it, or raise Most Segments.',
	],
	[
		'a'.repeat(400),
		2,
		'Message needs 3 SMS (limit 2): it has 400 characters in GSM-7, of which 306 fit in 2 SMS.',
		'Shorten Message to 306 characters, or raise Most Segments.',
	],
	[
		'€'.repeat(153),
		2,
		'Message needs 3 SMS (limit 2): it has 306 characters in GSM-7, of which 304 fit in 2 SMS.',
		'Shorten Message to 304 characters, or raise Most Segments.',
	],
])('refuses %j with the limit %i', (text, limit, message, advice) => {
	expect(refusalOfLimit(text, limit)).toEqual([`${message} [item 4]`, advice]);
	// As text, as an expression may give it.
	expect(refusalOfLimit(text, String(limit))).toEqual([`${message} [item 4]`, advice]);
});

it("refuses by the gateway's own sizes, and in the encoding that the user chose", () => {
	expect(refusalOfLimit('a'.repeat(306), 2)).toBeUndefined();
	expect(refusalOfLimit('a'.repeat(306), 2, PAGES)).toEqual([
		'Message needs 3 SMS (limit 2): it has 306 characters in GSM-7, of which 305 fit in 2 SMS. [item 4]',
		'Shorten Message to 305 characters, or raise Most Segments.',
	]);
	expect(refusalOfLimit('a'.repeat(100), 1, PAGES, 'UCS-2')).toEqual([
		'Message needs 2 SMS (limit 1): it has 100 characters in UCS-2, of which 72 fit in 1 SMS. [item 4]',
		'Shorten Message to 72 characters, or raise Most Segments.',
	]);
	expect(refusalOfLimit('’'.repeat(100), 1, PAGES, 'UCS-2')?.[0]).toBe(
		'Message needs 2 SMS (limit 1): it has 100 characters in UCS-2, of which 72 fit in 1 SMS. [item 4]',
	);
	expect(refusalOfLimit('ł'.repeat(160), 1, PAGES, 'GSM-7')).toBeUndefined();
});

it('has no limit without Most Segments', () => {
	expect(read('a'.repeat(10_000), {}).segments).toBe(66);
});

it.each([
	[0, 'Most Segments is 0, so no SMS could be sent.'],
	['', 'Most Segments is empty.'],
	[null, 'Most Segments is empty.'],
	[undefined, 'Most Segments is empty.'],
	['two', 'Most Segments is “two”, which is not a whole number.'],
	[1.5, 'Most Segments is “1.5”, which is not a whole number.'],
])('refuses the limit %j', (maxSegments, message) => {
	expect(refusalOfLimit('Hi', maxSegments)?.[0]).toBe(`${message} [item 4]`);
});

it.each([1.5, -1, 'two'])('advises a number that a limit can be instead of %j', (maxSegments) => {
	expect(refusalOfLimit('Hi', maxSegments)?.[1]).toBe(
		'Enter digits only in Most Segments, e.g. 2.',
	);
});

it('replaces before it counts, if that is turned on', () => {
	const text = `It’s ${'a'.repeat(80)}`;
	expect(read(text, {})).toEqual({ text, replaced: [], segments: 2, encoding: 'UCS-2' });
	expect(read(text, { replaceSpecialCharacters: true, maxSegments: 1 })).toEqual({
		text: `It's ${'a'.repeat(80)}`,
		replaced: [{ character: '’', replacement: "'", count: 1 }],
		segments: 1,
		encoding: 'GSM-7',
	});
	// Where it is sent as UCS-2 anyway, it can keep its characters.
	const chosen = read(text, { replaceSpecialCharacters: true }, STANDARD_SIZES, 'UCS-2');
	expect(chosen).toEqual({ text, replaced: [], segments: 2, encoding: 'UCS-2' });
});

it('estimates what a text takes, and what it would take after replacing', () => {
	const text = `It’s ${'a'.repeat(80)}`;
	expect(estimate(text, STANDARD_SIZES)).toEqual({
		segments: 2,
		encoding: 'UCS-2',
		length: 85,
		isTooLong: false,
		specialCharacters: [{ character: '’', position: 3, count: 1 }],
		replacedText: `It's ${'a'.repeat(80)}`,
		replacedSegments: 1,
		replacedCharacters: [{ character: '’', replacement: "'", count: 1 }],
	});
});

it('lists each special character once, as a person counts, and at most 20', () => {
	expect(specialCharactersOf('a👍🏽’\r\n👍🏽e\u0301’a')).toEqual([
		{ character: '👍🏽', position: 2, count: 2 },
		{ character: '’', position: 3, count: 2 },
		{ character: 'e\u0301', position: 6, count: 1 },
	]);
	const cyrillic = Array.from({ length: 30 }, (_, i) => String.fromCodePoint(0x430 + i)).join('');
	expect(specialCharactersOf(cyrillic)).toHaveLength(20);
});

it.each([
	['’', '“’”'],
	['\t', 'a tab (U+0009)'],
	['\u200B', 'a zero-width space (U+200B)'],
	['\uFE0F', 'an invisible character (U+FE0F)'],
	['\u{E0001}', 'an invisible character (U+E0001)'],
	['\uD83D', 'an invisible character (U+D83D)'],
])('shows %j as %s', (character, shown) => {
	expect(shownCharacter(character)).toBe(shown);
});
