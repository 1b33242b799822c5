import { expect } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { plainText } from '../engine/plainText.mts';
import { goodRunOf } from './scenarios.mts';
import type { Scenario } from './scenarios.mts';
import type {
	ContactNow,
	Person,
	Row,
	SeenRequest,
	SyncResult,
	SyncRun,
	SyncSubject,
} from './subject.mts';

const groupsOf = (people: Person[]) => [...new Set(people.map(({ group }) => group))];

/** The rows that count: the first of each number in each group. */
function firstRows(rows: Row[]): Row[] {
	const keyOf = ({ group, who }: Row) => `${group} ${who}`;
	return rows.filter((row) => rows.find((other) => keyOf(other) === keyOf(row)) === row);
}

/**
 * Checks what must hold of any sync: with everything that may go wrong nobody in the list is removed, not even for a
 * moment, and no more are removed than the user allows; one good run brings the groups to the lists, with as few writes as
 * the gateway allows; the next one writes nothing.
 */
export async function checkSync(subject: SyncSubject, scenario: Scenario): Promise<void> {
	const { held, run, troubles, isTwice } = scenario;
	subject.seed(held);
	subject.takeRequests();
	const watch = watchGroups(subject, run);
	subject.misbehave(troubles);
	const results = await Promise.all(
		Array.from({ length: isTwice ? 2 : 1 }, async () => await subject.run(run)),
	);
	subject.misbehave([]);
	expect(watch.losses).toEqual([]);
	subject.watch(() => {});
	checkRemovals(subject.takeRequests(), run, watch.mostHeld);
	for (const result of results) checkOutputOfAny(result, run);

	const before = snapshot(subject, run);
	const good = goodRunOf(run);
	const result = await subject.run(good);
	expect(result.error).toBeUndefined();
	const writes = subject.takeRequests().filter(({ kind }) => kind !== 'read');
	checkGoodRun({ before, after: snapshot(subject, run), good, result, subject, writes });

	const again = await subject.run(good);
	expect(again.error).toBeUndefined();
	expect(subject.takeRequests().filter(({ kind }) => kind !== 'read')).toEqual([]);
	expect(new Set(again.items.map(({ json }) => json.change))).toEqual(
		new Set(again.items.map(({ json }) => json.change).filter(isAtRest)),
	);
}

const isAtRest = (change: unknown) => ['unchanged', 'duplicate', 'extra'].includes(String(change));

function snapshot(subject: SyncSubject, { rows }: SyncRun): Map<string, ContactNow[]> {
	return new Map(groupsOf(rows).map((group) => [group, subject.held(group)]));
}

/** What was seen of the groups while a run was under way. */
interface Watch {
	/** Who was in the list and was taken out of a group by a request of ours, be it for a moment. */
	losses: string[];
	/** How many contacts each group had at most. */
	mostHeld: Map<string, number>;
}

function watchGroups(subject: SyncSubject, run: SyncRun): Watch {
	const watch: Watch = { losses: [], mostHeld: new Map() };
	let last = snapshot(subject, run);
	const note = (now: Map<string, ContactNow[]>) => {
		for (const [group, held] of now) {
			watch.mostHeld.set(group, Math.max(held.length, watch.mostHeld.get(group) ?? 0));
		}
		last = now;
	};
	note(last);
	subject.watch((by) => {
		const now = snapshot(subject, run);
		const isIn = (held: Person[] | undefined, { who }: Person) =>
			held?.some((one) => one.who === who) === true;
		for (const row of by === 'run' ? run.rows : []) {
			const { group, who } = row;
			if (isIn(last.get(group), row) && !isIn(now.get(group), row)) {
				watch.losses.push(`${who} of ${group}`);
			}
		}
		note(now);
	});
	return watch;
}

function checkRemovals(requests: SeenRequest[], run: SyncRun, mostHeld: Map<string, number>): void {
	const removals = requests.filter(({ kind, isDone }) => kind === 'remove' && isDone);
	const isReadable = run.unreadable === undefined || run.unreadable >= run.rows.length;
	if (!run.removeMissing || run.onlyShowChanges || !isReadable) expect(removals).toEqual([]);
	if (run.onlyShowChanges) expect(requests.filter(({ kind }) => kind !== 'read')).toEqual([]);
	for (const number of new Set(removals.map(({ run: ofRun }) => ofRun))) {
		for (const [group, held] of mostHeld) {
			const removed = removals
				.filter((one) => one.run === number && one.group === group)
				.flatMap(({ whom }) => whom).length;
			// Whoever was removed by an earlier try counts as held.
			expect(removed).toBeLessThanOrEqual(mostOf(run.mostRemovals, held + removed));
		}
	}
	for (const { group, whom } of removals) {
		const listed = run.rows.filter((row) => row.group === group).map(({ who }) => who);
		expect(whom.filter((who) => listed.includes(who))).toEqual([]);
	}
}

function mostOf(mostRemovals: string, held: number): number {
	return mostRemovals.endsWith('%')
		? Math.floor((held * Number(mostRemovals.slice(0, -1))) / 100)
		: Number(mostRemovals);
}

/** What holds of the output, whatever went wrong. */
function checkOutputOfAny({ items, error, isStopped }: SyncResult, run: SyncRun): void {
	if (isStopped) return;
	if (error) {
		expect(run.onError).toBe('stopWorkflow');
		expect(items).toEqual([]);
		return;
	}
	for (const [itemIndex] of run.rows.entries()) {
		const ofItem = items.filter(({ pairedItem }) => itemOf(pairedItem) === itemIndex);
		expect(ofItem.length).toBeGreaterThan(0);
	}
	for (const { json } of items) {
		expect(typeof json.change).toBe('string');
		if (json.change === 'failed') expect(json.reason).toEqual(expect.stringMatching(/./));
		if (run.onError === 'stopWorkflow') expect(json.change).not.toBe('failed');
	}
}

function itemOf(pairedItem: unknown): unknown {
	return typeof pairedItem === 'object' && pairedItem !== null && 'item' in pairedItem
		? pairedItem.item
		: undefined;
}

interface GoodRun {
	before: Map<string, ContactNow[]>;
	after: Map<string, ContactNow[]>;
	good: SyncRun;
	result: SyncResult;
	subject: SyncSubject;
	writes: SeenRequest[];
}

function hasTwoSpellings(held: ContactNow[]): boolean {
	const ofOne = (who: number) => held.filter((one) => one.who === who).map(({ phone }) => phone);
	return held.some(({ who }) => new Set(ofOne(who)).size > 1);
}

/** A contact after a good run. */
function wantedOf(row: Row, before: Person | undefined, clearEmptyValues: boolean): Person {
	const { group, who, firstName, lastName } = row;
	const toBe = (wanted: string, held: string | undefined) =>
		wanted !== '' || clearEmptyValues ? wanted : (held ?? '');
	return {
		group,
		who,
		firstName: toBe(firstName, before?.firstName),
		lastName: toBe(lastName, before?.lastName),
	};
}

function checkGoodRun({ before, after, good, result, subject, writes }: GoodRun): void {
	// Two runs at once can leave a number in two spellings, and it is unclear then which contact is meant.
	if ([...before.values()].some(hasTwoSpellings)) return;
	const removes = good.removeMissing && subject.removes;
	const rows = firstRows(good.rows);
	const expected: Array<Partial<Person> & { change: string }> = [];
	let requests = 0;
	for (const [group, held] of before) {
		const ofGroup = rows.filter((row) => row.group === group);
		const listed = new Set(ofGroup.map(({ who }) => who));
		const wanted = ofGroup.flatMap((row) => {
			const found = held.filter(({ who }) => who === row.who);
			const withChange = (one: Person | undefined) => {
				const person = wantedOf(row, one, good.clearEmptyValues);
				const isSame = one?.firstName === person.firstName && one.lastName === person.lastName;
				return { ...person, change: one ? (isSame ? 'unchanged' : 'updated') : 'added' };
			};
			return found.length > 0 ? found.map(withChange) : [withChange(undefined)];
		});
		const others = held
			.filter(({ who }) => !listed.has(who))
			.map((one) => ({ ...one, change: removes ? 'removed' : 'extra' }));
		const isHeld = ({ change }: { change: string }) => change !== 'removed';
		expect(sorted(after.get(group) ?? [])).toEqual(
			sorted([...wanted, ...others].filter(isHeld).map(withoutChange)),
		);
		expected.push(...wanted, ...others);
		const count = (change: string) =>
			[...wanted, ...others].filter((one) => one.change === change).length;
		const { added, updated, removed } = subject.most;
		requests +=
			Math.ceil(count('removed') / removed) +
			(subject.savesTogether
				? Math.ceil((count('added') + count('updated')) / added)
				: Math.ceil(count('added') / added) + Math.ceil(count('updated') / updated));
	}
	// Two contacts with one number go in two requests.
	const isTwice = [...before.values()].some(
		(held) => new Set(held.map(({ who }) => who)).size < held.length,
	);
	if (isTwice) expect(writes.length).toBeGreaterThanOrEqual(requests);
	else expect(writes).toHaveLength(requests);

	const duplicates = good.rows.length - rows.length;
	const changes = result.items.map(({ json }) => plainText(json.change));
	expect(changes.toSorted()).toEqual(
		[
			...expected.map(({ change }) => change),
			...Array.from({ length: duplicates }, () => 'duplicate'),
		].toSorted(),
	);
	for (const { json } of result.items) checkFieldsOf(json);
}

function checkFieldsOf(json: IDataObject): void {
	expect('changedFields' in json).toBe(json.change === 'updated');
	if (json.change === 'updated') expect(json.changedFields).not.toEqual([]);
}

function withoutChange({ group, who, firstName, lastName }: Person): Person {
	return { group, who, firstName, lastName };
}

function sorted(people: Person[]): string[] {
	return people.map((person) => JSON.stringify(withoutChange(person))).toSorted();
}
