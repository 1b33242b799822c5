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
	const leftOut = countLeftOut(messages, answer);
	const places = records && placesOf(messages, records, total);
	const missing = places?.filter(({ isThere }) => !isThere).length ?? 0;
	// Which ones the gateway dropped is certain only where as many are missing as it did not count.
	const isNamed = leftOut === messages.length || (leftOut > 0 && missing === leftOut);

	return messages.map((sms, index) => {
		const { record, isThere } = places?.[index] ?? { isThere: false };
		if (isNamed && !isThere) return leftOutResult(sms, `${total} of ${messages.length}`);
		const isUncertain = leftOut > 0 && !isThere;
		if (!sms.simplify) return success(record ?? answer);
		if (record) return success(knownMessage(sms, record, account));
		return success(
			messageOf(sms, {
				batchId: textOrNull(answer.batch_id),
				status: isUncertain ? 'unknown' : 'queued',
				vendorStatus: isUncertain
					? `${SERVICE} accepted ${total} of ${messages.length} numbers, without saying which.`
					: null,
			}),
		);
	});
}

/** How many numbers of a request that was accepted the gateway left out; 0 where it does not say. */
export function countLeftOut(messages: OutgoingSms[], answer: IDataObject): number {
	const total = numberOrNull(answer.total);
	return total === null ? 0 : Math.max(0, messages.length - total);
}

/**
 * A number that the gateway left out. Where the user asked to leave groups out it is most likely
 * meant, so that it does not fail its item.
 */
function leftOutResult(sms: OutgoingSms, share: string): Reading<IDataObject> {
	const message = `${SERVICE} accepted ${share} numbers, and left out ${sms.to}.`;
	if (sms.settings.excludeGroups !== '') {
		const known = { batchId: null, status: 'failed', vendorStatus: message } as const;
		return success(messageOf(sms, known));
	}
	return refusal({
		message,
		advice:
			'Check the number in To: the gateway takes only numbers of more than 6 digits, and each one once.',
		outcome: 'notSent',
	});
}

/** An SMS as it was sent, with what little is known of it. */
export function messageOf(
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
	const byNumber = indexOf(records, (record) => [numberOf(record)]);
	const bySpelling = indexOf(records, spellingsOf);
	const freeIn = (index: Map<string, IDataObject[]>, { recipientKey }: OutgoingSms) =>
		(index.get(recipientKey) ?? []).filter((record) => !taken.has(record));
	const place = (
		index: Map<string, IDataObject[]>,
		matches: (sms: OutgoingSms, record: IDataObject) => boolean,
	) => {
		for (const [position, sms] of messages.entries()) {
			if (places[position]?.isThere) continue;
			const [record, another] = freeIn(index, sms).filter((free) => matches(sms, free));
			if (record === undefined) continue;
			places[position] = another === undefined ? { record, isThere: true } : { isThere: true };
			if (another === undefined) taken.add(record);
		}
	};
	place(byNumber, hasText);
	place(bySpelling, hasText);
	if (records.length === total) {
		place(byNumber, () => true);
		place(bySpelling, () => true);
		return places;
	}
	// What is left may be there with a text that the gateway changed, or be of another request.
	return messages.map((sms, position) => {
		const found = places[position];
		return found?.isThere ? found : { isThere: freeIn(bySpelling, sms).length > 0 };
	});
}

/** The longest dial code, that of a country with an area, has 4 digits (ITU-T E.164). */
const LONGEST_DIAL_CODE = 4;

/** Records by what they can be found under. */
function indexOf(
	records: IDataObject[],
	keysOf: (record: IDataObject) => Iterable<string>,
): Map<string, IDataObject[]> {
	const index = new Map<string, IDataObject[]>();
	for (const record of records) {
		for (const key of keysOf(record)) {
			const under = index.get(key);
			if (under) under.push(record);
			else index.set(key, [record]);
		}
	}
	return index;
}

function numberOf(record: IDataObject): string {
	return textOrNull(record.recipient) ?? '';
}

/** The number of a record, and the local ones that the gateway makes it of with a dial code. */
function spellingsOf(record: IDataObject): Set<string> {
	const number = numberOf(record);
	const lengths = Array.from({ length: LONGEST_DIAL_CODE }, (_, index) => index + 1);
	return new Set([number, ...lengths.map((length) => `0${number.slice(length)}`)]);
}

function hasText({ text }: OutgoingSms, record: IDataObject): boolean {
	const plain = (value: string) => value.replace(/\r\n?/g, '\n').trim();
	return plain(textOrNull(record.message) ?? '') === plain(text);
}
