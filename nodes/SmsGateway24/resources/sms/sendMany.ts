import type { IAllExecuteFunctions } from 'n8n-workflow';
import type { Endpoint } from '../../../shared/endpoint';
import { success } from '../../../shared/failure';
import { sendOperation } from '../../../shared/sendOperation';
import type { SendAdapter } from '../../../shared/sendAdapter';
import { SMS_OUTCOME_IN_WORDS } from '../../../shared/sendAdapter';
import { readAccount, SERVICE } from '../../account';
import type { OutgoingSms } from '../../outgoingSms';
import { acceptedSms, failedSms, readOutgoingSms } from '../../outgoingSms';
import { callMethod } from '../../request';

/**
 * How many messages one request holds. The vendor documents no limit; its own script for
 * spreadsheets takes 50 (fact sheet, section 2.4).
 */
const MESSAGES_PER_REQUEST = 50;

/** See the vendor document, section 3. */
const SEND_MANY: Endpoint = { method: 'POST', url: '/addalotofsms' };

/**
 * It answers without ids (fact sheet, section 2.4), so
 * that a reference is the way to find these messages again.
 */
export const smsSendMany = sendOperation(SEND_MANY, createAdapter);

async function createAdapter(context: IAllExecuteFunctions): Promise<SendAdapter<OutgoingSms>> {
	const account = await readAccount(context);
	return {
		service: SERVICE,
		maxPerRequest: MESSAGES_PER_REQUEST,
		outcomeInWords: SMS_OUTCOME_IN_WORDS,
		prepare: (parameter, itemIndex, runStart) =>
			readOutgoingSms(context, account, parameter, itemIndex, runStart),
		async transmit(messages, { http }) {
			const smsdata = messages.map((sms) => ({
				sendto: sms.to,
				body: sms.text,
				device_id: /^\d+$/.test(sms.deviceId) ? Number(sms.deviceId) : sms.deviceId,
				sim: sms.sim,
				timetosend: sms.sendAt,
				customerid: sms.reference,
				urgent: sms.urgent ? 1 : undefined,
			}));
			const call = {
				form: { datajson: JSON.stringify({ smsdata }) },
				expects: [],
				// What becomes of the others where one is not taken is not documented (fact sheet, section 2.4).
				several: messages.length > 1,
			};
			const answer = await callMethod(context, account, { ...http, ...SEND_MANY }, call);
			return messages.map((sms) =>
				answer.ok ? success(acceptedSms(sms, null, answer.value)) : answer,
			);
		},
		failedRow: failedSms,
	};
}
