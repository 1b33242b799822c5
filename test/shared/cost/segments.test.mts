import { expect, it } from '@jest/globals';
import type { Encoding } from '../../../nodes/shared/record/message.ts';
import type { SmsSizes } from '../../../nodes/shared/cost/segments.ts';
import {
	countSegments,
	fittingLength,
	STANDARD_SIZES,
} from '../../../nodes/shared/cost/segments.ts';

/** A gateway that takes at most three plain SMS at once (vendor document of one: 459 characters). */
const AT_MOST_459: SmsSizes = {
	...STANDARD_SIZES,
	'GSM-7': { ...STANDARD_SIZES['GSM-7'], longest: 459 },
};

/** A gateway with pages of its own: 160, then 145 each, and 72 in Unicode (vendor document of one). */
const PAGES: SmsSizes = {
	'GSM-7': { single: 160, first: 160, further: 145 },
	'UCS-2': { single: 72, first: 72, further: 72 },
	byLength: true,
};

type Case = [
	text: string,
	expected: {
		sizes?: SmsSizes;
		as?: Encoding;
		segments: number;
		encoding: Encoding;
		length: number;
	},
];

const a = (count: number) => 'a'.repeat(count);
const ł = (count: number) => 'ł'.repeat(count);

const TABLE: Case[] = [
	// 3GPP TS 23.038 and 23.040.
	['', { segments: 1, encoding: 'GSM-7', length: 0 }],
	['Your order is on its way.', { segments: 1, encoding: 'GSM-7', length: 25 }],
	[
		'@£$¥èéùìòÇ Øø ÅåΔ_ΦΓΛΩΠΨΣΘΞ ÆæßÉ ¤ ¡ÄÖÑÜ§¿äöñüà',
		{ segments: 1, encoding: 'GSM-7', length: 47 },
	],
	['\f^{}\\[~]|€', { segments: 1, encoding: 'GSM-7', length: 20 }],
	['line 1\nline 2', { segments: 1, encoding: 'GSM-7', length: 13 }],
	['line 1\r\nline 2', { segments: 1, encoding: 'GSM-7', length: 14 }],
	[a(160), { segments: 1, encoding: 'GSM-7', length: 160 }],
	[a(161), { segments: 2, encoding: 'GSM-7', length: 161 }],
	[a(306), { segments: 2, encoding: 'GSM-7', length: 306 }],
	[a(307), { segments: 3, encoding: 'GSM-7', length: 307 }],
	[a(2_000), { segments: 14, encoding: 'GSM-7', length: 2_000 }],
	['€'.repeat(80), { segments: 1, encoding: 'GSM-7', length: 160 }],
	[`${a(159)}€`, { segments: 2, encoding: 'GSM-7', length: 161 }],
	// The escape would be the last of 153, and its character the first of the next segment.
	[`${a(152)}€${a(152)}`, { segments: 3, encoding: 'GSM-7', length: 306 }],
	[`${a(151)}€${a(153)}`, { segments: 2, encoding: 'GSM-7', length: 306 }],
	['€'.repeat(153), { segments: 3, encoding: 'GSM-7', length: 306 }],
	['Zażółć', { segments: 1, encoding: 'UCS-2', length: 6 }],
	['It’s on its way', { segments: 1, encoding: 'UCS-2', length: 15 }],
	['garçon', { segments: 1, encoding: 'UCS-2', length: 6 }],
	['a\tb', { segments: 1, encoding: 'UCS-2', length: 3 }],
	['`', { segments: 1, encoding: 'UCS-2', length: 1 }],
	['Price: 5 €, ł', { segments: 1, encoding: 'UCS-2', length: 13 }],
	[ł(70), { segments: 1, encoding: 'UCS-2', length: 70 }],
	[ł(71), { segments: 2, encoding: 'UCS-2', length: 71 }],
	[ł(134), { segments: 2, encoding: 'UCS-2', length: 134 }],
	[ł(135), { segments: 3, encoding: 'UCS-2', length: 135 }],
	['😀'.repeat(35), { segments: 1, encoding: 'UCS-2', length: 70 }],
	// 33 of two units in each segment, and one unit that stays free.
	['😀'.repeat(67), { segments: 3, encoding: 'UCS-2', length: 134 }],
	['😀'.repeat(100), { segments: 4, encoding: 'UCS-2', length: 200 }],
	// Of eleven units each: six in a segment.
	['👨‍👩‍👧‍👦'.repeat(12), { segments: 2, encoding: 'UCS-2', length: 132 }],
	['👨‍👩‍👧‍👦'.repeat(13), { segments: 3, encoding: 'UCS-2', length: 143 }],
	[`${ł(66)}e\u0301${ł(66)}`, { segments: 3, encoding: 'UCS-2', length: 134 }],
	// A gateway with a longest text.
	[a(459), { sizes: AT_MOST_459, segments: 3, encoding: 'GSM-7', length: 459 }],
	[ł(201), { sizes: AT_MOST_459, segments: 3, encoding: 'UCS-2', length: 201 }],
	// A gateway with pages of its own, which counts characters.
	[a(160), { sizes: PAGES, segments: 1, encoding: 'GSM-7', length: 160 }],
	[a(161), { sizes: PAGES, segments: 2, encoding: 'GSM-7', length: 161 }],
	[a(305), { sizes: PAGES, segments: 2, encoding: 'GSM-7', length: 305 }],
	[a(306), { sizes: PAGES, segments: 3, encoding: 'GSM-7', length: 306 }],
	['€'.repeat(160), { sizes: PAGES, segments: 1, encoding: 'GSM-7', length: 160 }],
	[ł(72), { sizes: PAGES, segments: 1, encoding: 'UCS-2', length: 72 }],
	[ł(73), { sizes: PAGES, segments: 2, encoding: 'UCS-2', length: 73 }],
	[ł(145), { sizes: PAGES, segments: 3, encoding: 'UCS-2', length: 145 }],
	['😀'.repeat(72), { sizes: PAGES, segments: 1, encoding: 'UCS-2', length: 72 }],
	// A user who decides on the encoding.
	[a(73), { sizes: PAGES, as: 'UCS-2', segments: 2, encoding: 'UCS-2', length: 73 }],
	[a(71), { as: 'UCS-2', segments: 2, encoding: 'UCS-2', length: 71 }],
	[ł(160), { as: 'GSM-7', segments: 1, encoding: 'GSM-7', length: 160 }],
];

it.each(TABLE)('counts %j', (text, { sizes, as, ...expected }) => {
	expect(countSegments(text, sizes, as)).toEqual({ ...expected, isTooLong: false });
});

it('says of a text whether the gateway takes one as long', () => {
	const counts = [a(460), `${a(458)}€`, ł(500)].map((text) => countSegments(text, AT_MOST_459));
	expect(counts.map(({ isTooLong }) => isTooLong)).toEqual([true, true, false]);
});

it.each([
	[a(400), 1, STANDARD_SIZES, 160],
	[a(400), 2, STANDARD_SIZES, 306],
	[`${a(159)}€`, 1, STANDARD_SIZES, 159],
	['€'.repeat(153), 2, STANDARD_SIZES, 304],
	['😀'.repeat(67), 2, STANDARD_SIZES, 132],
	[a(400), 1, PAGES, 160],
	[a(400), 2, PAGES, 305],
])('knows how much of a text fits: %j in %i', (text, segments, sizes, fits) => {
	expect(fittingLength(text, segments, countSegments(text).encoding, sizes)).toBe(fits);
});
