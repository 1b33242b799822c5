import { DateTime } from 'luxon';
import type { IAllExecuteFunctions, IDataObject } from 'n8n-workflow';
import type { OutgoingText } from '../../shared/cost/messageCost';
import { notCounted, readCountedText } from '../../shared/cost/messageCost';
import type { Failure, Reading } from '../../shared/failure/failure';
import { success } from '../../shared/failure/failure';
import { FieldReader } from '../../shared/input/fieldReader';
import { formatInZone } from '../../shared/input/instant';
import type { ParameterReader } from '../../shared/input/parameterReader';
import { readSendTimes } from '../../shared/schedule/sendTime';
import type { OutgoingMessage } from '../../shared/sending/outgoingMessage';
import type { OutgoingContent } from '../../shared/sending/outgoingRow';
import { acceptedRow, failedRow } from '../../shared/sending/outgoingRow';
import type { Account } from '../api/account';
import type { Choice, Finder } from '../fields/choices';
import { choiceOf, keyOf } from '../fields/choices';
import { recipientsOf } from '../fields/values';
import { SMS_SIZES } from '../records/smsSizes';

/** One message to one number or group, checked. */
export interface OutgoingSms extends OutgoingMessage, OutgoingText {
	/** A number; of a group its id, or its name until `group` was looked up. */
	to: string;
	/** What was chosen, where it goes to a group. */
	group?: Choice;
	/** Undefined where the account's own number is to be the sender. */
	from?: string;
	sendAt?: SendTime;
	reference?: string;
	test: boolean;
	subaccountId?: string;
	/** Of a voice message. */
	language?: string;
	gender?: string;
	simplify: boolean;
}

/** When a message is to go out, on a full minute. */
interface SendTime {
	/** "yyyy-MM-dd HH:mm" in the credential's time zone. */
	date: string;
	/** The same as ISO 8601. */
	iso: string | null;
}

/** How a send wants a time (fact sheet, section 3.1); its zone is not documented. */
const TIME_FORMAT = 'yyyy-MM-dd HH:mm';

const MINUTE_MS = 60_000;

/** Fact sheet, section 3.1; older vendor pages say 75. */
const LONGEST_REFERENCE = 255;

/** Reads the text of a message, and what it takes. */
type TextReader = (fields: FieldReader) => OutgoingText;

const readSmsText: TextReader = (fields) =>
	readCountedText(fields, fields.text('message', 'Message'), SMS_SIZES);

const readCallText: TextReader = (fields) => notCounted(fields.text('message', 'Message'));

/**
 * Reads the fields of a send to numbers, one message per recipient.
 *
 * @throws NodeOperationError naming the field at fault
 */
export const readOutgoingSms = readerToNumbers(readSmsText);

/** Reads the fields of calls, as `readOutgoingSms` does those of SMS. */
export const readOutgoingCalls = readerToNumbers(readCallText);

function readerToNumbers(readText: TextReader) {
	return (
		context: IAllExecuteFunctions,
		account: Account,
		parameter: ParameterReader,
		itemIndex: number,
		runStart: number,
	): OutgoingSms[] => {
		const fields = new FieldReader(context.getNode(), itemIndex, parameter);
		const recipients = recipientsOf(fields, account);
		const content = readContent(fields, parameter, readText);
		const { asEntered, timeFor } = readTimes(fields, context.getTimezone(), account, runStart);
		return recipients.map(({ number, key }) => ({
			...content,
			itemIndex,
			to: number,
			recipientKey: key,
			sendAt: timeFor(number),
			asEntered,
		}));
	};
}

/**
 * Reads the fields of a send to a group.
 *
 * @throws NodeOperationError naming the field at fault
 */
export function readGroupSms(
	context: IAllExecuteFunctions,
	account: Account,
	parameter: ParameterReader,
	itemIndex: number,
	runStart: number,
): OutgoingSms {
	const fields = new FieldReader(context.getNode(), itemIndex, parameter);
	const group = choiceOf(fields, 'groupId', 'Group');
	const content = readContent(fields, parameter, readSmsText);
	const { asEntered, timeFor } = readTimes(fields, context.getTimezone(), account, runStart);
	const to = 'id' in group ? group.id : group.name;
	const sendAt = timeFor();
	return { ...content, itemIndex, to, group, recipientKey: keyOf(group), sendAt, asEntered };
}

/** A message with the id of the group that it goes to, where it goes to one. Never throws. */
export async function withGroupId(sms: OutgoingSms, find: Finder): Promise<Reading<OutgoingSms>> {
	if (sms.group === undefined) return success(sms);
	const id = await find.groupId(sms.group);
	return id.ok ? success({ ...sms, to: id.value }) : id;
}

function readContent(fields: FieldReader, parameter: ParameterReader, readText: TextReader) {
	const from = fields.trimmedText(parameter('from', '', { extractValue: true }), 'From');
	const text = readText(fields);
	const simplify = fields.flag('simplify', true);
	const additional = fields.collection('additionalFields');
	return {
		...text,
		from,
		simplify,
		reference: fields.trimmedText(additional.reference, 'Reference', LONGEST_REFERENCE),
		test: fields.switch(additional.test, 'Test Mode') ?? false,
		// Not every operation has the field, and n8n cannot extract the value of one that is not there.
		subaccountId:
			additional.subaccountId === undefined
				? undefined
				: fields.optionalId('additionalFields.subaccountId', 'Subaccount'),
		language: fields.trimmedText(additional.language, 'Language'),
		gender: fields.trimmedText(additional.gender, 'Voice'),
	};
}

/** When a message to a number goes out; without a number, one to a group. */
function readTimes(
	fields: FieldReader,
	workflowZone: string,
	{ timezone }: Account,
	runStart: number,
): { asEntered: object; timeFor: (number?: string) => SendTime | undefined } {
	const { sendAt, timeFor } = readSendTimes(fields, {
		zone: workflowZone,
		runStart,
		stepMs: MINUTE_MS,
	});
	const sendTimeFor = (number?: string) => {
		const time = timeFor(number);
		if (time === undefined) return undefined;
		const minute = DateTime.fromMillis(time, { zone: timezone });
		return {
			date: formatInZone(minute, timezone, TIME_FORMAT),
			iso: minute.toISO({ suppressMilliseconds: true }),
		};
	};
	return { asEntered: { sendAt }, timeFor: sendTimeFor };
}

/** A message as an object of the request (fact sheet, sections 3.1 to 3.3), without its recipients. */
export function contentOf(sms: OutgoingSms): IDataObject {
	return {
		message: sms.text,
		sender: sms.from,
		date: sms.sendAt?.date,
		reference: sms.reference,
		test: sms.test || undefined,
		subid: sms.subaccountId,
	};
}

/** A message that Smstools accepted, with its id where the answer tells it. */
export function acceptedSms(sms: OutgoingSms, id: string | null, body: unknown): IDataObject {
	if (sms.simplify) return acceptedRow(rowOf(sms), id);
	// The answer was read as an object or as an array of objects before.
	return Array.isArray(body) ? { answer: body } : (body as IDataObject);
}

/** A message that did not go out, or may not have, while others of its item did. */
export function failedSms(sms: OutgoingSms, failure: Failure): IDataObject {
	return failedRow(rowOf(sms), failure);
}

/** A message that is not sent again. */
export function unsentSms(sms: OutgoingSms): IDataObject {
	return acceptedRow(rowOf(sms), null);
}

function rowOf(sms: OutgoingSms): OutgoingContent {
	const { from, to, text, segments, encoding, replaced, reference, sendAt } = sms;
	return {
		from: from ?? null,
		to,
		text,
		segments,
		encoding,
		replaced,
		reference: reference ?? null,
		sendAt: sendAt?.iso ?? null,
	};
}
