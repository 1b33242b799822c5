import type { INode } from 'n8n-workflow';
import type { DateTime } from 'luxon';
import { isRecord } from '../record/json';
import { plainText, quoted, readText, shownValue } from '../record/text';
import { templatesOf } from '../record/template';
import { fieldError } from './fieldError';
import type { DateProblem } from './instant';
import { isDayOnly, readDay, readInstant } from './instant';
import type { ParameterReader } from './parameterReader';
import type { Recipient } from './phoneNumber';
import { readRecipients } from './phoneNumber';

/** How people and spreadsheets say that a switch is on, and off. */
const YES = /^(?:true|yes|on|1)$/i;
const NO = /^(?:false|no|off|0)$/i;

/**
 * Reads the fields of one input item, and says by a field's display name what is wrong with it.
 * Every method throws NodeOperationError for a value that cannot be used.
 */
export class FieldReader {
	private readonly node: INode;
	private readonly itemIndex: number;
	private readonly parameter: ParameterReader;

	constructor(node: INode, itemIndex: number, parameter: ParameterReader) {
		this.node = node;
		this.itemIndex = itemIndex;
		this.parameter = parameter;
	}

	/** A collection such as `additionalFields`; what is empty in it counts as not set. */
	collection(name: string): Record<string, unknown> {
		const value = this.parameter(name, {});
		return isRecord(value) ? value : {};
	}

	/** A field as it came; '' where it is not set. */
	value(name: string): unknown {
		return this.parameter(name, '');
	}

	flag(name: string, fallback: boolean): boolean {
		return YES.test(plainText(this.parameter(name, fallback)).trim());
	}

	/** How many results to return, by the fields `returnAll` and `limit`. */
	limit(): number {
		if (this.flag('returnAll', false)) return Infinity;
		const limit = this.wholeNumber(this.parameter('limit', 50), 'Limit');
		if (limit !== undefined && limit > 0) return limit;
		throw this.error('Limit is less than 1.', 'Enter 1 or more in Limit, or turn on Return All.');
	}

	/** Text that must not be empty. */
	text(name: string, displayName: string): string {
		return this.textOf(this.parameter(name, ''), displayName);
	}

	/** Text that may be missing; undefined where there is none but spaces. */
	optionalText(value: unknown, displayName: string): string | undefined {
		const reading = readText(value, displayName, () =>
			templatesOf(this.node.parameters, displayName),
		);
		if (!reading.ok) throw this.error(reading.problem, reading.advice);
		return reading.text.trim() === '' ? undefined : reading.text;
	}

	/** Text without spaces around it, not longer than allowed; undefined where there is none. */
	trimmedText(value: unknown, displayName: string, longest = Infinity): string | undefined {
		const text = this.optionalText(value, displayName)?.trim();
		if (text === undefined || text.length <= longest) return text;
		throw this.error(
			`${displayName} has ${text.length} characters, but at most ${longest} are allowed.`,
			`Shorten ${displayName}.`,
		);
	}

	/** The id that a resource locator was set to. */
	id(name: string, displayName: string): string {
		return this.textOf(this.parameter(name, '', { extractValue: true }), displayName).trim();
	}

	/** The id that a resource locator was set to; undefined where it is empty. */
	optionalId(name: string, displayName: string): string | undefined {
		const value = this.parameter(name, '', { extractValue: true });
		return this.optionalText(value, displayName)?.trim();
	}

	/** Whether a resource locator was set to a name, not to an id. */
	isByName(name: string): boolean {
		const locator = this.parameter(name, '');
		return isRecord(locator) && locator.mode === 'name';
	}

	/** Ids with commas or spaces between them, or a list of them, as they were entered; empty where there is none. */
	optionalIds(value: unknown, displayName: string): string[] {
		const entries: unknown[] = Array.isArray(value) ? value : [value];
		if (entries.length > 1 && entries.some((entry) => entry === undefined || entry === null)) {
			throw this.error(
				`${displayName} contains “null”, which is not an ID.`,
				`Check that each item has the field that the expression in ${displayName} uses.`,
			);
		}
		return entries
			.flatMap((entry) => this.optionalText(entry, displayName)?.split(/[\s,;]+/) ?? [])
			.filter(Boolean);
	}

	/** One or several ids with commas between them, each once. */
	ids(name: string, displayName: string, shape: RegExp, advice: string): string[] {
		const value = this.parameter(name, '', { extractValue: true });
		const ids = this.optionalIds(
			Array.isArray(value) ? value : this.textOf(value, displayName),
			displayName,
		);
		const wrong = ids.find((id) => !shape.test(id));
		if (ids.length > 0 && wrong === undefined) return [...new Set(ids)];
		throw this.error(
			`${displayName} contains ${quoted(wrong ?? ',')}, which is not an ID.`,
			advice,
		);
	}

	/** An id that consists of digits only. */
	digits(name: string, displayName: string): string {
		const id = this.id(name, displayName);
		if (/^\d+$/.test(id)) return id;
		throw this.error(
			`${displayName} is ${quoted(id)}, which is not a number.`,
			`Enter digits only in ${displayName}.`,
		);
	}

	/** The numbers in the field `to`. */
	recipients(defaultCountryCode: string): Recipient[] {
		const list = readRecipients(this.parameter('to', ''), 'To', defaultCountryCode);
		if (!list.ok) throw this.error(list.problem, list.advice);
		return list.recipients;
	}

	/** A field with one phone number, which may be missing. */
	optionalPhone(
		value: unknown,
		displayName: string,
		defaultCountryCode: string,
	): string | undefined {
		if (value === undefined || value === null) return undefined;
		if (typeof value === 'string' && value.trim() === '') return undefined;
		return this.phone(value, displayName, defaultCountryCode);
	}

	/** A field with one phone number. */
	phone(value: unknown, displayName: string, defaultCountryCode: string): string {
		const list = readRecipients(value, displayName, defaultCountryCode);
		if (!list.ok) throw this.error(list.problem, list.advice);
		const [first, second] = list.recipients;
		if (first === undefined || second !== undefined) {
			throw this.error(
				`${displayName} contains more than one number.`,
				`Enter a single phone number in ${displayName}.`,
			);
		}
		return first.number;
	}

	/**
	 * A whole number, 0 or more; undefined where the field is not set.
	 *
	 * @param example what the advice names, for a field in which the usual one would be far too much
	 */
	wholeNumber(value: unknown, displayName: string, example = 1042): number | undefined {
		const text = this.optionalText(value, displayName)?.trim();
		if (text === undefined) return undefined;
		if (!/^[0-9]+$/.test(text)) {
			throw this.error(
				`${displayName} is ${quoted(text)}, which is not a whole number.`,
				`Enter digits only in ${displayName}, e.g. ${example}.`,
			);
		}
		if (Number.isSafeInteger(Number(text))) return Number(text);
		throw this.error(
			`${displayName} is ${quoted(text)}, which is too large.`,
			`Enter at most 15 digits in ${displayName}.`,
		);
	}

	/** A switch within a collection, also as the text or number that a spreadsheet makes of it; undefined where it is not set. */
	switch(value: unknown, displayName: string): boolean | undefined {
		const text = this.optionalText(value, displayName)?.trim();
		if (text === undefined) return undefined;
		if (YES.test(text)) return true;
		if (NO.test(text)) return false;
		throw this.error(
			`${displayName} is ${quoted(text)}, which is neither on nor off.`,
			`Enter true or false in ${displayName}.`,
		);
	}

	/** A date and time; undefined where the field is not set. */
	instant(value: unknown, displayName: string, zone: string): DateTime | undefined {
		const reading = readInstant(value, zone);
		if (reading.ok) return reading.instant;
		throw this.dateError(
			value,
			displayName,
			reading,
			'2026-12-24 18:00, or 2026-12-24T18:00:00+01:00',
		);
	}

	/** A day, "yyyy-MM-dd"; undefined where the field is not set. A time after it is left out. */
	day(value: unknown, displayName: string, zone: string): string | undefined {
		const reading = readDay(value, zone);
		if (reading.ok) return reading.day;
		throw this.dateError(value, displayName, reading, '1997-03-23');
	}

	/**
	 * A date and time that is ahead; undefined where the field is not set.
	 *
	 * @param now when the run began, in milliseconds since 1970
	 */
	futureInstant(
		value: unknown,
		displayName: string,
		zone: string,
		now: number,
	): DateTime | undefined {
		if (isDayOnly(value)) {
			throw this.error(
				`${displayName} is ${shownValue(value)}, which has no time of day.`,
				`Enter a time too in ${displayName}, e.g. 2026-12-24 18:00.`,
			);
		}
		const instant = this.instant(value, displayName, zone);
		if (instant === undefined || instant.toMillis() > now) return instant;
		throw this.error(
			`${displayName} is ${instant.toFormat('yyyy-MM-dd HH:mm:ss ZZ')}, which is in the past.`,
			`Enter a time in the future in ${displayName}, or leave it empty.`,
		);
	}

	error(message: string, advice: string) {
		return fieldError(this.node, this.itemIndex, message, advice);
	}

	private dateError(
		value: unknown,
		displayName: string,
		{ problem, advice }: DateProblem,
		example: string,
	) {
		return this.error(
			`${displayName} is ${shownValue(value)}, which ${problem}.`,
			`${advice === undefined ? '' : `${advice} `}Enter ${displayName} as e.g. ${example}.`,
		);
	}

	private textOf(value: unknown, displayName: string): string {
		const text = this.optionalText(value, displayName);
		if (text !== undefined) return text;
		throw this.error(
			`${displayName} is empty.`,
			`Fill in ${displayName}. If an expression fills it, check that the item has that field.`,
		);
	}
}
