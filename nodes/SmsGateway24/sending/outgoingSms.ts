import type { IAllExecuteFunctions, IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';
import type { OutgoingText } from '../../shared/cost/messageCost';
import { readCountedText } from '../../shared/cost/messageCost';
import type { Failure } from '../../shared/failure/failure';
import { FieldReader } from '../../shared/input/fieldReader';
import { formatInZone } from '../../shared/input/instant';
import type { ParameterReader } from '../../shared/input/parameterReader';
import type { Message } from '../../shared/record/message';
import type { SendHours } from '../../shared/schedule/sendTime';
import { readSendTimes } from '../../shared/schedule/sendTime';
import type { OutgoingMessage } from '../../shared/sending/outgoingMessage';
import type { OutgoingContent } from '../../shared/sending/outgoingRow';
import { acceptedRow, failedRow } from '../../shared/sending/outgoingRow';
import type { Account } from '../api/account';
import { channelName } from '../records/channel';
import { toIsoInZone } from '../records/dates';
import type { PhoneMessage } from '../records/message';
import { SMS_SIZES } from '../records/smsSizes';

/** One SMS to one number, checked and ready for `addsms`, `smstosend` or `addalotofsms`. */
export interface OutgoingSms extends OutgoingMessage, OutgoingText, SendTime {
	/** The number as it goes out. */
	to: string;
	deviceId: string;
	sim: number;
	/** In which it may go out. */
	hours?: SendHours;
	/** How many SMS its phone is to send a minute. */
	smsPerMinute?: number;
	/** How many its phone does send a minute, where that is another number. */
	paceOfRun?: number;
	reference?: number;
	urgent: boolean;
	simplify: boolean;
}

/** When an SMS goes out. */
interface SendTime {
	/** In milliseconds since 1970, a full second; undefined for at once. */
	time?: number;
	/** The same as "YYYY-MM-DD HH:MM:SS" in the credential's time zone (vendor document, section 2). */
	timeToSend?: string;
	/** The same in ISO 8601; null where it goes out at once. */
	sendAt: string | null;
}

/** What the gateway's times are whole multiples of. */
export const TIME_STEP_MS = 1_000;

/** How the sending methods want a time (vendor document, sections 2 and 3). */
const TIME_FORMAT = 'yyyy-MM-dd HH:mm:ss';

/**
 * Reads the fields of Send and Send Many, one SMS per recipient.
 *
 * @throws NodeOperationError naming the field at fault
 */
export function readOutgoingSms(
	context: IAllExecuteFunctions,
	account: Account,
	parameter: ParameterReader,
	itemIndex: number,
	runStart: number,
): OutgoingSms[] {
	const fields = new FieldReader(context.getNode(), itemIndex, parameter);
	const recipients = fields.recipients(account.defaultCountryCode);
	const text = readCountedText(fields, fields.text('message', 'Message'), SMS_SIZES);
	const deviceId = fields.id('deviceId', 'Device');
	const simplify = fields.flag('simplify', true);
	const additional = fields.collection('additionalFields');
	const { sendAt, hours, timeFor } = readSendTimes(fields, {
		zone: context.getTimezone(),
		runStart,
		stepMs: TIME_STEP_MS,
	});
	const shared = {
		...text,
		itemIndex,
		deviceId,
		// Newer vendor pages require it (fact sheet, section 1.1), so it is always sent.
		sim: fields.wholeNumber(additional.sim, 'SIM or Channel') ?? 0,
		hours,
		smsPerMinute: readPace(fields, additional),
		asEntered: { time: sendAt, timeToSend: undefined, sendAt: undefined },
		reference: fields.wholeNumber(additional.reference, 'Reference'),
		urgent: fields.switch(additional.urgent, 'Urgent') ?? false,
		simplify,
	};
	return recipients.map(({ number, key }) => ({
		...shared,
		...sendTime(timeFor(number), account),
		to: number,
		recipientKey: key,
	}));
}

/** @param time in milliseconds since 1970; undefined for at once */
export function sendTime(time: number | undefined, { timezone }: Account): SendTime {
	if (time === undefined) return { sendAt: null };
	const instant = DateTime.fromMillis(time);
	return {
		time,
		timeToSend: formatInZone(instant, timezone, TIME_FORMAT),
		sendAt: toIsoInZone(instant, timezone),
	};
}

/** A pace that somebody added is never left out, e.g. because an expression in it has no value. */
function readPace(fields: FieldReader, additional: Record<string, unknown>): number | undefined {
	if (!('smsPerMinute' in additional)) return undefined;
	const pace = fields.wholeNumber(additional.smsPerMinute, 'SMS a Minute per Phone', 20);
	if (pace !== undefined && pace > 0) return pace;
	throw fields.error(
		pace === 0
			? 'SMS a Minute per Phone is 0, so no SMS could be sent.'
			: 'SMS a Minute per Phone is empty.',
		'Enter 1 or more in SMS a Minute per Phone, or remove it from Additional Fields.',
	);
}

/** An SMS that SmsGateway24 accepted, with the id that it gave, if it gave one. */
export function acceptedSms(sms: OutgoingSms, id: string | null, answer: IDataObject): IDataObject {
	return sms.simplify ? onPhone(sms, acceptedRow(contentOf(sms), id)) : answer;
}

/** An SMS that did not go out, or may not have, while others of its item did. */
export function failedSms(sms: OutgoingSms, failure: Failure): IDataObject {
	return onPhone(sms, failedRow(contentOf(sms), failure));
}

/** An SMS that is not sent again. */
export function unsentSms(sms: OutgoingSms): IDataObject {
	return onPhone(sms, acceptedRow(contentOf(sms), null));
}

function contentOf(sms: OutgoingSms): OutgoingContent {
	const { to, text, segments, encoding, replaced, reference, sendAt } = sms;
	return {
		from: null,
		to,
		text,
		segments,
		encoding,
		replaced,
		reference: reference === undefined ? null : String(reference),
		sendAt,
	};
}

function onPhone({ deviceId, sim }: OutgoingSms, message: Message): PhoneMessage {
	const phone = { deviceId, sim, simName: channelName(sim) };
	return { ...message, ...phone, campaignId: null, campaignName: null };
}
