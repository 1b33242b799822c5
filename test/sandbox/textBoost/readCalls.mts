import { DateTime, IANAZone } from 'luxon';
import { laravelRefused, refused, success } from './answers.mts';
import { dateTime, oneOf, optional, readInput, text } from './input.mts';
import { listAnswer, pageRule } from './lists.mts';
import { messageRow } from './messageRows.mts';
import type { Handler, TextBoostState } from './state.mts';

/** The zone that a filter's dates have without `timezone` (fact sheet 3.4, docs). */
const DEFAULT_ZONE = 'UTC';
const DEFAULT_DAYS = 30;
const DATE_FORMAT = 'yyyy-MM-dd HH:mm:ss';

/** The calls that read messages (vendor document; filters: fact sheet 3.4). */
export function readCalls(state: TextBoostState) {
	const { clock, messages, settings } = state;

	/** Vendor document: "an existing inbound or outbound SMS message". */
	const smsShow: Handler = ({ params, body, query }) => {
		readInput(body, {});
		readInput(query, {});
		const message = messages.list().find(({ uid }) => uid === params.uid);
		if (message !== undefined) return success(messageRow(message, settings));
		if (settings.unknownUid === 'sentence') throw refused('SMS Info not found');
		throw laravelRefused(404, `No query results for model [App\\Models\\Reports] ${params.uid}`);
	};

	/** Older installs ignore the filters (fact sheet 3.4, inferred); what no document names is refused here. */
	const smsList: Handler = (call) => {
		readInput(call.body, {});
		const isD = settings.rows === 'D' && settings.filters;
		const anything = optional(() => undefined);
		const input = readInput(call.query, {
			page: pageRule,
			start_date: isD ? optional(dateTime('Y-m-d H:i:s')) : anything,
			end_date: isD ? optional(dateTime('Y-m-d H:i:s')) : anything,
			timezone: isD ? optional(text) : anything,
			sms_type: isD
				? optional(oneOf(['plain', 'unicode', 'voice', 'mms', 'whatsapp', 'otp', 'viber']))
				: anything,
			direction: isD ? optional(oneOf(['outgoing', 'incoming', 'api'])) : anything,
		});
		const { from, to } = windowOf(isD ? input : {});
		const rows = messages.list();
		if (settings.rows !== 'A') rows.reverse();
		const kept = rows.filter(({ direction, type, createdAt }) => {
			if (settings.rows === 'A') return direction === 'api';
			if (!isD) return true;
			return (
				createdAt >= from &&
				createdAt <= to &&
				(input.direction ?? direction) === direction &&
				(input.sms_type ?? type) === type
			);
		});
		return listAnswer(state, call, kept, input.page, (message) => messageRow(message, settings));
	};

	function windowOf(input: { start_date?: string; end_date?: string; timezone?: string }) {
		const asked = input.timezone ?? DEFAULT_ZONE;
		if (!IANAZone.isValidZone(asked)) throw refused('Invalid timezone provided.', 422);
		const zone = settings.filterZone === 'asked' ? asked : settings.serverZone;
		const read = (value: string | undefined, fallback: DateTime) =>
			value === undefined ? fallback : DateTime.fromFormat(value, DATE_FORMAT, { zone });
		const now = DateTime.fromJSDate(clock.now());
		const from = read(input.start_date, now.minus({ days: DEFAULT_DAYS }));
		const to = read(input.end_date, now);
		if (from > to) throw refused('The start date must be before the end date.', 422);
		return { from: from.toJSDate(), to: to.toJSDate() };
	}

	return { smsShow, smsList };
}
