import type { IDataObject } from 'n8n-workflow';
import { isJsonObject, isRecord } from '../httpAnswer';
import type { Tracking } from './tracker';
import { decodeTracking, encodeTracking } from './trackingCode';
import type { TriggerOptions } from './triggerOptions';

/** What a source keeps from one poll for the next one, besides the records. */
export interface PollMemory {
	/** How many records the list had. */
	total?: number;
	/** From when on they were counted, in milliseconds, where a list is asked for by time. */
	from?: number;
	/** Where to begin, a page or an instant, where the last poll ended before it was through. */
	start?: number;
	/** 1 where the list has its oldest records on page 1. */
	oldestFirst?: number;
	/** The number of the list's last page. */
	lastPage?: number;
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

export type StoredOptions = Pick<TriggerOptions, 'values' | 'entered'>;

/** What is kept between two polls. */
export interface PollState {
	tracking: Tracking;
	memory: PollMemory;
	/** The options by which changes were told, see `TriggerOptions`. */
	options: StoredOptions;
}

/** Changed whenever the stored form changes. */
const VERSION = 1;
const MEMORY_KEYS: ReadonlyArray<keyof PollMemory> = [
	'total',
	'from',
	'start',
	'oldestFirst',
	'lastPage',
	'turn',
	'turnWidth',
	'newestAt',
	'since',
	'mostRows',
	'day',
];

/** @param identity what the state belongs to; a state of something else is none */
export function writePollState(
	{ tracking, memory, options }: PollState,
	identity: string,
): IDataObject {
	const code = encodeTracking(tracking);
	const { values, entered } = options;
	return {
		version: VERSION,
		identity,
		options: { values, entered },
		memory: { ...memory },
		...code,
	};
}

/** Undefined where nothing is stored, or something that belongs to something else. */
export function readPollState(stored: unknown, identity: string): PollState | undefined {
	if (!isRecord(stored) || stored.version !== VERSION || stored.identity !== identity) {
		return undefined;
	}
	const { frontier, floor, known, memory, options } = stored;
	if (!isOrder(frontier) || !isOrder(floor) || !isRecord(known) || !isRecord(memory)) {
		return undefined;
	}
	const codes = Object.entries(known).flatMap(
		([name, code]): Array<[string, string]> => (typeof code === 'string' ? [[name, code]] : []),
	);
	const numbers = MEMORY_KEYS.flatMap((key): Array<[string, number]> => {
		const value = memory[key];
		return typeof value === 'number' ? [[key, value]] : [];
	});
	const tracking = decodeTracking({ frontier, floor, known: Object.fromEntries(codes) });
	return (
		tracking && {
			tracking,
			memory: Object.fromEntries(numbers),
			options: readStoredOptions(options),
		}
	);
}

function readStoredOptions(stored: unknown): StoredOptions {
	const { values, entered } = isRecord(stored) ? stored : {};
	return {
		values: isJsonObject(values) ? values : {},
		entered: typeof entered === 'string' ? entered : '',
	};
}

function isOrder(value: unknown): value is number | null {
	return value === null || typeof value === 'number';
}
