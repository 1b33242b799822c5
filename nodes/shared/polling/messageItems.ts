import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { comparableParty } from '../input/phoneNumber';
import type { Message } from '../record/message';
import type { Trigger } from './poll';
import type { TriggerOptions } from './triggerOptions';

const HOUR_MS = 60 * 60 * 1000;
/** As far as the zones of the earth are from UTC. */
const WIDEST_ZONE_HOURS = 14;

/** The other party of a message, in the form in which numbers are compared. */
export function otherPartyOf({ direction, from, to }: Message, defaultCountryCode: string): string {
	return partyKey((direction === 'incoming' ? from : to) ?? '', defaultCountryCode);
}

/** The same for all spellings of a party, which is a name or a number. */
export function partyKey(party: string, defaultCountryCode: string): string {
	return comparableParty(party, defaultCountryCode).toLowerCase();
}

/** What a trigger makes of records that are messages. */
export interface MessageItems<T> {
	toMessage: (record: T) => Message;
	/** The record as the gateway gave it, for when Simplify is off. */
	toRaw: (record: T) => IDataObject;
	/** When it was to go out, ISO 8601, where it was scheduled. */
	dueAt?: (record: T) => string | null;
	/** By the filters that only this gateway has. */
	filterBy: (options: TriggerOptions) => (message: Message, record: T) => boolean;
}

/**
 * The outputs for received messages, and for changes of status, by the fields Statuses and Simplify
 * and the options of a trigger.
 */
export function messageItems<T>(
	context: IPollFunctions,
	{ toMessage, toRaw, dueAt = () => null, filterBy }: MessageItems<T>,
): Trigger<T>['toItemBy'] {
	const isStatusEvent = context.getNodeParameter('event') === 'smsStatusChanged';
	const simplify = context.getNodeParameter('simplify', true) === true;
	const isManual = context.getMode() === 'manual';

	return (options) => {
		const isWanted = filterBy(options);
		const statuses = options.choices('statuses', 'Statuses') ?? [];
		const oldest = oldestBy(options);
		return ({ record, status, previousStatus }) => {
			const message = toMessage(record);
			if (!isWanted(message, record)) return undefined;
			if (isStatusEvent && statuses.length > 0 && !statuses.includes(status)) return undefined;
			const times = [message.createdAt, message.sentAt, message.sendAt, dueAt(record)];
			if (!isManual && latestOf(times) < oldest) return undefined;
			const output: IDataObject = simplify ? { ...message } : toRaw(record);
			return isStatusEvent ? { ...output, previousStatus } : output;
		};
	};
}

/** In milliseconds since 1970. */
function oldestBy(options: TriggerOptions): number {
	if (options.text('ignoreOlderThanHours', 'Ignore Messages Older Than') === undefined)
		return -Infinity;
	const hours = options.number('ignoreOlderThanHours', 'Ignore Messages Older Than', Infinity);
	return Date.now() - hours * HOUR_MS;
}

/**
 * The latest of some times, in milliseconds since 1970; Infinity where there is none, so that what
 * does not tell its age is not skipped. One without an offset may be from any zone.
 */
function latestOf(times: Array<string | null | undefined>): number {
	const millis = times.flatMap((time) => {
		if (typeof time !== 'string') return [];
		const hasOffset = /(Z|[+-]\d\d:\d\d)$/.test(time);
		const latest = hasOffset
			? Date.parse(time)
			: Date.parse(`${time}Z`) + WIDEST_ZONE_HOURS * HOUR_MS;
		return Number.isNaN(latest) ? [] : [latest];
	});
	return millis.length > 0 ? Math.max(...millis) : Infinity;
}
