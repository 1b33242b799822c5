import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeTracking, encodeTracking } from '../../../nodes/shared/polling/trackingCode.ts';

const known = fc.record(
	{
		order: fc.maxSafeInteger(),
		status: fc.constantFrom('queued', 'sent', 'delivered'),
		day: fc.nat(40_000),
		dueDay: fc.nat(40_000),
	},
	{ requiredKeys: ['order', 'status', 'day'] },
);
const key = fc.oneof(fc.string({ minLength: 1 }), fc.nat().map(String), fc.constant('007'));

describe('the stored form of a tracking', () => {
	it('reads what it has written, also after JSON', () => {
		fc.assert(
			fc.property(fc.dictionary(key, known), fc.maxSafeInteger(), (records, frontier) => {
				const tracking = { frontier, floor: -Infinity, known: new Map(Object.entries(records)) };
				const encoded = encodeTracking(tracking);
				// JSON keeps its shape.
				const stored = JSON.parse(JSON.stringify(encoded)) as typeof encoded;
				expect(decodeTracking(stored)).toEqual(tracking);
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

	it('does not take something else for one', () => {
		const known = { '=sent': '\u0000' };
		expect(decodeTracking({ frontier: 0, floor: 0, known })).toBeUndefined();
	});
});
