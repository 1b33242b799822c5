import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ContactValues, GroupContact } from '../../nodes/shared/sync/contact.ts';
import { planGroup } from '../../nodes/shared/sync/groupPlan.ts';
import { decideRemovals } from '../../nodes/shared/sync/groupRemovals.ts';
import { mostRemovals } from '../../nodes/shared/sync/removalLimit.ts';
import { mayBeAmong } from '../../nodes/shared/sync/sameNumber.ts';

const contact = (id: string, phone: string, values: ContactValues = {}): GroupContact => ({
	id,
	phone,
	values,
	row: {},
});
const list = (...phones: string[]) =>
	phones.map((phone, itemIndex) => ({ itemIndex, phone, values: {} }));
const ids = (contacts: GroupContact[]) => contacts.map(({ id }) => id);

describe('a plan', () => {
	it('compares numbers as they are meant, and not as they are spelled', () => {
		const plan = planGroup(
			[contact('1', '33612345678'), contact('2', '+33 6 12 34 56 79'), contact('3', '0612345680')],
			list('+33612345678', '0033612345679', '33612345680'),
			'33',
		);
		expect(plan.changes.map(({ change }) => change)).toEqual([
			'unchanged',
			'unchanged',
			'unchanged',
		]);
		expect(plan.others).toEqual([]);
	});

	it('reads digits of the gateway as no number of the default country', () => {
		// Norway's; with a 1 before it, it would be one in North America.
		const norwegian = contact('1', '4712345678');
		expect(planGroup([norwegian], list('+4712345678'), '1').changes).toEqual([
			expect.objectContaining({ change: 'unchanged' }),
		]);
		expect(planGroup([norwegian], list('+14712345678'), '1').changes).toEqual([
			expect.objectContaining({ change: 'added' }),
		]);
	});

	it('changes only fields that are given and different, where empty is the same as missing', () => {
		const held = contact('1', '33612345678', { firstName: 'Ann', lastName: '', birthday: null });
		const wanted = {
			itemIndex: 0,
			phone: '33612345678',
			values: { firstName: 'Bob', lastName: null, birthday: '', company: 'X', isVip: false },
		};
		expect(planGroup([held], [wanted], '').changes).toEqual([
			expect.objectContaining({
				change: 'updated',
				changed: { firstName: 'Bob', company: 'X', isVip: false },
			}),
		]);
	});

	it('brings all contacts with a number to its values, and adds none', () => {
		const plan = planGroup(
			[contact('1', '33612345678', { firstName: 'Ann' }), contact('2', '33612345678')],
			[{ itemIndex: 0, phone: '33612345678', values: { firstName: 'Ann' } }],
			'',
		);
		expect(plan.changes.map(({ change }) => change)).toEqual(['unchanged', 'updated']);
	});

	it('counts the first item with a number only', () => {
		const { changes } = planGroup([], list('+33612345678', '33612345679', '0033612345678'), '');
		expect(changes).toEqual([
			expect.objectContaining({ change: 'added' }),
			expect.objectContaining({ change: 'added' }),
			expect.objectContaining({ change: 'duplicate', firstItem: 0 }),
		]);
	});

	it('gives each item and each contact one place', () => {
		const phone = fc.nat({ max: 8 }).map((last) => `3361234567${last}`);
		fc.assert(
			fc.property(fc.array(phone), fc.array(phone), (held, listed) => {
				const contacts = held.map((number, id) => contact(String(id), number));
				const { changes, others, removable } = planGroup(contacts, list(...listed), '');
				expect([...new Set(changes.map(({ wanted }) => wanted.itemIndex))]).toEqual([
					...listed.keys(),
				]);
				const kept = changes.flatMap((change) => ('contact' in change ? change.contact.id : []));
				expect([...kept, ...ids(others)].toSorted()).toEqual(ids(contacts).toSorted());
				expect(others.every((one) => !listed.includes(one.phone))).toBe(true);
				expect(removable).toEqual(others);
			}),
		);
	});
});

describe('who may be in the list under another spelling', () => {
	it.each([
		['+33612345678', '0612345678', true],
		['2125551234', '12125551234', true],
		['12125551234', '2125551234', true],
		['33612345678', 'n/a', true],
		['33612345678', '', true],
		['33612345678', '33612345679', false],
		['33612345678', '0612345679', false],
		['33612345678', '33712345678', false],
	])('list %s, contact %s: %s', (listed, held, isMeant) => {
		const number = listed.replace('+', '');
		expect(mayBeAmong([number])(held)).toBe(isMeant);
		const { others, removable } = planGroup([contact('1', held)], list(listed), '');
		expect(ids(removable)).toEqual(isMeant ? [] : ids(others));
	});
});

describe('Most Removals', () => {
	const group = {
		key: 'a',
		id: 'a',
		list: list('33612345678'),
		settings: { removeMissing: true, onlyShowChanges: false, limits: [{ hundredths: 1000 }] },
	};
	const plan = (count: number) =>
		planGroup(
			Array.from({ length: count }, (_, id) => contact(String(id), `3370000000${id}`)),
			group.list,
			'',
		);

	it('rounds down', () => {
		expect(mostRemovals({ hundredths: 1000 }, 19)).toBe(1);
		expect(mostRemovals({ hundredths: 1000 }, 9)).toBe(0);
		expect(mostRemovals({ hundredths: 10_000 }, 7)).toBe(7);
		expect(mostRemovals({ count: 3 }, 1000)).toBe(3);
	});

	it('counts what earlier tries of the run removed', () => {
		const removed = new Map([['7', contact('7', '33700000007')]]);
		const past = { saved: new Map(), removed };
		expect(decideRemovals(group, plan(1), 19, undefined, undefined).ok).toBe(true);
		expect(decideRemovals(group, plan(1), 18, past, undefined).ok).toBe(false);
		expect(decideRemovals(group, plan(1), 19, past, undefined).ok).toBe(true);
		expect(decideRemovals(group, plan(0), 8, past, undefined).ok).toBe(true);
	});

	it('is the strictest that the items of a group have', () => {
		const limits = [{ hundredths: 10_000 }, { count: 1 }];
		const strict = { ...group, settings: { ...group.settings, limits } };
		expect(decideRemovals(strict, plan(2), 10, undefined, undefined).ok).toBe(false);
	});

	it('names some of those that it keeps from being removed, and counts the others', () => {
		const named = decideRemovals(group, plan(6), 6, undefined, undefined);
		expect(named.ok ? '' : named.failure.message).toContain(
			'6 of 6 contacts in the group “a” are not in the input, and removing them would exceed Most Removals (10%): 33700000000, 33700000001, 33700000002 and 3 more.',
		);
	});
});
