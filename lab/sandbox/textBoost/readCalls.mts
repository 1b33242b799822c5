import { DateTime, IANAZone } from 'luxon';
import { Exception, Refused, success } from './answers.mts';
import { textOf } from './input.mts';
import { listAnswer } from './lists.mts';
import { listedRow, shownRow } from './messageRows.mts';
import type { Message } from './messages.mts';
import type { Call, Handler, TextBoostState } from './state.mts';
import { isSince } from './versions.mts';

/** The zone that a filter's dates have without `timezone`, where they are read in that (fact sheet 3.4, docs). */
const DEFAULT_ZONE = 'UTC';
const DEFAULT_DAYS = 30;
const DATE_FORMAT = 'yyyy-MM-dd HH:mm:ss';

/** The calls that read messages (vendor document; filters: fact sheet 3.4). */
export function readCalls(state: TextBoostState) {
	const { clock, messages, settings } = state;

	/** Anybody's row, because it is looked for by its uid alone (fact sheet 0, server copies). */
	const smsShow: Handler = ({ params: { uid = '' } }) => {
		const message = messages.list().find((candidate) => candidate.uid === uid);
		if (message !== undefined) return success(shownRow(message, state));
		throw new Exception('noRecord', `No query results for model [App\\Models\\Reports] ${uid}`);
	};

	/**
	 * Which rows a list has (fact sheet 16.12): of 3.1.0 those of the caller's token, so neither what came in nor what
	 * went to several numbers; up to 3.12 everybody's; of 3.13.0 the account's own that pass the filters.
	 */
	const smsList: Handler = (call) => {
		const { version } = settings;
		const isFiltered = isSince(version, '3.13.0');
		const rows = sorted(messages.list()).filter(({ direction, owner }) => {
			if (version === '3.1.0') return owner === call.owner && direction === 'api';
			return !isFiltered || owner === call.owner;
		});
		const kept = isFiltered && settings.filters ? rows.filter(passing(call)) : rows;
		const message = isFiltered ? 'SMS data fetched successfully' : null;
		return listAnswer(state, call, kept, (row) => listedRow(row, state), message);
	};

	/** By whole seconds only, which is all that the table knows (fact sheet 16.4); `rows` are the oldest first. */
	function sorted(rows: Message[]): Message[] {
		if (settings.listOrder === 'oldestFirst') return rows;
		const result: Message[] = [];
		for (let end = rows.length; end > 0; ) {
			const second = secondOf(rows[end - 1]);
			let start = end - 1;
			while (start > 0 && secondOf(rows[start - 1]) === second) start -= 1;
			const ties = rows.slice(start, end);
			for (const row of settings.sameSecond === 'ascending' ? ties : ties.reverse())
				result.push(row);
			end = start;
		}
		return result;
	}

	/** @throws Refused for dates that are none (fact sheet 16.1) */
	function passing({ input }: Call): (message: Message) => boolean {
		const direction = textOf(input, 'direction');
		const type = textOf(input, 'sms_type');
		const asked = textOf(input, 'timezone');
		if (asked !== null && !IANAZone.isValidZone(asked)) {
			throw new Refused('Invalid timezone provided.', 422);
		}
		const zone = settings.filterZone === 'asked' ? (asked ?? DEFAULT_ZONE) : settings.serverZone;
		const now = DateTime.fromJSDate(clock.now());
		const from = readDate(textOf(input, 'start_date'), zone) ?? now.minus({ days: DEFAULT_DAYS });
		const to = readDate(textOf(input, 'end_date'), zone) ?? now;
		if (from > to) throw new Refused('The start date must be before the end date.', 422);
		return (message) =>
			message.createdAt >= from.toJSDate() &&
			message.createdAt <= to.toJSDate() &&
			(direction ?? message.direction) === message.direction &&
			(type ?? message.type) === message.type;
	}

	return { smsShow, smsList };
}

function secondOf(message: Message | undefined): number {
	return Math.floor((message?.createdAt.getTime() ?? 0) / 1000);
}

function readDate(written: string | null, zone: string): DateTime | undefined {
	if (written === null) return undefined;
	const date = DateTime.fromFormat(written, DATE_FORMAT, { zone });
	if (date.isValid) return date;
	throw new Refused('Invalid datetime format. Use Y-m-d H:i:s', 422);
}
