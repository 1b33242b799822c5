import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import { isJsonObject, isRecord } from '../record/json';
import type { Tracking } from './tracker';
import { withoutOldest } from './tracker';
import type { TrackingCode } from './trackingCode';
import { decodeTracking, encodeTracking } from './trackingCode';
import type { TriggerOptions } from './triggerOptions';

/** What a source keeps from one poll for the next one, besides the records. */
export interface PollMemory {
	/** How many records the list had. */
	total?: number;
	/** From when on they were counted, in milliseconds, where a list is asked for by time. */
	from?: number;
	/**
	 * Where to begin, a page or an instant, where the last poll ended before it was through; page 0 where it is searched
	 * for.
	 */
	start?: number;
	/** How much time is asked for at once from there on, in milliseconds. */
	startWidth?: number;
	/** 1 where the list has its oldest records on page 1. */
	oldestFirst?: number;
	/** How many polls have not read the other end of a list whose direction is not certain. */
	unsure?: number;
	/** The number of the list's last page. */
	lastPage?: number;
	/** How many pages a walk may read before it joins what is known, where fewer than usual. */
	block?: number;
	/** A page above which a walk has found only new records, while it looks for the known ones. */
	above?: number;
	/** The page to go on with below those that each poll reads. */
	deep?: number;
	/** The frontier when the pages below began to be read. */
	deepTop?: number;
	/** How many records the list had then. */
	deepTotal?: number;
	/** The page to go on with where known records are followed. */
	followPage?: number;
	/** How many polls have left the pages below alone. */
	rested?: number;
	/** Whose turn it is to be asked for, where not all are asked in each poll. */
	turn?: number;
	/** How much time those whose turn it is are asked for at once, in milliseconds. */
	turnWidth?: number;
	/** When the newest record was made, in milliseconds since 1970. */
	newestAt?: number;
	/** Records made before this instant are old, in milliseconds since 1970. */
	since?: number;
	/** How many records an answer may have, where the gateway could not give all at once. */
	mostRows?: number;
	/** The day of the poll, in days since 1970. */
	day?: number;
}

/** How many polls ago something was read: what differs in these alone is no other state. */
export type PollCounts = Required<Pick<PollMemory, 'unsure' | 'rested'>>;

export type StoredOptions = Pick<TriggerOptions, 'values' | 'entered'>;

/** What is kept between two polls. */
export interface PollState {
	tracking: Tracking;
	memory: PollMemory;
	/** The options by which changes were reported, see `TriggerOptions`. */
	options: StoredOptions;
	/** Keys of records that could not be read, and were reported. */
	odd: string[];
}

/** What a state belongs to. */
export interface TriggerIdentity {
	/** The event, and the credential by its id in n8n. */
	trigger: string;
	/** The server and the account there, as one short text that does not show them. */
	account: string;
}

/** The result of reading a stored state. */
export interface StoredState {
	/** Undefined where there is none, or none that can be used. */
	state: PollState | undefined;
	/** What could not be read of it. */
	damage: 'none' | 'some' | 'all';
}

/** n8n keeps a state in one field of its database, and writes it again and again. */
const MOST_CHARACTERS = 90_000;
/** This many odd records are told apart at most. */
const MOST_ODD = 100;
/** Changed whenever the stored form changes. Version 1 had no account, and version 2 no digest. */
const VERSION = 3;
const VERSIONS_WITHOUT_DIGEST: ReadonlySet<unknown> = new Set([undefined, 1, 2]);
/** In characters. */
const DIGEST_LENGTH = 12;
const MEMORY_KEYS: ReadonlyArray<keyof PollMemory> = [
	'total',
	'from',
	'start',
	'startWidth',
	'oldestFirst',
	'unsure',
	'lastPage',
	'block',
	'above',
	'deep',
	'deepTop',
	'rested',
	'deepTotal',
	'followPage',
	'turn',
	'turnWidth',
	'newestAt',
	'since',
	'mostRows',
	'day',
];

/** @param identity what the state belongs to; a state of something else is none */
export function writePollState(
	{ tracking, memory, options, odd }: PollState,
	{ trigger, account }: TriggerIdentity,
): IDataObject {
	const code = encodeFitting(tracking);
	const { values, entered } = options;
	const state = {
		identity: trigger,
		account,
		options: { values, entered },
		memory: { ...memory },
		...(odd.length > 0 && { odd: odd.slice(-MOST_ODD) }),
		...code,
	};
	return { version: VERSION, digest: digestOf(state), ...state };
}

/**
 * Whether a state that was written is stored already, apart from its counts. Then it is not stored again: a quiet poll
 * costs n8n's database nothing.
 */
export function isStored(written: IDataObject, stored: unknown): stored is IDataObject {
	return (
		isJsonObject(stored) && digestOf(withoutCounts(stored)) === digestOf(withoutCounts(written))
	);
}

/** The counts of a memory, to be kept in the process. */
export function countsOf({ unsure = 0, rested = 0 }: PollMemory): PollCounts {
	return { unsure, rested };
}

/** JSON leaves out what is undefined. */
function withoutCounts(state: Record<string, unknown>): Record<string, unknown> {
	const memory = isRecord(state.memory) ? state.memory : {};
	return {
		...state,
		digest: undefined,
		memory: { ...memory, unsure: undefined, rested: undefined },
	};
}

/** Writes a tracking, without its oldest records where it would be too long. */
function encodeFitting(tracking: Tracking): TrackingCode {
	let kept = tracking;
	for (;;) {
		const code = encodeTracking(kept);
		const { length } = JSON.stringify(code.known);
		if (length <= MOST_CHARACTERS) return code;
		const surplus = kept.known.size * (1 - MOST_CHARACTERS / length);
		kept = withoutOldest(kept, Math.ceil(surplus) + 1);
	}
}

/**
 * Reads what is stored. A state of another trigger or account is none, and no damaged one. One that was altered counts
 * as damaged, even where it can be read: what is missing of it would come again.
 */
export function readPollState(stored: unknown, { trigger, account }: TriggerIdentity): StoredState {
	if (stored === undefined || stored === null) return { state: undefined, damage: 'none' };
	if (!isRecord(stored) || typeof stored.identity !== 'string') {
		return { state: undefined, damage: 'all' };
	}
	const isAsWritten = hasDigest(stored);
	const isAccountText = typeof stored.account === 'string';
	// Without an account that can be read it is treated as one of this credential's, so that nothing is lost.
	const isOfAccount = !isAccountText || stored.account === account;
	if (stored.identity !== trigger || !isOfAccount) {
		return { state: undefined, damage: isAsWritten ? 'none' : 'all' };
	}
	const hasAccount = isAccountText || stored.account === undefined;
	const decoded = decodeTracking(stored, isAsWritten && hasAccount);
	if (decoded === undefined) return { state: undefined, damage: 'all' };
	const memory = isRecord(stored.memory) && decoded.isWhole ? stored.memory : {};
	const numbers = MEMORY_KEYS.flatMap((key): Array<[string, number]> => {
		const value = memory[key];
		return typeof value === 'number' ? [[key, value]] : [];
	});
	const odd = Array.isArray(stored.odd) ? stored.odd.map(String) : [];
	return {
		state: {
			tracking: decoded.tracking,
			memory: Object.fromEntries(numbers),
			options: readStoredOptions(stored.options),
			odd,
		},
		damage: decoded.isWhole ? 'none' : 'some',
	};
}

/** Whether a state is as it was written, as far as its version tells. */
function hasDigest({ version, digest, ...state }: Record<string, unknown>): boolean {
	const isOld = digest === undefined && VERSIONS_WITHOUT_DIGEST.has(version);
	return isOld || digest === digestOf(state);
}

/** Of a state as JSON, in whatever order a database keeps its names. */
function digestOf(state: Record<string, unknown>): string {
	const sorted = (_name: string, value: unknown): unknown =>
		isRecord(value)
			? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
			: value;
	const text = JSON.stringify(state, sorted);
	return createHash('sha256').update(text).digest('base64url').slice(0, DIGEST_LENGTH);
}

function readStoredOptions(stored: unknown): StoredOptions {
	const { values, entered } = isRecord(stored) ? stored : {};
	return {
		values: isJsonObject(values) ? values : {},
		entered: typeof entered === 'string' ? entered : '',
	};
}
