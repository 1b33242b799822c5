import { jsonOf, rowsOf, valueAt, type Exchange } from './exchange.mts';
import type { Observation, OpenPoint } from './liveCheck.mts';
import { withoutQuotes } from './scrub.mts';
import { shapeOf } from './shape.mts';

type Judge = OpenPoint['judge'];

/** The first response that the step got, or that of a request to this path. */
export function exchangeOf({ exchanges }: Observation, path?: string): Exchange | undefined {
	return exchanges.find((one) => path === undefined || one.path.startsWith(path));
}

/** Whether the first response has one of these statuses, and a text at this path of its JSON. */
export function statusWithText(statuses: readonly number[], path: string): Judge {
	return (observation) => {
		const exchange = exchangeOf(observation);
		if (exchange === undefined) return { verdict: 'cannotTell', seen: 'no request' };
		const sentence = valueAt(jsonOf(exchange), path);
		const fits = statuses.includes(exchange.status) && typeof sentence === 'string';
		const shape = shapeOf(jsonOf(exchange), observation.names);
		const words = typeof sentence === 'string' ? `, “${sentence}”` : '';
		return {
			verdict: fits ? 'asExpected' : 'differs',
			seen: `HTTP ${exchange.status}, ${shape}${words}`,
		};
	};
}

/** Whether the first response is HTTP 200 with JSON that has all these fields. */
export function fieldsAt(path: string, names: readonly string[]): Judge {
	return (observation) => {
		const exchange = exchangeOf(observation);
		if (exchange === undefined) return { verdict: 'cannotTell', seen: 'no request' };
		const json = jsonOf(exchange);
		const place = path === '' ? json : valueAt(json, path);
		const fits =
			exchange.status === 200 && names.every((name) => valueAt(place, name) !== undefined);
		return {
			verdict: fits ? 'asExpected' : 'differs',
			seen: `HTTP ${exchange.status}, ${shapeOf(json, observation.names)}`,
		};
	};
}

/** Whether the rows of a list have all these fields; an empty list cannot tell. '' is the top of the response. */
export function rowFields(path: string, names: readonly string[]): Judge {
	return (observation) => {
		const exchange = exchangeOf(observation);
		if (exchange === undefined) return { verdict: 'cannotTell', seen: 'no request' };
		const json = jsonOf(exchange);
		const list = path === '' ? json : valueAt(json, path);
		const seen = `HTTP ${exchange.status}, ${shapeOf(json, observation.names)}`;
		if (list === undefined || typeof list !== 'object') return { verdict: 'differs', seen };
		const rows = rowsOf(list);
		// An envelope around the list, or a list of something else.
		if (rows.length !== Object.keys(list ?? {}).length) return { verdict: 'differs', seen };
		if (rows.length === 0) return { verdict: 'cannotTell', seen };
		const fits = rows.every((row) => names.every((name) => valueAt(row, name) !== undefined));
		return { verdict: fits ? 'asExpected' : 'differs', seen };
	};
}

/**
 * Whether the rows of a list come with the highest value of a field first.
 *
 * @param significant how many characters of the value count: those after them differ within a second only
 */
export function newestFirst(path: string, field: string, significant?: number): Judge {
	return (observation) => {
		const exchange = exchangeOf(observation);
		const values = rowsOf(exchange && valueAt(jsonOf(exchange), path)).map((row) =>
			valueAt(row, field),
		);
		const texts = values.map((value) => String(value).slice(0, significant));
		const pairs = texts.slice(1).map((text, at) => compare(texts[at] ?? '', text));
		const rises = pairs.some((order) => order < 0);
		const falls = pairs.some((order) => order > 0);
		if (!rises && !falls) return { verdict: 'cannotTell', seen: `${texts.length} rows` };
		const seen = rises && falls ? 'in no order' : rises ? 'oldest first' : 'newest first';
		return { verdict: seen === 'newest first' ? 'asExpected' : 'differs', seen };
	};
}

/** Numbers by their size, however many digits they have. */
function compare(a: string, b: string): number {
	if (/^\d+$/.test(a) && /^\d+$/.test(b))
		return Math.sign(a.length - b.length) || (a > b ? 1 : a < b ? -1 : 0);
	return a > b ? 1 : a < b ? -1 : 0;
}

/** Whether the node had items, and no error. */
export const nodeReadsIt: Judge = ({ error, items }) => {
	if (error !== undefined)
		return { verdict: 'differs', seen: `the node failed: ${withoutQuotes(error)}` };
	const [count = 'several items'] = ['no items', '1 item'].slice(items.length);
	return { verdict: 'asExpected', seen: count };
};

/** Whether the node's error says that a key is wrong, and does not say that something else is. */
export const nodeNamesTheKey: Judge = ({ error }) => ({
	verdict:
		error !== undefined && /key|credential|password|token|secret|log/i.test(error)
			? 'asExpected'
			: 'differs',
	seen: error === undefined ? 'the node did not fail' : withoutQuotes(error),
});
