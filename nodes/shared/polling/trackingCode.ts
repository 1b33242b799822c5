import { readNumbers, signed, unsigned, writeNumber } from './digits';
import type { Known, Tracking } from './tracker';

/** A tracking as it is stored: short, and of plain text. */
export interface TrackingCode {
	frontier: number | null;
	floor: number | null;
	/** By the name of a group, such as `=sent/20412`: how keys are written, status, day and due day. */
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
const NUMBER = /^(0|[1-9]\d{0,14})$/;

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

const KEY_FORMS: KeyForm[] = ['=', '.', ':'];

/**
 * Writes a tracking in few characters: n8n stores it as JSON, again and again. Records of one status
 * stand together, sorted, and a key that is the order in digits takes no room.
 */
export function encodeTracking({ frontier, floor, known }: Tracking): TrackingCode {
	const groups = new Map<string, Array<[string, number]>>();
	for (const [key, { order, status, day, dueDay }] of known) {
		const form = KEY_FORMS.find((candidate) => FORMS[candidate].fits(key, order)) ?? ':';
		const name = form + [status, day, dueDay].filter((part) => part !== undefined).join('/');
		const group = groups.get(name);
		if (group) group.push([key, order]);
		else groups.set(name, [[key, order]]);
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

/** Undefined where the code is not one that `encodeTracking` writes. */
export function decodeTracking({ frontier, floor, known }: TrackingCode): Tracking | undefined {
	const entries = Object.entries(known).flatMap(([name, code]) => {
		const [status = '', day, dueDay] = name.slice(1).split('/');
		const rest = {
			status,
			...(day !== undefined && { day: Number(day) }),
			...(dueDay !== undefined && { dueDay: Number(dueDay) }),
		};
		const records = formOf(name).read(code);
		return records.map(([key, order]): [string, Known] => [key, { order, ...rest }]);
	});
	if (entries.some(([, { order }]) => Number.isNaN(order))) return undefined;
	return {
		frontier: frontier ?? -Infinity,
		floor: floor ?? -Infinity,
		known: new Map(entries),
	};
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
