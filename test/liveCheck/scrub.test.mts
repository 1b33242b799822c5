import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fieldNames } from '../../lab/liveCheck/factSheet.mts';
import { LIVE_CHECKS } from '../../lab/liveCheck/liveChecks.mts';
import { scrub, withoutQuotes, withShortQuotes } from '../../lab/liveCheck/scrub.mts';
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
	expect(withoutQuotes('Returned “{"name":"Ann”}”. Check it.')).toBe(
		'Returned “(quoted)”. Check it.',
	);
	expect(withShortQuotes(`“${'x'.repeat(9)}” and “short”`, 6)).toBe('“xxxxxx…” and “short”');
});

it('describes no value, and names only fields that the fact sheet names', () => {
	const names = new Set(['id', 'at', 'none', 'nothing', 'list', 'name']);
	const value = fc.jsonValue({ maxDepth: 4 });
	fc.assert(
		fc.property(value, fc.stringMatching(/^[G-Zg-z]{12}$/), (any, text) => {
			const shape = shapeOf({ any, [text]: 1, list: [text, { name: text, 316123: text }] }, names);
			expect(shape).not.toContain(text);
		}),
	);
	const dated = { id: '7', at: '2026-11-30 10:00:00+02:00', none: [], nothing: null };
	expect(shapeOf({ ...dated, Ann_Smith: { name: 'Ann' }, 31612345678: 1 }, names)).toBe(
		'{id: text of digits, at: date as 0000-00-00 00:00:00+00:00, none: empty list, nothing: null, (2 other names): {name: text}}',
	);
});

it('knows the names of fields, and no other words of a fact sheet', async () => {
	for (const check of LIVE_CHECKS) {
		const names = await fieldNames(check);
		expect([...names]).toEqual(expect.arrayContaining(['id', 'message', 'status']));
		expect([...names]).not.toEqual(expect.arrayContaining(['Ann_Smith']));
	}
});
