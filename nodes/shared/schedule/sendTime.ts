import type { FieldReader } from '../input/fieldReader';
import { isZone } from '../input/instant';
import { isRecord } from '../record/json';
import { plainText, shownValue } from '../record/text';
import { zoneOfNumber } from './countryZone';
import type { SendWindow } from './sendWindow';
import { nextOpening } from './sendWindow';

/** Send Only Between as the user filled it in. */
export interface SendHours {
	window: SendWindow;
	/** IANA name. */
	zone: string;
	/** Whether the time zone of the recipient's country goes first, where it is known. */
	byRecipient: boolean;
}

/** The days as the field has them, Monday first. */
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

const HOURS_24 = /^(\d{1,2}):(\d{2})(?::00)?$/;
const HOURS_12 = /^(\d{1,2})(?::(\d{2}))?\s*([ap])\.?m\.?$/i;
const DAY_MINUTES = 24 * 60;

/**
 * Reads the field Send Only Between of Additional Fields.
 *
 * @param zone the time zone of the workflow, which holds where none is entered
 * @returns undefined where the field is not added
 * @throws NodeOperationError naming the part at fault; also where it was added and is empty, for then SMS would be sent at
 *   any hour
 */
export function readSendHours(fields: FieldReader, zone: string): SendHours | undefined {
	const additional = fields.collection('additionalFields');
	if (!('sendOnlyBetween' in additional)) return undefined;
	const { sendOnlyBetween } = additional;
	const hours = isRecord(sendOnlyBetween) ? sendOnlyBetween.hours : undefined;
	if (!isRecord(hours)) {
		throw fields.error(
			'Send Only Between has no hours.',
			'Add the hours in Send Only Between, or remove it from Additional Fields.',
		);
	}
	const from = readTimeOfDay(fields, hours.from, 'From');
	const to = readTimeOfDay(fields, hours.to, 'To');
	if (from === DAY_MINUTES) {
		throw fields.error(
			`From in Send Only Between is ${shownValue(hours.from)}, which is the end of a day.`,
			'Enter 00:00 in From for hours that begin at midnight.',
		);
	}
	if (from === to) {
		throw fields.error(
			`From and To in Send Only Between are ${shownValue(hours.from)} and ${shownValue(hours.to)}, with no time between them.`,
			'For whole days, enter 00:00 in From and 24:00 in To.',
		);
	}
	return {
		window: { from, to, days: readDays(fields, hours.days) },
		zone: readZone(fields, hours.timezone) ?? zone,
		byRecipient: fields.switch(hours.byRecipient, "Recipient's Zone") ?? false,
	};
}

/** When the messages of an item are to go out. */
export interface SendTimes {
	/** Send At as it was entered, in milliseconds since 1970. */
	sendAt: number | undefined;
	hours: SendHours | undefined;
	/**
	 * @param number as `sendTimeOf` has it
	 * @returns in milliseconds since 1970; undefined for at once
	 */
	timeFor: (number?: string) => number | undefined;
}

/**
 * Reads Send At and Send Only Between, both of Additional Fields.
 *
 * @param zone the time zone of the workflow
 * @param runStart when the run began, in milliseconds since 1970: Send At must be later. Whether it is within the hours is
 *   asked of the clock, for the run of an AI agent may have begun long before
 * @param stepMs as `sendTimeOf` has it
 * @throws NodeOperationError naming the field at fault
 */
export function readSendTimes(
	fields: FieldReader,
	{ zone, runStart, stepMs }: { zone: string; runStart: number; stepMs: number },
): SendTimes {
	const { sendAt: value } = fields.collection('additionalFields');
	const sendAt = fields.futureInstant(value, 'Send At', zone, runStart)?.toMillis();
	const hours = readSendHours(fields, zone);
	const now = Date.now();
	return { sendAt, hours, timeFor: (number) => sendTimeOf({ sendAt, now, number, stepMs }, hours) };
}

/**
 * When an SMS is to go out: at the time asked for or at once, but within the hours in which it may; of two times the later
 * one that is within them.
 *
 * @param sendAt in milliseconds since 1970; undefined for at once
 * @param now in milliseconds since 1970
 * @param number the recipient's, with the country code where it has one; undefined for a group
 * @param stepMs what the gateway's times are whole multiples of; a time between two is rounded up before it is checked
 * @returns in milliseconds since 1970; undefined for at once
 */
export function sendTimeOf(
	{
		sendAt,
		now,
		number,
		stepMs,
	}: { sendAt?: number; now: number; number?: string; stepMs: number },
	hours: SendHours | undefined,
): number | undefined {
	const wanted = sendAt === undefined ? undefined : Math.ceil(sendAt / stepMs) * stepMs;
	if (hours === undefined) return wanted;
	const opening = openingFor(hours, number);
	// Send At may have passed since the run of an AI agent began.
	if (wanted !== undefined && wanted > now) return opening(wanted);
	return opening(now) === now ? undefined : opening(Math.ceil(now / stepMs) * stepMs);
}

/**
 * The earliest time, not before a wanted one, that is within the hours for a recipient.
 *
 * @param number as `sendTimeOf` has it
 * @returns a function from and to milliseconds since 1970
 */
export function openingFor(
	{ window, zone, byRecipient }: SendHours,
	number: string | undefined,
): (wanted: number) => number {
	const recipientZone = byRecipient && number !== undefined ? zoneOfNumber(number) : undefined;
	return (wanted) => nextOpening(window, wanted, recipientZone ?? zone);
}

/** Minutes of the day, up to 1440 for 24:00. */
function readTimeOfDay(fields: FieldReader, value: unknown, displayName: string): number {
	const text = plainText(value).trim();
	const minutes = minutesOf(text);
	if (minutes !== undefined) return minutes;
	throw fields.error(
		text === ''
			? `${displayName} in Send Only Between is empty.`
			: `${displayName} in Send Only Between is ${shownValue(value)}, which is not a time of day.`,
		'Enter hours and minutes, e.g. 09:00 or 20:30.',
	);
}

function minutesOf(text: string): number | undefined {
	const in24 = HOURS_24.exec(text);
	if (in24 !== null) {
		const [hours, minutes] = [Number(in24[1]), Number(in24[2])];
		const time = hours * 60 + minutes;
		return minutes < 60 && time <= DAY_MINUTES ? time : undefined;
	}
	const in12 = HOURS_12.exec(text);
	if (in12 === null) return undefined;
	const [hours, minutes] = [Number(in12[1]), Number(in12[2] ?? 0)];
	const half = in12[3]?.toLowerCase() === 'p' ? 12 : 0;
	return hours >= 1 && hours <= 12 && minutes < 60
		? ((hours % 12) + half) * 60 + minutes
		: undefined;
}

function readDays(fields: FieldReader, value: unknown): Set<number> {
	const names = (Array.isArray(value) ? value : plainText(value).split(','))
		.map((name) => plainText(name).trim().toLowerCase())
		.filter(Boolean);
	const unknown = names.find((name) => !WEEKDAYS.includes(name));
	if (unknown !== undefined) {
		throw fields.error(
			`Days in Send Only Between contains ${shownValue(unknown)}, which is not a day of the week.`,
			'Enter days such as monday, or leave Days empty for every day.',
		);
	}
	const chosen = names.length === 0 ? WEEKDAYS : names;
	return new Set(chosen.map((name) => WEEKDAYS.indexOf(name) + 1));
}

function readZone(fields: FieldReader, value: unknown): string | undefined {
	const zone = fields.optionalText(value, 'Time Zone')?.trim();
	if (zone === undefined || isZone(zone)) return zone;
	throw fields.error(
		`Time Zone in Send Only Between is ${shownValue(zone)}, which is not a time zone.`,
		'Enter the name of a time zone, e.g. Europe/Paris, or leave it empty for that of the workflow.',
	);
}
