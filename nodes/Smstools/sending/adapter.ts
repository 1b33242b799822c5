import type { IAllExecuteFunctions, IDataObject } from 'n8n-workflow';
import type { Failure, Reading } from '../../shared/failure/failure';
import { refusal, success } from '../../shared/failure/failure';
import type { Endpoint } from '../../shared/http/endpoint';
import type { ParameterReader } from '../../shared/input/parameterReader';
import type { SendAdapter } from '../../shared/sending/sendAdapter';
import { SMS_OUTCOME_IN_WORDS } from '../../shared/sending/sendAdapter';
import type { Account } from '../api/account';
import { readAccount, SERVICE } from '../api/account';
import { readBulkAnswer, sharesOf } from '../api/bulkAnswer';
import type { Subject } from '../api/errorCodes';
import { failureBy, wordsOf } from '../api/errors';
import { callMethod } from '../api/request';
import { finderOf } from '../fields/choices';
import type { OutgoingSms } from './outgoingSms';
import { acceptedSms, failedSms, unsentSms, withGroupId } from './outgoingSms';

/** How an operation sends; the rest is the same for all of them. */
export interface Sending {
	maxPerRequest: number;
	/** Whether it sends to numbers; to a group otherwise. */
	toNumbers: boolean;
	/** Messages of different groups never share a request. */
	groupOf?: (sms: OutgoingSms) => string;
	read(
		context: IAllExecuteFunctions,
		account: Account,
		parameter: ParameterReader,
		itemIndex: number,
		runStart: number,
	): OutgoingSms[];
	/** The body of one request. */
	bodyOf(messages: [OutgoingSms, ...OutgoingSms[]]): unknown;
	/** The parameters of the URL of one request. */
	queryOf?(sms: OutgoingSms): Record<string, string | undefined>;
	/** Of what one request holds more than one. */
	severalIn(messages: OutgoingSms[]): readonly Subject[];
	/** Whether the documents leave open what the answer holds. */
	isAnswerOpen(sms: OutgoingSms): boolean;
}

/** The adapter of the operations that send SMS or voice messages. */
export async function createSmsAdapter(
	context: IAllExecuteFunctions,
	endpoint: Endpoint,
	sending: Sending,
): Promise<SendAdapter<OutgoingSms>> {
	const account = await readAccount(context);
	return {
		service: SERVICE,
		...(sending.toNumbers && { defaultCountryCode: account.defaultCountryCode }),
		maxPerRequest: sending.maxPerRequest,
		outcomeInWords: SMS_OUTCOME_IN_WORDS,
		groupOf: sending.groupOf,
		prepare: (parameter, itemIndex, runStart) =>
			sending.read(context, account, parameter, itemIndex, runStart),
		async transmit([chosen, ...others], { http }) {
			if (chosen === undefined) return [];
			const found = await withGroupId(chosen, finderOf(context, account, http));
			if (!found.ok) return [found, ...others.map(() => found)];
			const first = found.value;
			const messages = [first, ...others];
			const target = { ...http, ...endpoint };
			const answer = await callMethod(context, account, target, {
				query: sending.queryOf?.(first),
				body: sending.bodyOf([first, ...others]),
				read: (body) => readBulkAnswer(body, sending.isAnswerOpen(first)),
				mixed: true,
				several: sending.severalIn(messages),
			});
			if (!answer.ok) return messages.map(() => answer);
			// The order of the ids in an answer to many is not documented (fact sheet, section 3.1).
			const shares = sharesOf(
				messages.map(({ to }) => to),
				answer.value,
				false,
			);
			return messages.map((sms, place): Reading<IDataObject> => {
				const share = shares[place];
				if (share?.kind === 'accepted') {
					return success(acceptedSms(sms, share.id, answer.value.body));
				}
				if (share?.kind === 'refused') return refusal(failureBy(share.error, account.secrets));
				return refusal(unclear(share?.errors ?? [], account.secrets));
			});
		},
		failedRow: failedSms,
		idempotency: {
			contentOf: ({ to, recipientKey, text }) => [recipientKey ?? to, text],
			unsentRow: unsentSms,
			isTrial: ({ test }) => test,
		},
	};
}

function unclear(errors: Parameters<typeof wordsOf>[0][], secrets: string[]): Failure {
	const said = errors.map((error) => `“${wordsOf(error, secrets)}”`).join(', ');
	return {
		message: `${SERVICE} did not report which recipients it accepted${said === '' ? '' : `: ${said}`}.`,
		advice: 'Check in Smstools whether the SMS was sent before you send it again.',
		advisesSenders: true,
		outcome: 'unknown',
	};
}
