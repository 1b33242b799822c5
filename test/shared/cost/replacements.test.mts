import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SegmentedMessage } from 'sms-segments-calculator';
import { encodingOf } from '../../../nodes/shared/cost/encoding.ts';
import { replaceSpecialCharacters } from '../../../nodes/shared/cost/replacements.ts';
import { countSegments } from '../../../nodes/shared/cost/segments.ts';

it.each([
	['It’s “here” – now…', `It's "here" - now...`],
	['‚a‘ „b“ ‹c› «\u00A0d\u00A0» `e´ 5′ 6″', `'a' "b" 'c' " d " 'e' 5' 6"`],
	['a‐b‑c‒d–e—f―g−h', 'a-b-c-d-e-f-g-h'],
	['a\u00A0b\u2009c\u202Fd\u3000e\tf', 'a b c d e f'],
	['a\u200Bb\u00ADc\uFEFFd\u2060e\u200Ef', 'abcdef'],
	['a\u2028b\vc', 'a\nb\nc'],
	['oﬃce ﬁrst ﬂat ĳs', 'office first flat ijs'],
	['1\u2060½ – ½½', '1 1/2 - 1/2 1/2'],
	['»a« – « b » – ›c‹', `"a" - " b " - 'c'`],
	['\u0095 one \u008Btwo\u009B', `- one 'two'`],
	['½ cup, 1½ cups, ⅞', '1/2 cup, 1 1/2 cups, 7/8'],
	['• one\n‣ two\n· three\n•four', '- one\n- two\n- three\n-four'],
	['Red • green · blue', 'Red - green - blue'],
	['  ◦ one\r\n▪\ttwo', '  - one\r\n- two'],
	['Say ‹hello› to “me”', `Say 'hello' to "me"`],
	['3\u22124 = \u22121', '3-4 = -1'],
	['Ｈｅｌｌｏ：１２！', 'Hello:12!'],
	['What⁇ Really⁈ No‼', 'What?? Really?! No!!'],
	['cafe\u0301 for 5 \u212A at 6 \u2126', 'café for 5 K at 6 Ω'],
	['It\u0092s \u0093here\u0094 \u0096 now\u0085', `It's "here" - now...`],
])('replaces %j', (text, expected) => {
	const { text: replaced } = replaceSpecialCharacters(text);
	expect(replaced).toBe(expected);
	expect(encodingOf(replaced)).toBe('GSM-7');
});

it('says what it replaced', () => {
	expect(replaceSpecialCharacters('It’s “Zoe\u0308’s”\u200B').replaced).toEqual([]);
	expect(replaceSpecialCharacters('It’s “Jo\u0308rg’s”\u200B')).toEqual({
		text: `It's "Jörg's"`,
		replaced: [
			{ character: 'o\u0308', replacement: 'ö', count: 1 },
			{ character: '’', replacement: "'", count: 2 },
			{ character: '“', replacement: '"', count: 1 },
			{ character: '”', replacement: '"', count: 1 },
			{ character: '\u200B', replacement: '', count: 1 },
		],
	});
});

it.each([
	['no special character', `It's "here" - now...`],
	['a name with a letter of its own', 'It’s Łukasz'],
	['an accent that the alphabet lacks', 'Gonçalo’s café'],
	['a ligature that is a letter', 'sœur – frère'],
	['a dot within a word', 'La Gal·la'],
	['a dot that is a decimal point', 'Only £3·50 “today”'],
	['a dot of multiplication', '3∙4=12 – and 3·4'],
	['a dot of multiplication between spaces', '3 · 4 = 12…'],
	['a unit with a dot', '5 N·m'],
	['a ring for a degree', '25◦C – 26◦'],
	['an angle that is an arrow', '“Home › Shop”'],
	['a power', '10² m² – 5³'],
	['a sign of multiplication', '2×3 m…'],
	['another currency', '£5 – ₹500'],
	['a ratio', '3∶4…'],
	['a division slash that is left alone', '½∕¼ ≤ 1'],
	['a prime of minutes and seconds', '48°51′24″'],
	['a not', '“¬a”'],
	['a number after a bullet without a space', '•5 – ‣6'],
	['digits that a fraction would join', '½2…'],
	['an operator that cannot be seen', '“2\u20623”'],
	['an order that is reversed', '“\u202E321”'],
	['double angles that are arrows', '“Home » Shop”'],
	['an emoji', 'It’s here 👍🏽'],
	['an emoji that joins others', '“👨‍👩‍👧‍👦”'],
	['a sign that would become a word', 'Acme™ – 20°'],
	['another script', '“Здравствуйте”'],
	['more SMS after replacing', '…'.repeat(70)],
])('leaves a text with %s as it is', (_, text) => {
	expect(replaceSpecialCharacters(text)).toEqual({ text, replaced: [] });
});

/** Where the calculator's Smart Encoding, which is Twilio's, has another form, and why ours is as it is. */
const OTHER_FORMS: Array<[why: string, characters: string, ours: string]> = [
	[
		'A space of any width is one space, not two, and a tab not seven.',
		'\t\u00A0\u2000\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u202F\u205F\u3000',
		' ',
	],
	['A low quotation mark opens a quotation; it is no comma.', '‚', "'"],
	['A line separator ends a line.', '\u2028\u2029', '\n'],
];

it("has the same forms as Twilio's Smart Encoding where both replace, but for those that are explained", () => {
	const codes = Array.from({ length: 0x10000 }, (_, code) => code);
	const replacedByBoth = codes.flatMap((code) => {
		const text = `x${String.fromCharCode(code)}x`;
		const ours = replaceSpecialCharacters(text).text;
		const theirs = new SegmentedMessage(text, 'auto', true).graphemes.join('');
		return ours === text || theirs === text ? [] : [{ text, ours, theirs }];
	});
	expect(replacedByBoth.length).toBeGreaterThan(100);
	const others = replacedByBoth.filter(({ ours, theirs }) => ours !== theirs);
	const explained = OTHER_FORMS.flatMap(([, characters, ours]) =>
		Array.from(characters, (character) => [`x${character}x`, `x${ours}x`]),
	);
	expect(Object.fromEntries(others.map(({ text, ours }) => [text, ours]))).toEqual(
		Object.fromEntries(explained),
	);
});

it('counts by the sizes of the gateway whether replacing needs more SMS', () => {
	const sizes = {
		'GSM-7': { single: 70, first: 70, further: 70 },
		'UCS-2': { single: 70, first: 70, further: 70 },
		byLength: true,
	};
	const text = `${'a'.repeat(68)}…`;
	expect(replaceSpecialCharacters(text).replaced).toHaveLength(1);
	expect(replaceSpecialCharacters(text, sizes).replaced).toEqual([]);
});

it('changes the encoding of whatever it changes, never needs more SMS, and has no more to do then', () => {
	const unit = fc.oneof(
		fc.constantFrom(...'’“–…•½é·\u00A0\u200B1a '),
		fc.constantFrom('ł', '👍🏽', 'e\u0301', 'ç'),
	);
	let changed = 0;
	fc.assert(
		fc.property(fc.string({ unit, maxLength: 100 }), (text) => {
			const { text: after, replaced } = replaceSpecialCharacters(text);
			expect(after !== text).toBe(replaced.length > 0);
			expect(countSegments(after).segments).toBeLessThanOrEqual(countSegments(text).segments);
			expect(replaceSpecialCharacters(after)).toEqual({ text: after, replaced: [] });
			if (after === text) return;
			changed++;
			expect([encodingOf(text), encodingOf(after)]).toEqual(['UCS-2', 'GSM-7']);
		}),
		{ numRuns: 5_000 },
	);
	expect(changed).toBeGreaterThan(100);
});
