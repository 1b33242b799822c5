import type { IAllExecuteFunctions } from 'n8n-workflow';
import type { Endpoint } from '../../shared/http/endpoint';
import type { SendAdapter } from '../../shared/sending/sendAdapter';
import { SMS_OUTCOME_IN_WORDS } from '../../shared/sending/sendAdapter';
import { readAccount, SERVICE } from '../api/account';
import { createApi } from '../api/request';
import { toScheduleTime } from './accountZone';
import { readSendAnswer } from './batch';
import type { OutgoingSms, TextReader, TypeFieldsReader } from './outgoingSms';
import { failedSms, readOutgoingSms, recipientField, unsentSms } from './outgoingSms';

/** How an operation sends (vendor document); the rest is the same for all of them. */
export interface Sending {
	type: 'plain' | 'voice' | 'mms';
	/** Several recipients are documented for plain messages only (vendor document). */
	maxPerRequest: number;
	/** Whether messages of several input items may share a request. */
	acrossItems: boolean;
	readText: TextReader;
	readTypeFields: TypeFieldsReader;
}

/** The most that a server is known to take, in one derivative (fact sheet, section 3.1). */
export const MOST_PER_REQUEST = 100;

/** The adapter of the operations that send SMS, MMS or voice messages. */
export async function createSmsAdapter(
	context: IAllExecuteFunctions,
	endpoint: Endpoint,
	sending: Sending,
): Promise<SendAdapter<OutgoingSms>> {
	const account = await readAccount(context);
	return {
		service: SERVICE,
		defaultCountryCode: account.defaultCountryCode,
		maxPerRequest: sending.maxPerRequest,
		outcomeInWords: SMS_OUTCOME_IN_WORDS,
		prepare: (parameter, itemIndex, runStart) =>
			readOutgoingSms(context, account, parameter, itemIndex, runStart, sending),
		groupOf: ({ itemIndex, from, text, sendAt, typeFields }) =>
			JSON.stringify([sending.acrossItems ? null : itemIndex, from, text, sendAt, typeFields]),
		async transmit(messages, { http }) {
			const [first] = messages;
			if (first === undefined) return [];
			const api = createApi(context, account, http);
			const scheduleTime = await toScheduleTime(context, api, first.sendAt);
			if (!scheduleTime.ok) return messages.map(() => scheduleTime);
			const answer = await api.call({
				...endpoint,
				sends: 'toNumbers',
				body: {
					recipient: recipientField(messages),
					sender_id: first.from,
					type: sending.type,
					message: first.text,
					...(scheduleTime.value !== undefined && { schedule_time: scheduleTime.value }),
					...first.typeFields,
				},
			});
			if (!answer.ok) return messages.map(() => answer);
			return readSendAnswer(messages, answer.value, account);
		},
		failedRow: failedSms,
		idempotency: {
			contentOf: ({ recipientKey, text, typeFields }) => [
				recipientKey,
				text,
				typeFields.media_url ?? '',
			],
			unsentRow: unsentSms,
		},
	};
}
