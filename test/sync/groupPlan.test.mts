import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ContactValues, GroupContact } from '../../nodes/shared/sync/contact.ts';
import { NUMBERING_PLANS } from '../../nodes/shared/input/numberingPlans.ts';
import { comparable, comparableParty } from '../../nodes/shared/input/phoneNumber.ts';
import { isInternational } from '../../nodes/shared/input/wholeNumber.ts';
import { planGroup } from '../../nodes/shared/sync/groupPlan.ts';
import { decideRemovals } from '../../nodes/shared/sync/groupRemovals.ts';
import { mostRemovals } from '../../nodes/shared/sync/removalLimit.ts';

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

	it('reads digits of the gateway as a number of the default country only where that is certain', () => {
		// A mobile number in Norway; with a 1 before it, it would be one in North America.
		const norwegian = contact('1', '4741234567');
		const changes = (...listed: string[]) =>
			planGroup([norwegian], list(...listed), '1').changes.map(({ change }) => change);
		expect(changes('+4741234567')).toEqual(['unchanged']);
		expect(changes('+14741234567')).toEqual(['added']);
		expect(changes('+14741234567', '+4741234567')).toEqual(['added', 'unchanged']);
	});

	it.each([
		['6465550123', '16465550123', '1'],
		['612345678', '33612345678', '33'],
		['330612345678', '33612345678', ''],
		['6201234567', '36201234567', '36'],
	])('finds the contact %s, where the number is %s', (held, listed, code) => {
		const { changes, others } = planGroup([contact('1', held)], list(listed), code);
		expect(changes.map(({ change }) => change)).toEqual(['unchanged']);
		expect(others).toEqual([]);
	});

	it.each([
		['somebody else has the number', ['33612345678', '612345678'], ['33612345678'], ['unchanged']],
		['it may be two numbers', ['612345678'], ['33612345678', '61612345678'], ['added', 'added']],
	])('leaves a contact alone where %s', (_, held, listed, expected) => {
		const contacts = held.map((phone) => contact(phone, phone));
		const { changes, others, removable } = planGroup(contacts, list(...listed), '33');
		expect(changes.map(({ change }) => change)).toEqual(expected);
		expect(ids(others)).toEqual(['612345678']);
		expect(removable).toEqual([]);
	});

	it('saves no contact whose number the gateway would change', () => {
		const held = { ...contact('1', '08031234567'), isSavedAsAnother: true as const };
		const first = planGroup([held], list('2348031234567'), '234');
		expect(first.changes.map(({ change }) => change)).toEqual(['added']);
		expect([first.others, first.removable]).toEqual([[held], []]);
		const contacts = [held, contact('2', '2348031234567')];
		const second = planGroup(contacts, list('2348031234567'), '234');
		expect(second.changes.map(({ change }) => change)).toEqual(['unchanged']);
		expect(second.removable).toEqual([]);
		expect(ids(planGroup([held], list('2348031234568'), '234').removable)).toEqual(['1']);
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
		// With a calling code before it as well: of New Zealand, Australia, Japan.
		['+16465550123', '6465550123', true],
		['(646) 555-0123', '16465550123', true],
		['+33612345678', '612345678', true],
		['+2348160000005', '8160000005', true],
		// With what is dialled within the country only.
		['+33612345678', '330612345678', true],
		['330612345678', '33612345678', true],
		['+2348031234567', '23408031234567', true],
		['+79121234567', '89121234567', true],
		['89121234567', '+79121234567', true],
		['+36201234567', '06201234567', true],
		['+36201234567', '6201234567', true],
		['+5491112345678', '0111512345678', true],
		['+5491112345678', '111512345678', true],
		// With and without the digit of mobile numbers.
		['+525512345678', '5215512345678', true],
		['+5491112345678', '541112345678', true],
		['+5511987654321', '551187654321', true],
		['33612345678', '0033612345678', true],
		['33612345678', '01133612345678', true],
		['33612345678', '33612345678 ext. 5', true],
		['33612345678', '3361234567833612345679', true],
		['33612345678', 'n/a', true],
		['33612345678', '', true],
		['33612345678', '33612345679', false],
		['33612345678', '0612345679', false],
		['33612345678', '33712345678', false],
		['4712345678', '4612345678', false],
		['16465550123', '16465550124', false],
		['16465550123', '6465550124', false],
	])('list %s, contact %s: %s', (listed, held, isMeant) => {
		const { changes, others, removable, mayBe } = planGroup(
			[contact('1', held)],
			list(comparable(listed)),
			'',
		);
		expect(ids(removable)).toEqual(isMeant ? [] : ['1']);
		expect(others.every((one) => mayBe.has(one))).toBe(isMeant);
		expect(changes).toHaveLength(1);
	});

	it('may be whoever the number is to a phone in any country', () => {
		const codes = Object.keys(NUMBERING_PLANS);
		const prefixes = ['', '0', '00', '1', '8', '06', '90', '011', '0015', '180020', '003768'];
		const digits = fc.stringMatching(/^[0-9]{7,11}$/);
		const cases = fc.tuple(fc.constantFrom(...codes), fc.constantFrom(...prefixes), digits);
		fc.assert(
			fc.property(cases, fc.boolean(), ([code, prefix, national], isAfterCode) => {
				const stored = `${isAfterCode ? code : ''}${prefix}${national}`;
				const listed = comparableParty(stored, code);
				fc.pre(isInternational(listed));
				for (const number of [stored, stored.replace(/^0+/, '')]) {
					expect(planGroup([contact('1', number)], list(listed), '').removable).toEqual([]);
				}
				expect(planGroup([contact('1', listed)], list(comparable(stored)), '').removable).toEqual(
					[],
				);
			}),
			{ numRuns: 3000 },
		);
	});

	it('takes no longer for each where there are many', () => {
		const count = 10_000;
		const held = Array.from({ length: count }, (_, who) =>
			contact(String(who), `7${9_121_000_000 + who}`),
		);
		const listed = list(...held.map((_, who) => `336${12_000_000 + who}`));
		expect(planGroup(held, listed, '').removable).toHaveLength(count);
	});
});

describe('Most Removals', () => {
	const group = {
		key: 'a',
		id: 'a',
		name: 'a',
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
