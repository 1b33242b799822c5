import type { IAllExecuteFunctions, IDataObject } from 'n8n-workflow';
import type { Failure } from '../../shared/failure/failure';
import { FieldReader } from '../../shared/input/fieldReader';
import { formatInZone } from '../../shared/input/instant';
import type { ParameterReader } from '../../shared/input/parameterReader';
import type { Message } from '../../shared/record/message';
import type { OutgoingMessage } from '../../shared/sending/outgoingMessage';
import type { OutgoingContent } from '../../shared/sending/outgoingRow';
import { acceptedRow, failedRow } from '../../shared/sending/outgoingRow';
import type { Account } from '../api/account';
import { channelName } from '../records/channel';
import { toIsoInZone } from '../records/dates';
import type { PhoneMessage } from '../records/message';

/** One SMS to one number, checked and ready for `addsms`, `smstosend` or `addalotofsms`. */
export interface OutgoingSms extends OutgoingMessage {
	/** The number as it goes out. */
	to: string;
	text: string;
	deviceId: string;
	sim: number;
	/** "YYYY-MM-DD HH:MM:SS" in the credential's time zone (vendor document, section 2). */
	timeToSend?: string;
	/** The same in ISO 8601; null where it goes out at once. */
	sendAt: string | null;
	reference?: number;
	urgent: boolean;
	simplify: boolean;
}

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
	const text = fields.text('message', 'Message');
	const deviceId = fields.id('deviceId', 'Device');
	const simplify = fields.flag('simplify', true);
	const additional = fields.collection('additionalFields');
	const zone = context.getTimezone();
	const sendAt = fields.futureInstant(additional.sendAt, 'Send At', zone, runStart);
	const shared = {
		itemIndex,
		text,
		deviceId,
		// Newer vendor pages require it (fact sheet, section 1.1), so it is always sent.
		sim: fields.wholeNumber(additional.sim, 'SIM or Channel') ?? 0,
		timeToSend: sendAt && formatInZone(sendAt, account.timezone, TIME_FORMAT),
		sendAt: sendAt ? toIsoInZone(sendAt, account.timezone) : null,
		reference: fields.wholeNumber(additional.reference, 'Reference'),
		urgent: fields.switch(additional.urgent, 'Urgent') ?? false,
		simplify,
	};
	return recipients.map(({ number, key }) => ({ ...shared, to: number, recipientKey: key }));
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

function contentOf({ to, text, reference, sendAt }: OutgoingSms): OutgoingContent {
	return {
		from: null,
		to,
		text,
		reference: reference === undefined ? null : String(reference),
		sendAt,
	};
}

function onPhone({ deviceId, sim }: OutgoingSms, message: Message): PhoneMessage {
	const phone = { deviceId, sim, simName: channelName(sim) };
	return { ...message, ...phone, campaignId: null, campaignName: null };
}
