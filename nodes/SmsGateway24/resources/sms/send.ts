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
import { textOrNull } from '../../../shared/values';

/** See the vendor document, section 2. */
const SEND: Endpoint = { method: 'POST', url: '/addsms' };

/** Where the credential says so (vendor document, section 2.1). */
const SEND_WITH_PASSWORD: Endpoint = { method: 'POST', url: '/smstosend' };

/**
 * Each SMS goes in a request of its own: for several numbers in one request only one id comes back
 * (fact sheet, section 2.2).
 */
export const smsSend = sendOperation(SEND, createAdapter);

async function createAdapter(context: IAllExecuteFunctions): Promise<SendAdapter<OutgoingSms>> {
	const account = await readAccount(context);
	return {
		service: SERVICE,
		maxPerRequest: 1,
		outcomeInWords: SMS_OUTCOME_IN_WORDS,
		prepare: (parameter, itemIndex, runStart) =>
			readOutgoingSms(context, account, parameter, itemIndex, runStart),
		async transmit([sms], { http }) {
			if (sms === undefined) return [];
			const call = {
				form: {
					sendto: sms.to,
					body: sms.text,
					device_id: sms.deviceId,
					sim: String(sms.sim),
					timetosend: sms.sendAt,
					customerid: sms.reference?.toString(),
					urgent: sms.urgent ? '1' : undefined,
				},
				expects: ['sms_id'],
			};
			const endpoint = account.sendWithPassword ? SEND_WITH_PASSWORD : SEND;
			const answer = await callMethod(context, account, { ...http, ...endpoint }, call);
			if (!answer.ok) return [answer];
			return [success(acceptedSms(sms, textOrNull(answer.value.sms_id), answer.value))];
		},
		failedRow: failedSms,
	};
}
