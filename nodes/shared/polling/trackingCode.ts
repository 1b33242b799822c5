import { isRecord } from '../record/json';
import { readNumbers, signed, unsigned, writeNumber } from './digits';
import type { Known, Tracking } from './tracker';
import { unlessThrown } from './unlessThrown';

/** A tracking as it is stored: short, and of plain text. */
export interface TrackingCode {
	frontier: number | null;
	floor: number | null;
	/**
	 * By the name of a group, such as `=sent/20412`: how keys are written, the status with the final ones before it, day,
	 * due day, and how many polls missed it.
	 */
	known: Record<string, string>;
}

/** How the keys of a group are written. */
type KeyForm = keyof typeof FORMS;

interface Form {
	fits(key: string, order: number): boolean;
	write(entries: ReadonlyArray<[string, number]>): string;
	read(code: string): Array<[string, number]>;
}

const SEPARATOR = ' ';
/** Between a final status and those before it. */
const PAST = ',';
const NUMBER = /^(0|[1-9]\d{0,14})$/;
const DIGEST = /^~[\w-]{8}$/;
const DIGEST_LENGTH = 8;
/** No digit of a number. */
const DIGESTS_FOLLOW = '\t';

/** Each record by its distance from the one before it. */
const FORMS = {
	/** The key is the order in digits. */
	'=': {
		fits: (key, order) => isWhole(order) && key === String(order),
		write: (entries) =>
			distances(entries.map(([, order]) => order))
				.map(writeNumber)
				.join(''),
		read: (code) => sums(readNumbers(code)).map((order) => [String(order), order]),
	},
	/** The key is another number. */
	'.': {
		fits: (key, order) => isWhole(order) && NUMBER.test(key),
		write(entries) {
			const orders = distances(entries.map(([, order]) => order));
			const keys = distances(entries.map(([key]) => Number(key)));
			return orders
				.map((order, index) => writeNumber(order) + writeNumber(unsigned(keys[index] ?? NaN)))
				.join('');
		},
		read(code) {
			const numbers = readNumbers(code);
			const orders = sums(numbers.filter((_, index) => index % 2 === 0));
			const keys = sums(numbers.filter((_, index) => index % 2 === 1).map(signed));
			return orders.map((order, index) => [String(keys[index]), order]);
		},
	},
	/** The key is a digest of one length. */
	'~': {
		fits: (key, order) => order >= 0 && DIGEST.test(key),
		write(entries) {
			const orders = distances(entries.map(([, order]) => order));
			const digests = entries.map(([key]) => key.slice(1));
			return orders.map(writeNumber).join('') + DIGESTS_FOLLOW + digests.join('');
		},
		read(code) {
			const [numbers = '', digests = ''] = code.split(DIGESTS_FOLLOW);
			return sums(readNumbers(numbers)).map((order, index) => {
				const begin = index * DIGEST_LENGTH;
				return [`~${digests.slice(begin, begin + DIGEST_LENGTH)}`, order];
			});
		},
	},
	/** Anything else, written as it is. */
	':': {
		fits: () => true,
		write: (entries) =>
			entries
				.map(([key, order]) => `${order}${SEPARATOR}${encodeURIComponent(key)}`)
				.join(SEPARATOR),
		read(code) {
			const parts = code.split(SEPARATOR);
			const orders = parts.filter((_, index) => index % 2 === 0).map(Number);
			return orders.map((order, index) => [decodeURIComponent(parts[2 * index + 1] ?? ''), order]);
		},
	},
} satisfies Record<string, Form>;

const KEY_FORMS: KeyForm[] = ['=', '.', '~', ':'];

/**
 * Writes a tracking in few characters: n8n stores it as JSON, again and again. Records of one status
 * stand together, sorted, and a key that is the order in digits takes no room.
 */
export function encodeTracking({ frontier, floor, known }: Tracking): TrackingCode {
	const groups = new Map<string, Array<[string, number]>>();
	for (const [key, entry] of known) {
		const form = KEY_FORMS.find((candidate) => FORMS[candidate].fits(key, entry.order)) ?? ':';
		const name = form + nameOf(entry);
		const group = groups.get(name);
		if (group) group.push([key, entry.order]);
		else groups.set(name, [[key, entry.order]]);
	}
	const codes = [...groups].map(([name, entries]): [string, string] => {
		const sorted = entries.sort(([, a], [, b]) => a - b);
		return [name, formOf(name).write(sorted)];
	});
	return {
		frontier: Number.isFinite(frontier) ? frontier : null,
		floor: Number.isFinite(floor) ? floor : null,
		known: Object.fromEntries(codes),
	};
}

/**
 * Reads what `encodeTracking` writes. Of a code that was altered, what can be read is kept: the frontier, or the highest
 * order known. Then everything up to it counts as old, so that what was forgotten does not come again.
 *
 * @param code what is stored; nothing in it is taken for granted
 * @param isAsWritten whether it is known not to have been altered
 * @returns undefined where nothing in it can be used
 */
export function decodeTracking(
	code: Partial<Record<keyof TrackingCode, unknown>>,
	isAsWritten = true,
):
	| {
			tracking: Tracking;
			/** Whether all of it could be read. */
			isWhole: boolean;
	  }
	| undefined {
	const { frontier, floor } = code;
	const groups = isRecord(code.known) ? Object.entries(code.known) : [];
	const read = groups.map(([name, text]) => entriesOf(name, text));
	const known = new Map(read.flatMap((entries) => entries ?? []));
	const isWhole =
		isAsWritten &&
		isOrder(frontier) &&
		isOrder(floor) &&
		isRecord(code.known) &&
		!read.includes(undefined);
	if (isWhole) {
		const bounds = { frontier: frontier ?? -Infinity, floor: floor ?? -Infinity };
		return { tracking: { ...bounds, known }, isWhole };
	}
	const highest = [...known.values()].reduce((most, { order }) => Math.max(most, order), -Infinity);
	const reached = typeof frontier === 'number' ? frontier : highest;
	if (reached === -Infinity) return undefined;
	return { tracking: { frontier: reached, floor: reached + 1, known }, isWhole };
}

function isOrder(value: unknown): value is number | null {
	return value === null || typeof value === 'number';
}

/** The records of a group; undefined where one of them cannot be read. */
function entriesOf(name: string, code: unknown): Array<[string, Known]> | undefined {
	if (typeof code !== 'string') return undefined;
	const [statuses = '', ...numbers] = name.slice(1).split('/');
	const [status = '', ...past] = statuses.split(PAST);
	const [day, dueDay, missed] = numbers.map((text) => (text === '' ? undefined : Number(text)));
	const rest = {
		status,
		...(past.length > 0 && { past }),
		...(day !== undefined && { day }),
		...(dueDay !== undefined && { dueDay }),
		...(missed !== undefined && { missed }),
	};
	const records = unlessThrown(() => formOf(name).read(code));
	if (records === undefined || records.some(([, order]) => Number.isNaN(order))) return undefined;
	return records.map(([key, order]): [string, Known] => [key, { order, ...rest }]);
}

/** What the records of a group have in common. */
function nameOf({ status, past = [], day, dueDay, missed }: Known): string {
	const numbers = [day, dueDay, missed].map((value) => value ?? '');
	return [[status, ...past].join(PAST), ...numbers].join('/').replace(/\/{1,3}$/, '');
}

function formOf(name: string): Form {
	const form = KEY_FORMS.find((candidate) => name.startsWith(candidate));
	return FORMS[form ?? ':'];
}

/** Whether a number can be written digit by digit. */
function isWhole(number: number): boolean {
	return number >= 0 && Number.isSafeInteger(number);
}

/** Each number less the one before it. */
function distances(numbers: readonly number[]): number[] {
	return numbers.map((number, index) => number - (numbers[index - 1] ?? 0));
}

/** The numbers that `distances` made others of. */
function sums(numbers: readonly number[]): number[] {
	let sum = 0;
	return numbers.map((number) => (sum += number));
}
