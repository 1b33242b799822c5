import type { IAllExecuteFunctions, IDataObject } from 'n8n-workflow';
import { success } from '../../shared/failure/failure';
import type { Endpoint } from '../../shared/http/endpoint';
import type { SendAdapter } from '../../shared/sending/sendAdapter';
import { SMS_OUTCOME_IN_WORDS } from '../../shared/sending/sendAdapter';
import { readAccount, SERVICE } from '../api/account';
import type { Call } from '../api/request';
import { callMethod } from '../api/request';
import type { OutgoingSms } from './outgoingSms';
import { acceptedSms, failedSms, readOutgoingSms, unsentSms } from './outgoingSms';
import { atPhonesPace, paceNotice } from './pacing';

/** How an operation sends; the rest is the same for all of them. */
export interface Sending {
	maxPerRequest: number;
	/** Set where one request may hold a number twice. */
	allowsRepeats?: true;
	/** Where the account's email and password go along with each SMS. */
	withPassword?: Endpoint;
	/** One request. */
	call: (messages: [OutgoingSms, ...OutgoingSms[]]) => Call;
	/** The id of the SMS, as far as the answer tells it. */
	idIn: (answer: IDataObject) => string | null;
}

/** The adapter of Send and Send Many. */
export async function createSmsAdapter(
	context: IAllExecuteFunctions,
	endpoint: Endpoint,
	{ maxPerRequest, allowsRepeats, withPassword = endpoint, call, idIn }: Sending,
): Promise<SendAdapter<OutgoingSms>> {
	const account = await readAccount(context);
	return {
		service: SERVICE,
		defaultCountryCode: account.defaultCountryCode,
		maxPerRequest,
		allowsRepeats,
		outcomeInWords: SMS_OUTCOME_IN_WORDS,
		prepare: (parameter, itemIndex, runStart) =>
			readOutgoingSms(context, account, parameter, itemIndex, runStart),
		arrange: (messages) => atPhonesPace(messages, account),
		async transmit([first, ...others], { http }) {
			if (first === undefined) return [];
			const target = { ...http, ...(account.sendWithPassword ? withPassword : endpoint) };
			const answer = await callMethod(context, account, target, call([first, ...others]));
			return [first, ...others].map((sms) =>
				answer.ok
					? success(acceptedSms(sms, idIn(answer.value), answer.value), paceNotice(sms))
					: answer,
			);
		},
		failedRow: failedSms,
		idempotency: {
			contentOf: ({ to, recipientKey, text }) => [recipientKey ?? to, text],
			unsentRow: unsentSms,
		},
	};
}
