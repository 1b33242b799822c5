import type { IDataObject } from 'n8n-workflow';
import type { Reading } from '../shared/failure';
import { refusal, success } from '../shared/failure';
import type { Message, MessageStatus } from '../shared/message';
import { numberOrNull, textOrNull } from '../shared/values';
import type { Account } from './account';
import { SERVICE } from './account';
import { toMessage } from './message';
import type { OutgoingSms } from './outgoing';

/** What the batch says about one SMS: its record, that it is there but cannot be told apart, or that it is not there. */
type Place = { record?: IDataObject; isThere: boolean };

/**
 * What became of each SMS of a request that was accepted.
 *
 * @param answer batch id and number of accepted recipients
 * @param records all records of the batch; undefined where they were not, or could not be, read
 */
export function resultsOf(
	messages: OutgoingSms[],
	answer: IDataObject,
	records: IDataObject[] | undefined,
	account: Account,
): Array<Reading<IDataObject>> {
	const total = numberOrNull(answer.total);
	const leftOut = total === null ? 0 : Math.max(0, messages.length - total);
	const places = records && placesOf(messages, records, total);
	const missing = places?.filter(({ isThere }) => !isThere).length ?? 0;
	// Which ones the gateway dropped is certain only where as many are missing as it did not count.
	const isNamed = leftOut === messages.length || (leftOut > 0 && missing === leftOut);

	return messages.map((sms, index) => {
		const { record, isThere } = places?.[index] ?? { isThere: false };
		if (isNamed && !isThere) {
			return refusal({
				message: `${SERVICE} accepted ${total} of ${messages.length} numbers, and left out ${sms.to}.`,
				advice:
					'Check the number in To: the gateway takes only numbers of more than 6 digits, none of a group that is left out, and each one once.',
				outcome: 'notSent',
			});
		}
		const isUncertain = leftOut > 0 && !isThere;
		if (!sms.simplify) return success(record ?? answer);
		if (record) return success(knownMessage(sms, record, account));
		return success(
			acceptedMessage(sms, {
				batchId: textOrNull(answer.batch_id),
				status: isUncertain ? 'unknown' : 'queued',
				vendorStatus: isUncertain
					? `${SERVICE} accepted ${total} of ${messages.length} numbers, without saying which.`
					: null,
			}),
		);
	});
}

/** An SMS that the gateway accepted, of which no record is known. */
export function acceptedMessage(
	sms: Pick<OutgoingSms, 'to' | 'text' | 'reference' | 'settings'>,
	known: { batchId: string | null; status: MessageStatus; vendorStatus: string | null },
): Message {
	return {
		id: null,
		direction: 'outgoing',
		from: sms.settings.from ?? null,
		to: sms.to,
		text: sms.text,
		status: known.status,
		vendorStatus: known.vendorStatus,
		createdAt: null,
		sentAt: null,
		reference: sms.reference || null,
		batchId: known.batchId,
	};
}

/** The number and the text as they were sent, the rest as the gateway has it. */
function knownMessage(sms: OutgoingSms, record: IDataObject, account: Account): Message {
	const { to, text, reference } = sms;
	return { ...toMessage(record, account), to, text, reference: reference || null };
}

/**
 * Finds each SMS among the records of its batch, by number and text: two sends of one second share
 * a batch id (fact sheet, section 2). By number alone only where all records are of this request.
 * Each record is taken once.
 */
function placesOf(messages: OutgoingSms[], records: IDataObject[], total: number | null): Place[] {
	const places = messages.map((): Place => ({ isThere: false }));
	const taken = new Set<IDataObject>();
	const place = (matches: (sms: OutgoingSms, record: IDataObject) => boolean) => {
		for (const [index, sms] of messages.entries()) {
			if (places[index]?.isThere) continue;
			const found = records.filter((record) => !taken.has(record) && matches(sms, record));
			const [record, another] = found;
			if (record === undefined) continue;
			places[index] = another === undefined ? { record, isThere: true } : { isThere: true };
			if (another === undefined) taken.add(record);
		}
	};
	place((sms, record) => isTo(sms, record) && hasText(sms, record));
	const isOwnBatch = total !== null && records.length === total;
	if (isOwnBatch) place(isTo);
	// Whatever is left may be there with a text that the gateway changed.
	else
		for (const [index, sms] of messages.entries()) {
			const isThere = records.some((record) => isTo(sms, record));
			if (isThere && !places[index]?.isThere) places[index] = { isThere };
		}
	return places;
}

/** Whether a record is to this number, which the gateway may have put the dial code before. */
function isTo({ recipientKey }: OutgoingSms, record: IDataObject): boolean {
	const stored = textOrNull(record.recipient) ?? '';
	if (!recipientKey.startsWith('0')) return stored === recipientKey;
	const local = recipientKey.slice(1);
	return stored.length > local.length && stored.endsWith(local);
}

function hasText({ text }: OutgoingSms, record: IDataObject): boolean {
	const plain = (value: string) => value.replace(/\r\n?/g, '\n').trim();
	return plain(textOrNull(record.message) ?? '') === plain(text);
}
