import type { IAllExecuteFunctions } from 'n8n-workflow';
import { success } from '../../../shared/failure';
import { sendOperation } from '../../../shared/sendOperation';
import type { SendAdapter } from '../../../shared/sendAdapter';
import { SMS_OUTCOME_IN_WORDS } from '../../../shared/sendAdapter';
import { readAccount, SERVICE } from '../../account';
import type { OutgoingSms } from '../../outgoingSms';
import { acceptedSms, failedSms, readOutgoingSms } from '../../outgoingSms';
import { callMethod } from '../../request';
import { textOrNull } from '../../../shared/values';

/**
 * `addsms`, or `smstosend` where the credential says so (vendor document, sections 2 and 2.1).
 *
 * Each SMS goes in a request of its own: for several numbers in one request only one id comes back
 * (fact sheet, section 2.2).
 */
export const smsSend = sendOperation(createAdapter);

async function createAdapter(context: IAllExecuteFunctions): Promise<SendAdapter<OutgoingSms>> {
	const account = await readAccount(context);
	return {
		service: SERVICE,
		defaultCountryCode: account.defaultCountryCode,
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
			const url = account.sendWithPassword ? '/smstosend' : '/addsms';
			const answer = await callMethod(context, account, { ...http, url }, call);
			if (!answer.ok) return [answer];
			return [success(acceptedSms(sms, textOrNull(answer.value.sms_id), answer.value))];
		},
		failedRow: failedSms,
	};
}
