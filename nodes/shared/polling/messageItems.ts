import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { isRecord } from '../httpAnswer';
import type { Message } from '../message';
import { comparable, readRecipients } from '../phoneNumber';
import { numberOrNull } from '../values';
import type { Trigger } from './poll';

const HOUR_MS = 60 * 60 * 1000;

/** What the user chose under Options. */
export interface TriggerOptions {
	/** An option that is text; undefined where it is empty. */
	text(name: string): string | undefined;
	/** The id that a resource locator among the options was set to. */
	id(name: string): string | undefined;
	/** An option that is a number of 1 or more. @throws NodeOperationError for another one */
	number(name: string, displayName: string, fallback: number): number;
	/** An option that is a phone number, in the form in which numbers are compared. */
	phone(name: string, displayName: string, defaultCountryCode: string): string | undefined;
}

/** Reads the collection `options` of a trigger. */
export function readOptions(context: IPollFunctions): TriggerOptions {
	const collection: unknown = context.getNodeParameter('options', {});
	const options = isRecord(collection) ? collection : {};
	const refuse = (message: string, description: string) =>
		new NodeOperationError(context.getNode(), message, { description });
	const text = (name: string) => String(options[name] ?? '').trim() || undefined;
	return {
		text,
		id: (name) => {
			const id: unknown = context.getNodeParameter(`options.${name}`, '', { extractValue: true });
			return String(id ?? '').trim() || undefined;
		},
		number: (name, displayName, fallback) => {
			const value = text(name) === undefined ? fallback : (numberOrNull(options[name]) ?? NaN);
			if (value >= 1) return value;
			throw refuse(
				`${displayName} is “${String(options[name])}”, which is not a number of 1 or more.`,
				`Enter 1 or more in ${displayName}, or remove it from Options.`,
			);
		},
		phone: (name, displayName, defaultCountryCode) => {
			if (text(name) === undefined) return undefined;
			const list = readRecipients(options[name], displayName, defaultCountryCode);
			if (!list.ok) throw refuse(list.problem, list.advice);
			return list.recipients[0]?.key;
		},
	};
}

/** The other party of a message, in the form in which numbers are compared. */
export function otherPartyOf({ direction, from, to }: Message): string {
	return comparable((direction === 'incoming' ? from : to) ?? '');
}

/**
 * By the latest of its times, in milliseconds since 1970: one that was scheduled has just gone out.
 * A time without an offset only counts where there is no other, for its zone is not known.
 */
function newestTimeOf({ createdAt, sentAt, sendAt }: Message): number {
	const times = [createdAt, sentAt, sendAt].filter((time) => typeof time === 'string');
	const sure = times.filter((time) => /(Z|[+-]\d\d:\d\d)$/.test(time));
	return Math.max(...(sure.length > 0 ? sure : times).map((time) => Date.parse(time)));
}

/** Which changes of messages the user wants, and as what. */
export interface MessageItems<T> {
	toMessage(record: T): Message;
	/** The record as the gateway gave it, for when Simplify is off. */
	toRaw(record: T): IDataObject;
	/** The filters that only this gateway has. */
	isWanted?(message: Message, record: T): boolean;
}

/**
 * The outputs for received messages, and for changes of status, by the fields Statuses and Simplify
 * and the options of a trigger.
 */
export function messageItems<T>(
	context: IPollFunctions,
	options: TriggerOptions,
	{ toMessage, toRaw, isWanted = () => true }: MessageItems<T>,
): Trigger<T>['toItem'] {
	const isStatusEvent = context.getNodeParameter('event') === 'smsStatusChanged';
	const simplify = context.getNodeParameter('simplify', true) === true;
	const chosen = [context.getNodeParameter('statuses', [])].flat().map(String);
	const hours =
		options.text('ignoreOlderThanHours') === undefined
			? Infinity
			: options.number('ignoreOlderThanHours', 'Ignore Messages Older Than', Infinity);
	const oldest = Date.now() - hours * HOUR_MS;
	const isManual = context.getMode() === 'manual';

	return ({ record, status, previousStatus }) => {
		const message = toMessage(record);
		if (!isWanted(message, record)) return undefined;
		if (isStatusEvent && chosen.length > 0 && !chosen.includes(status)) return undefined;
		// A message that does not tell its age is not skipped.
		if (!isManual && newestTimeOf(message) < oldest) return undefined;
		const output: IDataObject = simplify ? { ...message } : toRaw(record);
		return isStatusEvent ? { ...output, previousStatus } : output;
	};
}
