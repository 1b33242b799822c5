import type { Known, Tracking } from './tracker';

/** A tracking as it is stored: short, and of plain text. */
export interface TrackingCode {
	frontier: number | null;
	floor: number | null;
	/** Status, day and due day of a group of records, such as `sent/20412`, and its records. */
	known: Record<string, string>;
}

const RADIX = 36;
const BETWEEN_RECORDS = ' ';
/** Before a key that is a number: the distance from the last one. */
const NUMERIC_KEY = '.';
/** Before any other key, which follows as it is. */
const OTHER_KEY = ':';
const NUMBER = /^(0|[1-9]\d{0,14})$/;

/**
 * Writes a tracking in as few characters as is reasonable: n8n stores it as JSON, again and again.
 * Records of one status stand together, and each is told by its distance from the one before it. A
 * key that is the order in digits takes no room.
 */
export function encodeTracking({ frontier, floor, known }: Tracking): TrackingCode {
	const groups = new Map<string, Array<[string, Known]>>();
	for (const entry of known) {
		const { status, day, dueDay } = entry[1];
		const name = [status, day, dueDay].filter((part) => part !== undefined).join('/');
		const group = groups.get(name);
		if (group) group.push(entry);
		else groups.set(name, [entry]);
	}
	return {
		frontier: Number.isFinite(frontier) ? frontier : null,
		floor: Number.isFinite(floor) ? floor : null,
		known: Object.fromEntries([...groups].map(([name, entries]) => [name, encodeGroup(entries)])),
	};
}

/** Undefined where the code is not one that `encodeTracking` writes. */
export function decodeTracking({ frontier, floor, known }: TrackingCode): Tracking | undefined {
	const entries = Object.entries(known).flatMap(([name, code]) => {
		const [status = '', day, dueDay] = name.split('/');
		const rest = {
			status,
			...(day !== undefined && { day: Number(day) }),
			...(dueDay !== undefined && { dueDay: Number(dueDay) }),
		};
		return decodeGroup(code).map(([key, order]): [string, Known] => [key, { order, ...rest }]);
	});
	if (entries.some(([, { order }]) => Number.isNaN(order))) return undefined;
	return {
		frontier: frontier ?? -Infinity,
		floor: floor ?? -Infinity,
		known: new Map(entries),
	};
}

function encodeGroup(entries: ReadonlyArray<[string, Known]>): string {
	let lastOrder = 0;
	let lastKey = 0;
	return [...entries]
		.sort(([, a], [, b]) => a.order - b.order)
		.map(([key, { order }]) => {
			const distance = (order - lastOrder).toString(RADIX);
			lastOrder = order;
			if (key === String(order)) return distance;
			if (!NUMBER.test(key)) return distance + OTHER_KEY + encodeURIComponent(key);
			const keyDistance = (Number(key) - lastKey).toString(RADIX);
			lastKey = Number(key);
			return distance + NUMERIC_KEY + keyDistance;
		})
		.join(BETWEEN_RECORDS);
}

function decodeGroup(code: string): Array<[string, number]> {
	let order = 0;
	let numericKey = 0;
	return code.split(BETWEEN_RECORDS).map((part) => {
		const [, distance = '', kind, key = ''] = /^(-?\w+)(?:([.:])(.*))?$/.exec(part) ?? [];
		order += parseInt(distance, RADIX);
		if (kind === OTHER_KEY) return [decodeURIComponent(key), order];
		if (kind === undefined) return [String(order), order];
		numericKey += parseInt(key, RADIX);
		return [String(numericKey), order];
	});
}
