import { asText } from './php.mts';
import type { CodedRefusal } from './refusal.mts';
import type { Json } from './state.mts';

/** What the samples of the vendor's document do not have (`answers` in the settings). */
const NOT_IN_RECORDS = new Set(['pages', 'unicode', 'route']);
const NOT_IN_ACCOUNTS = new Set(['last_notified', 'owing_surety']);

/** An answer as the samples of the vendor's document have it. */
export function asInTheDocument(answer: Json): Json {
	const { records } = answer;
	if (Array.isArray(records)) {
		const rows = records.map((record: Json) => without(record, NOT_IN_RECORDS));
		return { ...answer, perpage: Number(answer['perpage']), records: rows };
	}
	const { total_units: units, ...rest } = answer;
	const total: unknown = units ?? rest['total'];
	return {
		...without(rest, NOT_IN_ACCOUNTS),
		...(total !== undefined && { total: asText(total) }),
	};
}

/** A refusal as the samples of the vendor's document have it. */
export function refusedAsInTheDocument({ code, message }: CodedRefusal): Json {
	if (message === 'Insufficient SMS credit')
		return { error: 'insufficient credit', error_code: '1' };
	return { error: code === 10 ? `${message}.` : message, error_code: String(code) };
}

function without(json: Json, names: ReadonlySet<string>): Json {
	return Object.fromEntries(Object.entries(json).filter(([name]) => !names.has(name)));
}
