import type { IAllExecuteFunctions, IDataObject } from 'n8n-workflow';
import type { Reading } from '../../shared/failure/failure';
import { success } from '../../shared/failure/failure';
import { pauseUntil } from '../../shared/operations/gate';
import { textOrNull } from '../../shared/record/values';
import type { SendAdapter } from '../../shared/sending/sendAdapter';
import { SMS_OUTCOME_IN_WORDS } from '../../shared/sending/sendAdapter';
import { readAccount, SERVICE } from '../api/account';
import { isForLackOfRecipients } from '../api/answer';
import { FETCH_SMS } from '../api/endpoints';
import { readList } from '../api/pages';
import {
	allLeftOut,
	failedMessage,
	hasText,
	isUnclear,
	queuedMessage,
	resultsOf,
	spellingsOf,
	unsentMessage,
} from './batch';
import type { Carriage, Consignment } from './delivery';
import { deliver } from './delivery';
import type { OutgoingSms } from './outgoingSms';
import { isToBeChanged, readOutgoingSms, smsForm } from './outgoingSms';
import { mostTogether, sharingKeyOf } from './sharing';

/** How often a batch is read, at most, where it is unclear which numbers the gateway left out. */
const MOST_READS = 3;

const PAUSE_BETWEEN_READS_MS = 1_000;

/** No further read starts so long after the first: they hold up what is still to be sent. */
const LAST_READ_AFTER_MS = 30_000;

/** How an operation sends; the rest is the same for all of them. */
export interface Sending {
	/** How many SMS one request may hold. */
	maxPerRequest: number;
}

/**
 * The adapter of Send and Send Many. The SMS of all input items share requests, which may only
 * start a second apart.
 */
export async function createSmsAdapter(
	context: IAllExecuteFunctions,
	{ maxPerRequest }: Sending,
): Promise<SendAdapter<OutgoingSms>> {
	const account = await readAccount(context);
	return {
		service: SERVICE,
		defaultCountryCode: account.defaultCountryCode,
		maxPerRequest,
		mostTogether,
		maxConcurrency: 1,
		outcomeInWords: SMS_OUTCOME_IN_WORDS,
		prepare: (parameter, itemIndex, runStart) =>
			readOutgoingSms(context, account, parameter, itemIndex, runStart),
		groupOf: sharingKeyOf,
		async transmit(messages, { http }, isStopped) {
			const [first] = messages;
			if (first === undefined) return [];
			const carriage = { context, account, http, isStopped };
			const delivery = await deliver(carriage, consignmentOf(first, messages, carriage));
			if (!delivery.ok) {
				const isMeant = messages.some(({ settings }) => settings.excludeGroups !== '');
				if (isMeant && isForLackOfRecipients(delivery.failure)) return allLeftOut(messages);
				return messages.map(() => delivery);
			}
			const { answer, hold, notice } = delivery.value;
			if (hold !== undefined) return messages.map((sms) => heldSms(sms, answer, hold));
			return resultsOf(messages, delivery.value, account).map((result) =>
				result.ok ? success(result.value, notice) : result,
			);
		},
		failedRow: failedMessage,
		idempotency: {
			contentOf: ({ recipientKey, text }) => [recipientKey, text],
			unsentRow: unsentMessage,
		},
	};
}

/** @param settings those of all messages, for only then they share a request */
function consignmentOf(
	{ settings }: OutgoingSms,
	messages: OutgoingSms[],
	carriage: Carriage,
): Consignment {
	const byKey = new Map(messages.map((sms) => [sms.recipientKey, sms]));
	return {
		settings,
		form: (sendAt) => smsForm(messages, sendAt),
		isOwn: (record) =>
			[...spellingsOf(record)].some((spelling) => {
				const sms = byKey.get(spelling);
				return sms !== undefined && (isToBeChanged(sms) || hasText(sms, record));
			}),
		readBatch: (answer, http) =>
			settings.fetchIds || messages.some(isToBeChanged) || isUnclear(messages, answer, undefined)
				? readBack({ ...carriage, http }, messages, answer)
				: undefined,
	};
}

/** The answer to a send that is on hold as raw output, which loses `error`, with its sentence under another key. */
export function heldAnswer(answer: IDataObject, hold: string): IDataObject {
	return { ...answer, message: hold };
}

/**
 * The records of a batch; undefined where it has no id, or where they cannot be read: the SMS has been
 * accepted even so. Read again where numbers were left out and it is unclear which: reads may be
 * repeated, and a lost SMS must not pass for one that was sent.
 */
async function readBack(
	carriage: Carriage,
	messages: OutgoingSms[],
	answer: IDataObject,
): Promise<IDataObject[] | undefined> {
	const batchId = textOrNull(answer.batch_id);
	if (!batchId) return undefined;
	const lastReadAt = Date.now() + LAST_READ_AFTER_MS;
	let records: IDataObject[] | undefined;
	for (let reads = 1; reads <= MOST_READS; reads++) {
		const reading = await readList(carriage, {
			action: FETCH_SMS,
			idKey: 'sms_id',
			form: { batch_id: batchId },
		});
		if (reading.ok) records = reading.value;
		if (reads === MOST_READS || !isUnclear(messages, answer, records)) break;
		await pauseUntil(Date.now() + PAUSE_BETWEEN_READS_MS, carriage.isStopped);
		if (carriage.isStopped() || Date.now() > lastReadAt) break;
	}
	return records;
}

function heldSms(sms: OutgoingSms, answer: IDataObject, hold: string): Reading<IDataObject> {
	if (!sms.simplify) return success(heldAnswer(answer, hold));
	const batchId = textOrNull(answer.batch_id);
	return success(queuedMessage(sms, batchId, hold));
}
