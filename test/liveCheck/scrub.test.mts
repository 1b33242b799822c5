import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { scrub, withoutData } from '../../lab/liveCheck/scrub.mts';
import { shapeOf } from '../../lab/liveCheck/shape.mts';

const secret = fc
	.string({ minLength: 6, maxLength: 40, unit: 'grapheme-ascii' })
	.filter((text) => text.trim() === text);

it('removes random secrets as they are, as JSON, in an address and in Base64', () => {
	fc.assert(
		fc.property(secret, secret, (one, other) => {
			const spellings = [
				one,
				encodeURIComponent(one),
				JSON.stringify(one),
				Buffer.from(one).toString('base64'),
			];
			const shown = scrub(`the keys ${spellings.join(' ; ')} and ${other}.`, [other, one]);
			// What the sentence itself holds is no secret.
			fc.pre(!'the keys  ;  ;  ; "" and .•••'.includes(one));
			expect(shown).not.toContain(one);
			expect(shown).not.toContain(Buffer.from(one).toString('base64'));
		}),
	);
});

it('removes phone numbers as people and gateways write them', () => {
	const digits = fc.stringMatching(/^[1-9]\d{8,13}$/);
	const gap = fc.constantFrom('', ' ', '-', '.', ' (0)');
	fc.assert(
		fc.property(digits, gap, fc.constantFrom('', '+', '00'), (number, between, prefix) => {
			const written = `${prefix}${number.slice(0, 2)}${between}${number.slice(2)}`;
			expect(scrub(`to ${written}: sent`, [])).toMatch(/^to [^0-9]*: sent$/);
		}),
	);
});

it('leaves what a report needs', () => {
	const kept =
		'HTTP 400, section 11.2, UTC+02:00, date as 0000-00-00T00:00:00.000000Z, code 104, 0.2.0';
	expect(scrub(kept, ['s3cr3t-key'])).toBe(kept);
	expect(withoutData('Returned a row: “{"name":"Ann"}”. Check it.')).toBe(
		'Returned a row: “(data)”. Check it.',
	);
	expect(withoutData('Refused: “No credit”.')).toBe('Refused: “No credit”.');
});

it('describes no value', () => {
	const value = fc.jsonValue({ maxDepth: 4 });
	fc.assert(
		fc.property(value, fc.stringMatching(/^[G-Zg-z]{12}$/), (any, text) => {
			expect(shapeOf({ any, list: [text, { name: text, 31612345678: text }] })).not.toContain(text);
		}),
	);
	expect(shapeOf({ 31612345678: { name: 'Ann' } })).toBe('by ID: {name: text}');
	expect(
		shapeOf({ a1234567: 1, id: '7', at: '2026-11-30 10:00:00+02:00', none: [], nothing: null }),
	).toBe(
		'{(ID): number, id: text of digits, at: date as 0000-00-00 00:00:00+00:00, none: empty list, nothing: null}',
	);
});
