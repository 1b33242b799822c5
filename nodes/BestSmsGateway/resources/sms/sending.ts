import type { IAllExecuteFunctions, IDataObject } from 'n8n-workflow';
import type { Failure, Reading } from '../../../shared/failure';
import { success } from '../../../shared/failure';
import type { Form } from '../../../shared/form';
import { pauseUntil } from '../../../shared/gate';
import type { SendAdapter } from '../../../shared/sendAdapter';
import { SMS_OUTCOME_IN_WORDS } from '../../../shared/sendAdapter';
import { textOrNull } from '../../../shared/values';
import type { Account } from '../../account';
import { readAccount, SERVICE } from '../../account';
import { holdIn, isForLackOfRecipients } from '../../answer';
import { allLeftOut, isUnclear, messageOf, resultsOf } from '../../batch';
import type { OutgoingSms } from '../../outgoing';
import { readOutgoingSms, smsForm } from '../../outgoing';
import { inOwnSecond } from '../../ownSecond';
import { fetchRecords } from '../../records';
import type { HttpSettings } from '../../request';
import { callAction } from '../../request';
import type { HeldTogether } from '../../sharing';
import { sharingKeyOf } from '../../sharing';

/** How often a batch is read, at most, where it is unclear which numbers the gateway left out. */
const MOST_READS = 3;

const PAUSE_BETWEEN_READS_MS = 1_000;

/** No further read starts so long after the first: they hold up what is still to be sent. */
const LAST_READ_AFTER_MS = 30_000;

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
			if (!answer.ok) {
				const isMeant = messages.some(({ settings }) => settings.excludeGroups !== '');
				if (isMeant && isForLackOfRecipients(answer.failure)) return allLeftOut(messages);
				return messages.map(() => answer);
			}
			const hold = holdIn(answer.value);
			if (hold !== undefined) return messages.map((sms) => heldSms(sms, answer.value, hold));
			const isWanted =
				messages.some(({ settings }) => settings.fetchIds) ||
				isUnclear(messages, answer.value, undefined);
			const records = isWanted
				? await readBack(context, account, http, messages, answer.value, isStopped)
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

/**
 * The records of a batch; undefined where it has no id, or where they cannot be read: the SMS has been
 * accepted all the same. Read again where numbers were left out and it is unclear which: reads may be
 * repeated, and a lost SMS must not pass for one that was sent.
 */
async function readBack(
	context: IAllExecuteFunctions,
	account: Account,
	http: HttpSettings,
	messages: OutgoingSms[],
	answer: IDataObject,
	isStopped: () => boolean,
): Promise<IDataObject[] | undefined> {
	const batchId = textOrNull(answer.batch_id);
	if (!batchId) return undefined;
	const lastReadAt = Date.now() + LAST_READ_AFTER_MS;
	let records: IDataObject[] | undefined;
	for (let reads = 1; reads <= MOST_READS; reads++) {
		const reading = await fetchRecords(context, account, http, {
			action: 'fetch_sms',
			idKey: 'sms_id',
			form: { batch_id: batchId },
		});
		if (reading.ok) records = reading.value;
		if (reads === MOST_READS || !isUnclear(messages, answer, records)) break;
		await pauseUntil(Date.now() + PAUSE_BETWEEN_READS_MS, isStopped);
		if (isStopped() || Date.now() > lastReadAt) break;
	}
	return records;
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
