import type { IAllExecuteFunctions, IDataObject } from 'n8n-workflow';
import type { Failure, Reading } from '../../../shared/failure';
import { success } from '../../../shared/failure';
import type { Form } from '../../../shared/form';
import type { SendAdapter } from '../../../shared/sendAdapter';
import { SMS_OUTCOME_IN_WORDS } from '../../../shared/sendAdapter';
import { textOrNull } from '../../../shared/values';
import type { Account } from '../../account';
import { readAccount, SERVICE } from '../../account';
import { holdIn } from '../../answer';
import { countLeftOut, messageOf, resultsOf } from '../../batch';
import type { OutgoingSms } from '../../outgoing';
import { readOutgoingSms, smsForm } from '../../outgoing';
import { inOwnSecond } from '../../ownSecond';
import { fetchRecords } from '../../records';
import type { HttpSettings } from '../../request';
import { callAction } from '../../request';
import type { HeldTogether } from '../../sharing';
import { sharingKeyOf } from '../../sharing';

/** How Send and Send Many differ. */
interface Sharing {
	/** How many SMS one request may hold. */
	maxPerRequest: number;
	heldTogether: HeldTogether;
}

/**
 * The adapter of Send and Send Many. The SMS of all input items share requests, which may only
 * start a second apart.
 */
export async function createSmsAdapter(
	context: IAllExecuteFunctions,
	{ maxPerRequest, heldTogether }: Sharing,
): Promise<SendAdapter<OutgoingSms>> {
	const account = await readAccount(context);
	return {
		service: SERVICE,
		maxPerRequest,
		maxConcurrency: 1,
		outcomeInWords: SMS_OUTCOME_IN_WORDS,
		prepare: (parameter, itemIndex, runStart) =>
			readOutgoingSms(context, account, parameter, itemIndex, runStart),
		groupOf: (sms) => sharingKeyOf(sms, heldTogether),
		async transmit(messages, { http }, isStopped) {
			const answer = await sendOnce(context, account, http, smsForm(messages), isStopped);
			if (!answer.ok) return messages.map(() => answer);
			const hold = holdIn(answer.value);
			if (hold !== undefined) return messages.map((sms) => heldSms(sms, answer.value, hold));
			const leftOut = countLeftOut(messages, answer.value);
			// Which number the gateway left out is only to be seen in the batch.
			const isUnclear = leftOut > 0 && leftOut < messages.length;
			const records =
				isUnclear || messages.some(({ settings }) => settings.fetchIds)
					? await readBack(context, account, http, textOrNull(answer.value.batch_id))
					: undefined;
			return resultsOf(messages, answer.value, records, account);
		},
		failedRow: failedSms,
	};
}

/** `send_sms`, in a second of its own. Nothing is sent where the run ends while it waits for that. */
export async function sendOnce(
	context: IAllExecuteFunctions,
	account: Account,
	http: HttpSettings,
	form: Form,
	isStopped: () => boolean,
): Promise<Reading<IDataObject>> {
	const call = { action: 'send_sms', form, expects: ['batch_id'], canHold: true };
	const send = async () => await callAction(context, account, http, call);
	return await inOwnSecond(account, isStopped, send);
}

/** The answer to a send that is on hold as raw output, which loses `error`, with its sentence under another key. */
export function heldAnswer(answer: IDataObject, hold: string): IDataObject {
	return { ...answer, message: hold };
}

/** The records of a batch; undefined where it has no id, or where they cannot be read: the SMS has been accepted all the same. */
async function readBack(
	context: IAllExecuteFunctions,
	account: Account,
	http: HttpSettings,
	batchId: string | null,
): Promise<IDataObject[] | undefined> {
	if (!batchId) return undefined;
	const records = await fetchRecords(context, account, http, {
		action: 'fetch_sms',
		idKey: 'sms_id',
		form: { batch_id: batchId },
	});
	return records.ok ? records.value : undefined;
}

function heldSms(sms: OutgoingSms, answer: IDataObject, hold: string): Reading<IDataObject> {
	if (!sms.simplify) return success(heldAnswer(answer, hold));
	const batchId = textOrNull(answer.batch_id);
	return success(messageOf(sms, { batchId, status: 'queued', vendorStatus: hold }));
}

function failedSms(sms: OutgoingSms, failure: Failure): IDataObject {
	const status = failure.outcome === 'unknown' ? 'unknown' : 'failed';
	return messageOf(sms, {
		batchId: null,
		status,
		vendorStatus: failure.vendorSentence ?? failure.message,
	});
}
