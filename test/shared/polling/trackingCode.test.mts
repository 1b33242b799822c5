import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeTracking, encodeTracking } from '../../../nodes/shared/polling/trackingCode.ts';

const known = fc.record(
	{
		order: fc.maxSafeInteger(),
		status: fc.constantFrom('queued', 'sent', 'delivered'),
		day: fc.nat(40_000),
		dueDay: fc.nat(40_000),
		missed: fc.nat(4),
		past: fc.array(fc.constantFrom('delivered', 'failed'), { minLength: 1, maxLength: 2 }),
	},
	{ requiredKeys: ['order', 'status'] },
);
const key = fc.oneof(
	fc.string({ minLength: 1 }),
	fc.nat().map(String),
	fc.constantFrom('007', '~abcdef-_', '~abcdefg', '~abcdefgh-2'),
);

describe('the stored form of a tracking', () => {
	it('reads what it has written, also after JSON', () => {
		fc.assert(
			fc.property(fc.dictionary(key, known), fc.maxSafeInteger(), (records, frontier) => {
				const tracking = { frontier, floor: -Infinity, known: new Map(Object.entries(records)) };
				const encoded = encodeTracking(tracking);
				// JSON keeps its shape.
				const stored = JSON.parse(JSON.stringify(encoded)) as typeof encoded;
				expect(decodeTracking(stored)).toEqual({ tracking, isWhole: true });
			}),
		);
	});

	it('takes a few characters for a record whose key is its order', () => {
		const entries = Array.from({ length: 10_000 }, (_item, i) => 62_000_000 + 11 * i);
		const tracking = {
			frontier: 0,
			floor: 0,
			known: new Map(entries.map((order) => [String(order), { order, status: 'received' }])),
		};
		expect(JSON.stringify(encodeTracking(tracking)).length).toBeLessThan(1.1 * entries.length);
	});

	it.each([
		['a group that cannot be read', { frontier: 7, floor: 3, known: { '=sent': '\u0000' } }, 7],
		['no frontier', { floor: 3, known: { ':sent': '5 a 6 b' } }, 6],
		['nothing but a frontier', { frontier: 7 }, 7],
	])(
		'keeps what can be read of one with %s, and takes all up to it for old',
		(_name, code, frontier) => {
			const decoded = decodeTracking(code);
			expect(decoded).toMatchObject({
				tracking: { frontier, floor: frontier + 1 },
				isWhole: false,
			});
		},
	);

	it('does not take something else for one', () => {
		expect(decodeTracking({ frontier: 'high', known: { '=sent': '\u0000' } })).toBeUndefined();
		expect(decodeTracking({})).toBeUndefined();
	});
});
