import fc from 'fast-check';
import type { HeldPerson, Person, Row, SyncRun, Trouble, WriterAct } from './subject.mts';

/** A group, a list, and what goes wrong. */
export interface Scenario {
	held: HeldPerson[];
	run: SyncRun;
	troubles: Trouble[];
	/** Whether the same run is started twice at once. */
	isTwice: boolean;
}

const MOST_PEOPLE = 12;

const name = fc.constantFrom('', 'Ann', 'Bob', 'Eve');

/** Names that are filled in, so that gateways that take no empty ones need no rule of their own. */
const personOf = (mostPeople: number): fc.Arbitrary<Person> =>
	fc.record({
		group: fc.constantFrom('a', 'a', 'a', 'b'),
		who: fc.nat({ max: mostPeople - 1 }),
		firstName: name,
		lastName: name,
	});

const rowOf = (mostPeople: number): fc.Arbitrary<Row> =>
	fc
		.tuple(personOf(mostPeople), fc.nat({ max: 3 }))
		.map(([one, spelling]) => ({ ...one, spelling }));

const writerActOf = (mostPeople: number): fc.Arbitrary<WriterAct> =>
	fc.record({
		act: fc.constantFrom('add', 'remove', 'rename', 'renumber', 'renumber'),
		person: personOf(mostPeople),
		to: fc.nat({ max: mostPeople - 1 }),
	});

/** Most runs make few requests. */
const at = fc.oneof(fc.nat({ max: 6 }), fc.nat({ max: 25 }));

const troubleOf = (mostPeople: number): fc.Arbitrary<Trouble> =>
	fc.oneof(
		fc.record({
			at,
			kind: fc.constantFrom('tooMany', 'broken', 'lostBefore', 'lostAfter'),
		}),
		fc.record({ at, kind: fc.constant('writer' as const), does: writerActOf(mostPeople) }),
	);

const runOf = (mostPeople: number): fc.Arbitrary<SyncRun> =>
	fc.record({
		rows: fc.array(rowOf(mostPeople), { minLength: 1, maxLength: mostPeople + 2, size: 'max' }),
		removeMissing: fc.boolean(),
		mostRemovals: fc.constantFrom('10%', '50%', '100%', '0', '2'),
		clearEmptyValues: fc.boolean(),
		onlyShowChanges: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, fc.constant(true)),
		onError: fc.constantFrom('stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'),
		maxTries: fc.integer({ min: 1, max: 3 }),
		stopAfter: fc.oneof({ weight: 5, arbitrary: fc.constant(Infinity) }, fc.nat({ max: 15 })),
		unreadable: fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, fc.nat({ max: 13 })),
	});

/** What scenarios of a gateway may have in them. */
interface Possibilities {
	/** Whether a group may hold two contacts with one number. */
	holdsTwice: boolean;
	/** Whether fields can be emptied. Default: true. */
	clears?: boolean | undefined;
	/** Of how many people a list and a group may consist. */
	mostPeople?: number | undefined;
}

export function scenarios({
	holdsTwice,
	clears = true,
	mostPeople = MOST_PEOPLE,
}: Possibilities): fc.Arbitrary<Scenario> {
	const person = personOf(mostPeople);
	const run = runOf(mostPeople);
	const most = { maxLength: mostPeople + 2, size: 'max' } as const;
	const people: fc.Arbitrary<Person[]> = holdsTwice
		? fc.array(person, most)
		: fc.uniqueArray(person, {
				...most,
				selector: ({ group, who }) => `${group} ${who}`,
			});
	return fc.record({
		held: spelled(people),
		run: clears ? run : run.map((one) => ({ ...one, clearEmptyValues: false })),
		troubles: fc.array(troubleOf(mostPeople), { maxLength: 6 }),
		isTwice: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, fc.constant(true)),
	});
}

/** Of several contacts with one number, none is spelled in a way of its own: which of them is meant would be unclear. */
function spelled(people: fc.Arbitrary<Person[]>): fc.Arbitrary<HeldPerson[]> {
	return people.chain((all) =>
		fc.tuple(...all.map(() => fc.nat({ max: 9 }))).map((spellings) =>
			all.map((person, place) => {
				const { group, who } = person;
				const isAlone = all.filter((one) => one.group === group && one.who === who).length === 1;
				return { ...person, spelling: (isAlone && spellings[place]) || 0 };
			}),
		),
	);
}

/** The same run with everything in order, and nothing to keep it from removing. */
export function goodRunOf(scenario: SyncRun): SyncRun {
	return {
		...scenario,
		mostRemovals: '100%',
		onlyShowChanges: false,
		onError: 'stopWorkflow',
		maxTries: 1,
		stopAfter: Infinity,
		unreadable: undefined,
	};
}
