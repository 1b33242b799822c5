import uniqWith from 'lodash/uniqWith.js';
import type { FaultMoment, Faults } from '../../lab/sandbox/faults.mts';
import type { Sandbox } from '../../lab/sandbox/sandbox.mts';
import type { Engine } from '../engine/engine.mts';
import { until } from '../sending/setup.mts';
import { expectDocumentedRequests } from '../engine/nodeTest.mts';
import type { Row, SyncResult, SyncRun, SyncSubject, Trouble, WriterAct } from './subject.mts';
import type { SyncGateway } from './syncGateway.mts';
import { fieldsOf } from './syncGateway.mts';

const GROUPS = ['a', 'b'];

const SPELLINGS = [
	(number: string) => `+${number}`,
	(number: string) => number,
	(number: string) => `00${number}`,
];

/** A gateway in its sandbox, with its node in n8n's engine. */
export function sandboxSubject(
	gateway: SyncGateway,
	engine: Engine,
	sandbox: Sandbox,
): SyncSubject {
	const ids = gateway.prepare(sandbox, GROUPS);
	const idOf = (group: string) => ids[GROUPS.indexOf(group)] ?? '';
	const spellings = [String, ...(gateway.heldSpellings ?? [])];
	const numbers = new Map(
		Array.from({ length: 100 }, (_, who) =>
			spellings.map((spell): [string, number] => [spell(gateway.number(who)), who]),
		).flat(),
	);
	/** By id and by number; also of contacts that are gone by now. */
	const people = new Map<string, number>(numbers);
	let listener: (by: 'run' | 'writer') => void = () => {};
	let troublesSoFar: Trouble[] = [];
	let listed: Row[] = [];
	let begun = 0;
	let ended = 0;
	let stopAt = Infinity;
	let stop = () => {};

	const forgetRequests = () => {
		expectDocumentedRequests(sandbox);
		sandbox.requests.clear();
	};
	const rowsOf = (group: string) => {
		const rows = gateway.held(sandbox, idOf(group));
		for (const { id, phone } of rows) people.set(id, numbers.get(phone) ?? -1);
		return rows;
	};
	const rowWith = (group: string, who: number) =>
		rowsOf(group).find(({ phone }) => numbers.get(phone) === who);

	const somebodyElse = ({ act, person, to }: WriterAct) => {
		const { group, who, firstName, lastName } = person;
		const held = rowWith(group, who);
		const groupId = idOf(group);
		const phone = gateway.number(who);
		if (act === 'add' && !held) gateway.add(sandbox, groupId, { phone, firstName, lastName });
		if (act === 'remove' && held) gateway.remove(sandbox, groupId, held.id);
		if (act === 'rename' && held) {
			gateway.change(sandbox, groupId, held.id, { phone, firstName, lastName });
		}
		const isListed = listed.some((row) => row.group === group && row.who === who);
		if (isListed && gateway.carriesNumber) return;
		if (act === 'renumber' && held && !rowWith(group, to)) {
			gateway.change(sandbox, groupId, held.id, { ...held, phone: gateway.number(to) });
		}
	};

	/** Calls back at a moment of all requests, or of one. */
	const at = (when: FaultMoment, action: () => void, skip = 0, times = 1) => {
		const until = () => {
			action();
			return true;
		};
		sandbox.faults.add({ when, skip, times, fault: { kind: 'hold', until } });
	};
	const install = (all: Trouble[]) => {
		// The sandbox keeps a second fault of one request for the next one.
		const troubles = uniqWith(
			all,
			(one, other) => one.at === other.at && isUndone(one) && isUndone(other),
		);
		troublesSoFar = troubles;
		sandbox.faults.clear();
		const whenDone = () => {
			ended++;
			listener('run');
		};
		const whenItComes = () => {
			begun++;
			if (sandbox.requests.all.length >= stopAt) stop();
		};
		at('after', whenDone, 0, Infinity);
		at('before', whenItComes, 0, Infinity);
		for (const trouble of troubles) {
			if (trouble.kind === 'writer') {
				const { does } = trouble;
				const act = () => {
					listener('run');
					somebodyElse(does);
					listener('writer');
				};
				at('before', act, trouble.at);
				continue;
			}
			sandbox.faults.add({ ...faultOf(trouble), skip: trouble.at });
		}
		for (const { at: place } of troubles.filter(isUndone)) at('before', () => ended++, place);
	};

	return {
		removes: gateway.removes,
		most: gateway.most,
		savesTogether: gateway.savesTogether,
		seed(all) {
			for (const { group, who, firstName, lastName, spelling = 0 } of all) {
				const spell = spellings[spelling % spellings.length] ?? String;
				const phone = spell(gateway.number(who));
				gateway.add(sandbox, idOf(group), { phone, firstName, lastName });
			}
		},
		held: (group) =>
			rowsOf(group).map(({ phone, firstName, lastName }) => ({
				group,
				who: numbers.get(phone) ?? -1,
				phone,
				firstName,
				lastName,
			})),
		misbehave(troubles) {
			forgetRequests();
			install(troubles);
		},
		watch: (next) => (listener = next),
		takeRequests() {
			const all = sandbox.requests.all.map((request, place) => {
				const { kind, group, contacts } = gateway.seen(request);
				return {
					kind,
					group: GROUPS[ids.indexOf(group)] ?? '',
					whom: contacts.map((contact) => people.get(contact) ?? -1),
					run: 0,
					isDone: !troublesSoFar.some((trouble) => trouble.at === place && isUndone(trouble)),
				};
			});
			forgetRequests();
			return all;
		},
		async run(plan) {
			listed = plan.rows;
			const items = plan.rows.map((row) => itemOf(plan, row));
			const result = await engine.run({
				type: gateway.type,
				parameters: { ...fieldsOf(plan), ...gateway.parameters },
				items,
				credentials: gateway.credentials(sandbox),
				settings: {
					onError: plan.onError,
					...(plan.maxTries > 1 && {
						retryOnFail: true,
						maxTries: plan.maxTries,
						waitBetweenTries: 1,
					}),
				},
				onStart(execution) {
					stopAt = plan.stopAfter;
					stop = () => execution.cancel();
					if (stopAt === 0) stop();
				},
			});
			const { error, status } = result;
			// A stopped execution ends before what was on its way has arrived, and the gateway is done with it.
			let seen = -1;
			for (
				let quiet = 0;
				quiet < (status === 'canceled' ? 5 : 1);
				quiet = seen === begun ? quiet + 1 : 0
			) {
				seen = begun;
				await fetch(sandbox.origin);
				await until(() => begun === ended);
			}
			const isStopped = status === 'canceled';
			return {
				items: [...result.items, ...result.errorItems],
				error: error || isStopped ? new Error(error?.message ?? 'Stopped') : undefined,
				isStopped,
			} satisfies SyncResult;
		},
	};

	function itemOf(plan: SyncRun, row: Row) {
		const { group, who, firstName, lastName, spelling } = row;
		const spell = SPELLINGS[spelling % SPELLINGS.length] ?? String;
		const isReadable = plan.rows[plan.unreadable ?? -1] !== row;
		const phone = isReadable ? spell(gateway.number(who)) : 'nobody';
		return { group: idOf(group), phone, firstName, lastName };
	}
}

function isUndone({ kind }: Trouble): boolean {
	return kind === 'tooMany' || kind === 'broken' || kind === 'lostBefore';
}

function faultOf({ kind }: Trouble): Omit<Parameters<Faults['add']>[0], 'skip'> {
	switch (kind) {
		case 'tooMany':
			return { when: 'before', fault: { kind: 'tooManyRequests', retryAfter: '0' } };
		case 'broken':
			return { when: 'before', fault: { kind: 'answer', status: 500, body: 'Broken' } };
		case 'lostBefore':
			return { when: 'before', fault: { kind: 'drop' } };
		default:
			return { when: 'after', fault: { kind: 'drop' } };
	}
}
