import { textOrNull } from '../../../shared/record/values';
import { smsOperation } from '../../gateway';
import type { Sending } from '../../sending/adapter';

export const ADD_SMS = { method: 'POST', url: '/addsms' } as const;

/**
 * See the vendor document, sections 2 and 2.1. Each SMS goes in a request of its own: for several numbers in one
 * request only one id comes back (fact sheet, section 2.2).
 */
export const singly: Sending = {
	withPassword: { method: 'POST', url: '/smstosend' },
	maxPerRequest: 1,
	call: ([sms]) => ({
		form: {
			sendto: sms.to,
			body: sms.text,
			device_id: sms.deviceId,
			sim: String(sms.sim),
			timetosend: sms.timeToSend,
			customerid: sms.reference?.toString(),
			urgent: sms.urgent ? '1' : undefined,
		},
		expects: ['sms_id'],
	}),
	idIn: (answer) => textOrNull(answer.sms_id),
};

export const smsSend = smsOperation(ADD_SMS, singly);
