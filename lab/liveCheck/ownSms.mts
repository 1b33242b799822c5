import type { INodeParameters } from 'n8n-workflow';
import { randomInt } from 'node:crypto';
import { jsonOf, rowsOf, valueAt } from './exchange.mts';
import type { Context, OpenPoint, Question } from './liveCheck.mts';
import { exchangeOf } from './points.mts';

/** What a live check sends: plain characters, one SMS, and a code by which it is told from that of an earlier one. */
export function newText(): string {
	return `Live check ${randomInt(100_000, 1_000_000)} of the n8n node. No reply needed.`;
}

/** Asks for the phone that gets the SMS: the nodes take several numbers, and would send to each. */
export const OWN_PHONE: Question = {
	name: 'phone',
	label: 'Your own phone number, with its country code',
	isSecret: true,
	problem: (answer) =>
		/^\+\d{7,15}$/.test(answer.replace(/[ ().-]/g, ''))
			? undefined
			: 'Your own phone number must be one number with a plus and its country code.',
};

/** The parameters that send it to one's own phone. */
export function toOneself({ phone, from, text }: Context): INodeParameters {
	return { to: phone, message: text, ...(from === '' ? {} : { from }) };
}

const QUARTER_HOUR = 15 * 60 * 1000;

/**
 * In which zone a list has the time of the SMS that was just sent: the difference between its time, read as UTC, and this
 * machine's clock, in quarters of an hour.
 */
export function zoneOfOwnSms(
	path: string,
	names: { text: string; time: string },
	expected: (offset: string) => boolean,
): OpenPoint['judge'] {
	return (observation, context) => {
		const exchange = exchangeOf(observation);
		const own = rowsOf(exchange && valueAt(jsonOf(exchange), path)).find(
			(row) => valueAt(row, names.text) === context.text,
		);
		const time = own === undefined ? undefined : valueAt(own, names.time);
		const text = typeof time === 'object' && time !== null ? valueAt(time, 'date') : time;
		const parts = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(:\d{2})?/.exec(String(text));
		if (parts === null)
			return { verdict: 'cannotTell', seen: 'the SMS is not in the list, or has no time' };
		const asUtc = Date.parse(`${parts[1]}T${parts[2]}${parts[3] ?? ':00'}Z`);
		const quarters = Math.round((asUtc - observation.startedAt) / QUARTER_HOUR);
		const offset = offsetText(quarters);
		return { verdict: expected(offset) ? 'asExpected' : 'differs', seen: `UTC${offset}` };
	};
}

/** "+05:30" for 22 quarters of an hour. */
function offsetText(quarters: number): string {
	const [minutes, sign] = [Math.abs(quarters) * 15, quarters < 0 ? '-' : '+'];
	const two = (value: number) => String(value).padStart(2, '0');
	return `${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
