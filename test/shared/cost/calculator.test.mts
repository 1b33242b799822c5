import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SegmentedMessage } from 'sms-segments-calculator';
import { encodingOf } from '../../../nodes/shared/cost/encoding.ts';
import { countSegments } from '../../../nodes/shared/cost/segments.ts';

const RANDOM_TEXTS = 10_000;

/** What is counted right by chance only, unless each rule holds. */
const TRAPS = [
	...['a', 'Z', '7', ' ', '@', '_', '$', 'é', 'à', 'Ç', 'Δ', 'Ω', '€', '\f', '^', '{', '}', '\\'],
	...['[', '~', ']', '|', '\n', '\r', '\r\n', 'ç', 'ł', 'İ', '’', '“', '…', '–', '`', '\t', '\0'],
	...['\u00A0', '\u200B', '\u001B', '\u2126', '中', '한', '\u1112\u1161\u11AB', 'ب', 'นำ', 'நி'],
	...['😀', '👍🏽', '👨‍👩‍👧‍👦', '👩‍❤️‍💋‍👨', '🤷🏽‍♀️', '🏳️‍🌈', '👁️‍🗨️', '🇳🇱', '🇫', '❤️', '1️⃣', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '𝒜'],
	...['e\u0301', 'a\u0323\u0308', 'a\u200Db', '\uD83D', '\uDE00'],
];
const PLAIN_TRAPS = TRAPS.filter((trap) => encodingOf(trap) === 'GSM-7');

function textsOf(traps: string[]): fc.Arbitrary<string> {
	const trap = fc.constantFrom(...traps);
	const run = fc
		.tuple(trap, fc.integer({ min: 1, max: 40 }))
		.map(([one, times]) => one.repeat(times));
	// Up to the end of a segment and over it.
	const upToTheEnd = fc.integer({ min: 60, max: 160 }).map((length) => 'a'.repeat(length));
	const pieces = fc.array(fc.oneof({ arbitrary: trap, weight: 4 }, run, upToTheEnd), {
		maxLength: 8,
	});
	return pieces.map((all) => all.join(''));
}

it(`counts ${RANDOM_TEXTS} random texts as sms-segments-calculator does`, () => {
	const counts = new Map<string, number>();
	fc.assert(
		fc.property(fc.oneof(textsOf(TRAPS), textsOf(PLAIN_TRAPS)), (text) => {
			const { segmentsCount, encodingName } = new SegmentedMessage(text);
			const { segments, encoding } = countSegments(text);
			expect({ segments, encoding }).toEqual({ segments: segmentsCount, encoding: encodingName });
			const kind = `${encoding}, ${Math.min(segments, 3)}`;
			counts.set(kind, (counts.get(kind) ?? 0) + 1);
		}),
		{ numRuns: RANDOM_TEXTS },
	);
	// Of each encoding there were short and long ones.
	expect([...counts.keys()].sort()).toEqual(
		['GSM-7', 'UCS-2'].flatMap((encoding) =>
			[1, 2, 3].map((segments) => `${encoding}, ${segments}`),
		),
	);
});

/**
 * Where we count otherwise, and why. Version 1.3.0 of the calculator divides texts as Unicode 10 (2017)
 * has it, and never a character, however long it is.
 */
const KNOWN_DIFFERENCES: Array<{ why: string; text: string; ours: number; theirs: number }> = [
	{
		why: 'An emoji of 2019 stays whole; the calculator divides it after its first part.',
		text: `${'ł'.repeat(63)}🧑‍🦰${'ł'.repeat(63)}`,
		ours: 3,
		theirs: 2,
	},
	{
		why: 'So does a handshake of two skin tones, of 2021.',
		text: `${'ł'.repeat(59)}🫱🏽‍🫲🏿${'ł'.repeat(59)}`,
		ours: 3,
		theirs: 2,
	},
	{
		why: 'Consonants that Hindi writes as one letter stay whole, as in Unicode since version 15.1.',
		text: `${'ł'.repeat(65)}क्ष${'ł'.repeat(65)}`,
		ours: 3,
		theirs: 2,
	},
	{
		why: 'A joiner after a letter joins no emoji to it; the calculator keeps the two together.',
		text: `${'ł'.repeat(65)}b\u200D❤${'ł'.repeat(65)}`,
		ours: 2,
		theirs: 3,
	},
	{
		why: 'A letter with more accents than an SMS holds begins in the first; the calculator leaves that one empty.',
		text: `a${'\u0301'.repeat(70)}ł`,
		ours: 2,
		theirs: 3,
	},
	{
		why: 'It goes on in as many as it needs; the calculator puts all of it into one.',
		text: `a${'\u0301'.repeat(150)}`,
		ours: 3,
		theirs: 2,
	},
];

it.each(KNOWN_DIFFERENCES)('differs from the calculator: $why', ({ text, ours, theirs }) => {
	expect(countSegments(text).segments).toBe(ours);
	expect(new SegmentedMessage(text).segmentsCount).toBe(theirs);
});
