import type { IAllExecuteFunctions, IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';
import type { CostFields, OutgoingText } from '../../shared/cost/messageCost';
import { costFieldsOf } from '../../shared/cost/messageCost';
import type { Failure } from '../../shared/failure/failure';
import { FieldReader } from '../../shared/input/fieldReader';
import type { ParameterReader } from '../../shared/input/parameterReader';
import type { Message, MessageStatus } from '../../shared/record/message';
import { quoted } from '../../shared/record/text';
import { readSendTimes } from '../../shared/schedule/sendTime';
import type { OutgoingMessage } from '../../shared/sending/outgoingMessage';
import type { Account } from '../api/account';
import { wireNumber } from '../fields/values';
import { toMessage } from '../records/message';

/** One message to one number, checked and ready for `POST /sms/send`. */
export interface OutgoingSms extends OutgoingMessage, OutgoingText {
	recipientKey: string;
	/** The number as it was entered, with the default country code; what is sent is `recipientKey`. */
	to: string;
	from: string;
	/** ISO 8601 in UTC, a whole minute. */
	sendAt?: string;
	/** The fields of this type of message, by the vendor's names. */
	typeFields: Record<string, string>;
	simplify: boolean;
}

/** Reads the text of one type of message, and what it takes. */
export type TextReader = (fields: FieldReader) => OutgoingText;

/** Reads the fields that one type of message has beside number, sender, text and time. */
export type TypeFieldsReader = (fields: FieldReader) => Record<string, string>;

const MINUTE_MS = 60_000;

/** The longest sender that is a name (vendor document, send). */
const LONGEST_NAME = 11;

/**
 * Reads the fields of the sending operations, one message per number.
 *
 * @throws NodeOperationError naming the field at fault
 */
export function readOutgoingSms(
	context: IAllExecuteFunctions,
	account: Account,
	parameter: ParameterReader,
	itemIndex: number,
	runStart: number,
	{ readText, readTypeFields }: { readText: TextReader; readTypeFields: TypeFieldsReader },
): OutgoingSms[] {
	const fields = new FieldReader(context.getNode(), itemIndex, parameter);
	const recipients = fields.recipients(account.defaultCountryCode);
	const shared = {
		itemIndex,
		from: readSender(fields),
		...readText(fields),
		typeFields: readTypeFields(fields),
		simplify: fields.flag('simplify', true),
	};
	const { asEntered, timeFor } = readTimes(fields, context.getTimezone(), runStart);
	const messages = new Map<string, OutgoingSms>();
	for (const { number } of recipients) {
		const recipientKey = wireNumber(number);
		if (!messages.has(recipientKey)) {
			messages.set(recipientKey, {
				...shared,
				to: number,
				recipientKey,
				sendAt: timeFor(number),
				asEntered,
			});
		}
	}
	return [...messages.values()];
}

/** A number with country code, or a name of up to 11 characters (vendor document, send). */
export function readSender(fields: FieldReader): string {
	const from = fields.text('from', 'From').trim();
	const isNumber = /^\+?[\d\s().-]+$/.test(from);
	// The host knows its numbers without what people put between the digits.
	if (isNumber) return from.replace(/[\s().-]/g, '');
	if ([...from].length <= LONGEST_NAME) return from;
	throw fields.error(
		`From is ${quoted(from)}, which is longer than a sender name can be.`,
		`Enter up to ${LONGEST_NAME} characters in From, or a phone number with the country code.`,
	);
}

/**
 * When a message goes out, ISO 8601 in UTC, by the number that it goes to, if it goes to one. Rounded up, for the server
 * knows whole minutes only (vendor document, send).
 */
export function readTimes(
	fields: FieldReader,
	zone: string,
	runStart: number,
): { asEntered: object; timeFor: (number?: string) => string | undefined } {
	const { sendAt, timeFor } = readSendTimes(fields, { zone, runStart, stepMs: MINUTE_MS });
	const sendTimeFor = (number?: string) => {
		const time = timeFor(number);
		if (time === undefined) return undefined;
		return (
			DateTime.fromMillis(time, { zone: 'UTC' }).toISO({ suppressMilliseconds: true }) ?? undefined
		);
	};
	return { asEntered: { sendAt }, timeFor: sendTimeFor };
}

/**
 * The numbers of a request as `recipient` has them. From version 3.8 on a single number goes another way, on which
 * `schedule_time` is not read and the SMS goes out at once. A comma after it makes a list of it, which is scheduled;
 * on version 3.1 it is one SMS, too (fact sheet, section 16.3, and the recorded responses from four versions). That calls
 * and pictures are scheduled on this way is in one public copy of the server, and was not run.
 */
export function recipientField(messages: OutgoingSms[]): string {
	const numbers = messages.map(({ recipientKey }) => recipientKey).join(',');
	const isScheduledAlone = messages.length === 1 && messages[0]?.sendAt !== undefined;
	return isScheduledAlone ? `${numbers},` : numbers;
}

/** A message that the server accepted, by its row in the answer, where it has one. */
export function acceptedSms(
	sms: OutgoingSms,
	row: IDataObject | undefined,
	whole: IDataObject,
	serverZone: string,
): IDataObject {
	if (!sms.simplify) return row ?? whole;
	const message = toMessage(row ?? {}, serverZone);
	const { sendAt } = sms;
	return {
		...message,
		...ownFields(sms),
		status: message.vendorStatus === null ? 'queued' : message.status,
		sendAt: sendAt === undefined || wentOutAtOnce(sms, row) ? null : sendAt,
	};
}

/**
 * Whether the row of a message that was to wait for its time says that it did not: the server makes a row of a message
 * only when it goes out (fact sheet, section 16.3).
 */
export function wentOutAtOnce({ sendAt }: OutgoingSms, row: IDataObject | undefined): boolean {
	if (sendAt === undefined || row === undefined) return false;
	const { id, vendorStatus } = toMessage(row, '');
	return (id ?? vendorStatus) !== null && !/^scheduled$/i.test(String(vendorStatus));
}

/** A message that did not go out, or may not have, while others of its item did. */
export function failedSms(sms: OutgoingSms, failure: Failure): IDataObject {
	const status: MessageStatus = failure.outcome === 'unknown' ? 'unknown' : 'failed';
	const reason = failure.vendorSentence ?? failure.message;
	return { ...unsentSms(sms), status, vendorStatus: reason, reason };
}

/** A message that is not sent, or not again. */
export function unsentSms(sms: OutgoingSms): IDataObject {
	return { ...toMessage({}, ''), ...ownFields(sms), sendAt: sms.sendAt ?? null };
}

function ownFields(sms: OutgoingSms): Partial<Message> & CostFields {
	const { from, to, text, typeFields } = sms;
	return {
		direction: 'outgoing',
		from,
		to,
		text,
		...costFieldsOf(sms),
		...(typeFields.media_url !== undefined && {
			attachments: [{ url: typeFields.media_url, name: null, type: null }],
		}),
	};
}
