import { smsOperation } from '../../gateway';
import type { OutgoingSms } from '../../sending/outgoingSms';

/**
 * How many messages one request holds. The vendor documents no limit; its own script for
 * spreadsheets takes 50 (fact sheet, section 2.4).
 */
const MESSAGES_PER_REQUEST = 50;

/**
 * See the vendor document, section 3, whose example holds a number twice in one request (fact sheet, section 7.1). The
 * answer has no ids and is about all of them (fact sheet, section 2.4), so that a reference is the way to find these
 * messages again.
 */
export const smsSendMany = smsOperation(
	{ method: 'POST', url: '/addalotofsms' },
	{
		maxPerRequest: MESSAGES_PER_REQUEST,
		allowsRepeats: true,
		call: (messages) => ({
			form: { datajson: JSON.stringify({ smsdata: messages.map(toEntry) }) },
			expects: [],
		}),
		idIn: () => null,
	},
);

function toEntry(sms: OutgoingSms): object {
	return {
		sendto: sms.to,
		body: sms.text,
		device_id: exactNumber(sms.deviceId),
		sim: sms.sim,
		timetosend: sms.timeToSend,
		customerid: sms.reference,
		urgent: sms.urgent ? 1 : undefined,
	};
}

/** An id as a number, as in the vendor document, unless one would be rounded. */
function exactNumber(id: string): string | number {
	return String(Number(id)) === id && Number.isSafeInteger(Number(id)) ? Number(id) : id;
}
