import type { Failure, Reading } from '../../nodes/shared/failure/failure.ts';
import { refusal, success } from '../../nodes/shared/failure/failure.ts';
import { PageGuard } from '../../nodes/shared/http/pageGuard.ts';
import { comparable } from '../../nodes/shared/input/phoneNumber.ts';
import type { GroupContact } from '../../nodes/shared/sync/contact.ts';
import { givenValues } from '../../nodes/shared/sync/givenFields.ts';
import type {
	Asking,
	ContactSave,
	GroupContents,
	SavedContact,
	SyncAdapter,
} from '../../nodes/shared/sync/syncAdapter.ts';
import {
	CONTACT_GONE,
	NUMBER_TAKEN,
	PARTLY_SAVED,
	readEach,
} from '../../nodes/shared/sync/syncAdapter.ts';
import type {
	ContactNow,
	HeldPerson,
	Person,
	SeenRequest,
	Trouble,
	WriterAct,
} from './subject.mts';

/** In what gateways differ. */
export interface ModelTraits {
	/** How many contacts one request may save or remove. */
	most: { added: number; updated: number; removed: number };
	/** Whether contacts are added and updated by one call. */
	savesTogether: boolean;
	/** Whether a save replaces the contact with its number, under a new id that is not told. */
	replaces: boolean;
	/** Whether contacts can be removed. */
	removes: boolean;
	/** Whether a group is listed on its own, or all contacts of the account are. */
	listsGroups: boolean;
	/** Whether a number that it does not take makes it refuse a request as a whole. */
	refusesWhole?: true;
	perPage: number;
	maxConcurrency?: number;
}

interface Row {
	id: string;
	group: string;
	phone: string;
	firstName: string;
	lastName: string;
}

const FIRST_NUMBER = 33_612_345_600;

/** A number as the model stores it. */
export function numberOf(who: number): string {
	return String(FIRST_NUMBER + who);
}

/** How contacts that are there already may have a number: with its country code, or as it is dialled within the country. */
const HELD_SPELLINGS = [
	(number: string) => number,
	(number: string) => `+${number}`,
	(number: string) => `0${number.slice(2)}`,
	(number: string) => number.slice(2),
	(number: string) => `${number.slice(0, 2)}0${number.slice(2)}`,
];

function whoIs(phone: string): number {
	return Number(`33${comparable(phone).slice(-9)}`) - FIRST_NUMBER;
}

const LOST: Failure = { message: 'The response was lost.', advice: '', outcome: 'unknown' };
const BROKEN: Failure = { ...LOST, message: 'HTTP 500.', cause: 'temporarily-unavailable' };
const TOO_MANY: Failure = {
	message: 'Too many requests.',
	advice: '',
	outcome: 'notSent',
	httpCode: '429',
	cause: 'rate-limited',
	retryAfterMs: 1,
};
const NO_NUMBER: Failure = { message: 'Not a number.', advice: '', outcome: 'notSent' };

/** What the gateway does with one request. */
type Handler<T> = () => Reading<T>;

/** A gateway in memory, which does what goes wrong when it is told to, and says what it was asked. */
export class ModelGateway {
	rows: Row[] = [];
	requests: SeenRequest[] = [];
	/** Numbers that it does not take. */
	readonly refused = new Set<number>();
	/** How many requests are under way. */
	inFlight = 0;
	mostInFlight = 0;
	private troubles: Trouble[] = [];
	private count = 0;
	private lastId = 0;
	/** Contacts that a run has read for the last time before it removes them. */
	private readonly aboutToGo = new Set<string>();
	private listener: (by: 'run' | 'writer') => void = () => {};
	private readonly traits: ModelTraits;
	/** Lets others have their turn while a request is on its way. */
	private readonly travel: () => Promise<void>;

	constructor(traits: ModelTraits, travel: () => Promise<void>) {
		this.traits = traits;
		this.travel = travel;
	}

	seed(people: HeldPerson[]): void {
		this.rows = people.map(({ spelling = 0, ...person }) => {
			const spell = HELD_SPELLINGS[spelling % HELD_SPELLINGS.length] ?? String;
			return { ...this.rowOf(person), phone: spell(numberOf(person.who)) };
		});
	}

	held(group: string): ContactNow[] {
		return this.rows
			.filter((row) => row.group === group)
			.map(({ phone, firstName, lastName }) => ({
				group,
				who: whoIs(phone),
				phone,
				firstName,
				lastName,
			}));
	}

	misbehave(troubles: Trouble[]): void {
		this.troubles = [...troubles];
		this.count = 0;
	}

	watch(listener: (by: 'run' | 'writer') => void): void {
		this.listener = listener;
	}

	/** @param onRequest told of each request before it is handled */
	adapter(run: number, onRequest: () => void): SyncAdapter {
		const { traits } = this;
		const call = async <T,>(
			seen: Pick<SeenRequest, 'kind' | 'group' | 'whom'>,
			handle: Handler<T>,
		): Promise<Reading<T>> => {
			onRequest();
			return await this.request({ ...seen, run, isDone: false }, handle);
		};
		return {
			service: 'Model',
			defaultCountryCode: '33',
			fieldNames: ['firstName', 'lastName'],
			...(traits.maxConcurrency !== undefined && { maxConcurrency: traits.maxConcurrency }),
			readGroup(fields) {
				const id = fields.id('groupId', 'Group');
				return fields.isByName('groupId') ? { name: id } : { id };
			},
			findGroup: async (name) =>
				this.rows.some(({ group }) => group === name)
					? success(name)
					: refusal({ ...NO_NUMBER, message: `No group is named “${name}”.` }),
			readContact: (fields, given) => ({
				phone: comparable(fields.phone(fields.value('phone'), 'Phone', '33')),
				values: givenValues({
					firstName: given.text('firstName', 'First Name'),
					lastName: given.text('lastName', 'Last Name'),
				}),
			}),
			readGroups: async (ids, asking) => await this.readGroups(ids, asking, call),
			saves: {
				mostPerRequest: ({ contact }) => (contact ? traits.most.updated : traits.most.added),
				...(!traits.savesTogether && {
					kindOf: ({ contact }: ContactSave) => (contact ? 'update' : 'add'),
				}),
				save: async (saves) => await this.save(saves, call),
			},
			...(traits.removes && { removals: this.removalsBy(call) }),
		};
	}

	private removalsBy(call: Call): NonNullable<SyncAdapter['removals']> {
		return {
			mostPerRequest: this.traits.most.removed,
			recheck: async (group, contacts) => {
				const ids = new Set(contacts.map(({ id }) => id));
				return await call({ kind: 'read', group, whom: [] }, () => {
					const found = this.rows.filter((row) => row.group === group && ids.has(row.id));
					for (const { id } of found) this.aboutToGo.add(id);
					return success(found.map(contactOf));
				});
			},
			remove: async (group, contacts) => {
				const whom = contacts.map(({ phone }) => whoIs(phone));
				const ids = new Set(contacts.map(({ id }) => id));
				const done = await call({ kind: 'remove', group, whom }, () => {
					this.rows = this.rows.filter(({ id }) => !ids.has(id));
					return success<true>(true);
				});
				return contacts.map(() => done);
			},
		};
	}

	private async readGroups(
		ids: readonly string[],
		{ inTurn }: Asking,
		call: Call,
	): Promise<Map<string, Reading<GroupContents>>> {
		const readList = async (group: string | undefined) => {
			const guard = new PageGuard<Row>('Model', ({ id }) => id);
			const totals = new Set<number>();
			const found: Row[] = [];
			for (let page = 0; ; page++) {
				const reading = await inTurn(
					async () =>
						await call({ kind: 'read', group: group ?? '', whom: [] }, () =>
							success(this.pageOf(group, page)),
						),
				);
				if (!reading.ok) return reading;
				const fresh = guard.admit(reading.value.rows);
				if (!fresh.ok) return fresh;
				found.push(...fresh.value);
				totals.add(reading.value.total);
				if (reading.value.isLast) break;
			}
			const isWhole = totals.size === 1 && totals.has(found.length);
			return success({ found, isWhole });
		};
		if (this.traits.listsGroups) {
			return await readEach(ids, async (id) => {
				const list = await readList(id);
				if (!list.ok) return list;
				return success({
					contacts: list.value.found.map(contactOf),
					isWhole: list.value.isWhole,
				});
			});
		}
		const list = await readList(undefined);
		return new Map(
			ids.map((id): [string, Reading<GroupContents>] => {
				if (!list.ok) return [id, list];
				const { found, isWhole } = list.value;
				const contacts = found.filter(({ group }) => group === id).map(contactOf);
				return [id, success({ contacts, isWhole })];
			}),
		);
	}

	private pageOf(group: string | undefined, page: number) {
		const all = this.rows.filter((row) => group === undefined || row.group === group);
		const { perPage } = this.traits;
		return {
			rows: all.slice(page * perPage, (page + 1) * perPage),
			total: all.length,
			isLast: (page + 1) * perPage >= all.length,
		};
	}

	private async save(saves: ContactSave[], call: Call): Promise<Array<Reading<SavedContact>>> {
		const [first] = saves;
		if (first === undefined) return [];
		const whom = saves.map(({ phone }) => whoIs(phone));
		const seen = { kind: 'save' as const, group: first.groupId, whom };
		const answer = await call(seen, () =>
			this.traits.refusesWhole && whom.some((who) => this.refused.has(who))
				? refusal<Array<Reading<SavedContact>>>(NO_NUMBER)
				: success(saves.map((save) => this.saveOne(save))),
		);
		if (!answer.ok) return saves.map(() => answer);
		const taken = answer.value.filter(({ ok }) => ok).length;
		if (this.traits.replaces && taken > 0 && taken < saves.length) {
			return saves.map(() => refusal({ ...LOST, meaning: PARTLY_SAVED }));
		}
		return answer.value;
	}

	private saveOne({
		groupId,
		phone,
		contact,
		values,
		changed,
	}: ContactSave): Reading<SavedContact> {
		if (this.refused.has(whoIs(phone))) return refusal(NO_NUMBER);
		if (this.traits.replaces) {
			// Whatever the spelling, or it would hold one number twice, which it cannot.
			const isSame = (row: Row) => row.group === groupId && whoIs(row.phone) === whoIs(phone);
			const others = this.rows.filter((row) => !isSame(row));
			this.rows = [...others, this.rowOf(personOf(groupId, phone, values))];
			return success({ id: null });
		}
		if (contact === undefined) {
			const isTaken = this.rows.some((row) => row.group === groupId && row.phone === phone);
			if (isTaken) return refusal({ ...NO_NUMBER, message: 'Taken.', meaning: NUMBER_TAKEN });
			const row = this.rowOf(personOf(groupId, phone, values));
			this.rows = [...this.rows, row];
			return success({ id: row.id });
		}
		const row = this.rows.find(({ id }) => id === contact.id);
		if (row === undefined)
			return refusal({ ...NO_NUMBER, message: 'No such contact.', meaning: CONTACT_GONE });
		for (const [name, value] of Object.entries(changed)) {
			if (name === 'firstName' || name === 'lastName') row[name] = String(value ?? '');
		}
		return success({ id: row.id });
	}

	private rowOf({ group, who, firstName, lastName }: Person): Row {
		return { id: String(++this.lastId), group, phone: numberOf(who), firstName, lastName };
	}

	private async request<T>(seen: SeenRequest, handle: Handler<T>): Promise<Reading<T>> {
		const number = this.count++;
		this.mostInFlight = Math.max(this.mostInFlight, ++this.inFlight);
		this.requests.push(seen);
		await this.travel();
		try {
			let reply: Reading<T> | undefined;
			for (const trouble of this.troubles.filter(({ at }) => at === number)) {
				if (trouble.kind === 'writer') this.somebodyElse(trouble.does);
				else if (trouble.kind === 'tooMany') reply = refusal(TOO_MANY);
				else if (trouble.kind === 'broken') reply = refusal(BROKEN);
				else if (trouble.kind === 'lostBefore') reply = refusal(LOST);
				else {
					handle();
					seen.isDone = true;
					this.listener('run');
					reply = refusal(LOST);
				}
				if (reply) return reply;
			}
			seen.isDone = true;
			reply = handle();
			this.listener('run');
			return reply;
		} finally {
			await this.travel();
			this.inFlight--;
		}
	}

	private somebodyElse({ act, person, to }: WriterAct): void {
		const isIt = (row: Row) => row.group === person.group && whoIs(row.phone) === person.who;
		if (act === 'add' && !this.rows.some(isIt)) this.rows = [this.rowOf(person), ...this.rows];
		if (act === 'remove') this.rows = this.rows.filter((row) => !isIt(row));
		if (act === 'rename') {
			const { firstName, lastName } = person;
			for (const row of this.rows.filter(isIt)) Object.assign(row, { firstName, lastName });
		}
		const isTaken = this.rows.some((row) => row.group === person.group && whoIs(row.phone) === to);
		if (act === 'renumber' && !isTaken) {
			// A gateway cannot be asked to remove only whom it showed: nobody is renumbered between the two.
			const rows = this.rows.filter((row) => isIt(row) && !this.aboutToGo.has(row.id));
			for (const row of rows.slice(0, 1)) row.phone = numberOf(to);
		}
		this.listener('writer');
	}
}

type Call = <T>(
	seen: Pick<SeenRequest, 'kind' | 'group' | 'whom'>,
	handle: Handler<T>,
) => Promise<Reading<T>>;

function personOf(group: string, phone: string, values: ContactSave['values']): Person {
	return {
		group,
		who: whoIs(phone),
		firstName: String(values.firstName ?? ''),
		lastName: String(values.lastName ?? ''),
	};
}

function contactOf({ id, phone, firstName, lastName }: Row): GroupContact {
	return { id, phone, values: { firstName, lastName }, row: {} };
}
