import type { IDataObject } from 'n8n-workflow';
import { costFieldsOf } from '../../shared/cost/messageCost';
import type { Failure, Reading } from '../../shared/failure/failure';
import { refusal, success } from '../../shared/failure/failure';
import type { Message } from '../../shared/record/message';
import { numberOrNull, textOrNull } from '../../shared/record/values';
import type { OutgoingContent } from '../../shared/sending/outgoingRow';
import { acceptedRow, failedRow } from '../../shared/sending/outgoingRow';
import type { Account } from '../api/account';
import { SERVICE } from '../api/account';
import { dueAt, isoOf, toMessage } from '../records/message';
import { asStored } from '../records/storedText';
import type { Delivery } from './delivery';
import type { OutgoingSms } from './outgoingSms';

/** What the batch says about one SMS: its record, that it is there but cannot be told apart, or that it is not there. */
type Place = { record?: IDataObject; isThere: boolean };

/** What happened to one SMS of a request, as far as the batch tells. */
interface SmsOutcome {
	sms: OutgoingSms;
	outcome: 'accepted' | 'leftOut' | 'unclear';
	record?: IDataObject;
}

/**
 * What happened to each SMS of a request that was accepted.
 *
 * @param delivery what was accepted; of `records` all of the batch
 */
export function resultsOf(
	messages: OutgoingSms[],
	{ answer, records, sendAt }: Pick<Delivery, 'answer' | 'records' | 'sendAt'>,
	account: Account,
): Array<Reading<IDataObject>> {
	const accepted = messages.length - countLeftOut(messages, answer);
	const batchId = textOrNull(answer.batch_id);
	const unclear = refusal<IDataObject>(unclearFailure(messages, accepted, batchId));
	return outcomesOf(messages, answer, records).map(({ sms, outcome, record }) => {
		if (outcome === 'unclear') return unclear;
		if (outcome === 'leftOut') return leftOutResult(sms, messages, accepted);
		if (!sms.simplify) return success(record ?? answer);
		const message = record ? knownMessage(sms, record, account) : queuedMessage(sms, batchId, null);
		if (sendAt === undefined) return success(message);
		const due = record && dueAt(record, account);
		return success({ ...message, sendAt: due ?? isoOf(sendAt) });
	});
}

/** What happened to each SMS of a request that the gateway refused because nobody was left to send to. */
export function allLeftOut(messages: OutgoingSms[]): Array<Reading<IDataObject>> {
	return messages.map((sms) => leftOutResult(sms, messages, 0));
}

/** Whether the gateway left numbers out of a request that was accepted, and it cannot be told which. */
export function isUnclear(
	messages: OutgoingSms[],
	answer: IDataObject,
	records: IDataObject[] | undefined,
): boolean {
	return outcomesOf(messages, answer, records).some(({ outcome }) => outcome === 'unclear');
}

/** How many numbers of a request that was accepted the gateway left out; 0 where it does not say. */
function countLeftOut(messages: OutgoingSms[], answer: IDataObject): number {
	const total = numberOrNull(answer.total);
	return total === null ? 0 : Math.max(0, messages.length - total);
}

/**
 * Tells the SMS that the gateway left out from the others. It is certain only where as many are
 * missing in the batch as it did not count, or where as many are surely in it as it counted.
 */
function outcomesOf(
	messages: OutgoingSms[],
	answer: IDataObject,
	records: IDataObject[] | undefined,
): SmsOutcome[] {
	const leftOut = countLeftOut(messages, answer);
	if (leftOut === messages.length) return messages.map((sms) => ({ sms, outcome: 'leftOut' }));

	const places = placesOf(messages, records ?? [], numberOrNull(answer.total));
	const missing = places.filter(({ isThere }) => !isThere).length;
	const unidentified = places.filter(({ record }) => record === undefined).length;
	return messages.map((sms, index): SmsOutcome => {
		const { record, isThere } = places[index] ?? { isThere: false };
		if (leftOut === 0 || record) return { sms, outcome: 'accepted', record };
		if (missing === leftOut) return { sms, outcome: isThere ? 'accepted' : 'leftOut' };
		return { sms, outcome: unidentified === leftOut ? 'leftOut' : 'unclear' };
	});
}

/**
 * A number that the gateway left out. Where the user asked to leave groups out it is most likely
 * meant, so that it does not fail its item.
 */
function leftOutResult(
	sms: OutgoingSms,
	ofRequest: OutgoingSms[],
	accepted: number,
): Reading<IDataObject> {
	const failure: Failure = {
		message: leftOutSentence(sms, ofRequest, accepted),
		advice:
			'Check the number in To: the gateway only accepts numbers with more than 6 digits, and each number only once.',
		outcome: 'notSent',
	};
	return sms.settings.excludeGroups === ''
		? refusal(failure)
		: success(failedMessage(sms, failure));
}

function leftOutSentence({ to }: OutgoingSms, ofRequest: OutgoingSms[], accepted: number): string {
	const count = ofRequest.length;
	if (accepted === 0) return `${SERVICE} left out ${to}.`;
	return isOfSeveralItems(ofRequest)
		? `${SERVICE} left out ${to}; of the ${count} numbers in the request it accepted ${accepted}.`
		: `${SERVICE} accepted ${accepted} of ${count} numbers, and left out ${to}.`;
}

/** Some were left out, and any of these SMS may be among them, so that none may go again. */
function unclearFailure(
	messages: OutgoingSms[],
	accepted: number,
	batchId: string | null,
): Failure {
	const count = messages.length;
	return {
		message: isOfSeveralItems(messages)
			? `Of the ${count} numbers in the request ${SERVICE} accepted ${accepted}, but did not report which.`
			: `${SERVICE} accepted ${accepted} of ${count} numbers, but did not report which.`,
		advice: `Get the SMS of batch ${batchId} with Get Many, and see which number is missing, before you send again.`,
		advisesSenders: true,
		outcome: 'unknown',
	};
}

/** Whether items share a request, so that its numbers are not those that the user entered in To. */
function isOfSeveralItems(messages: OutgoingSms[]): boolean {
	return new Set(messages.map(({ itemIndex }) => itemIndex)).size > 1;
}

/** What is known of an SMS before the gateway says anything. */
function contentOf(sms: OutgoingSms): OutgoingContent {
	const { to, text, segments, encoding, replaced, reference, settings } = sms;
	return {
		from: settings.from ?? null,
		to,
		text,
		segments,
		encoding,
		replaced,
		reference: reference || null,
		sendAt: settings.sendAt === undefined ? null : isoOf(settings.sendAt),
	};
}

/** An SMS that was accepted, of which nothing more is known. */
export function queuedMessage(
	sms: OutgoingSms,
	batchId: string | null,
	vendorStatus: string | null,
): Message {
	const content = { ...contentOf(sms), text: asStored(sms.text) };
	return { ...acceptedRow(content, null), vendorStatus, batchId };
}

/** An SMS that was not sent, or may not have been, while others of its item were. */
export function failedMessage(sms: OutgoingSms, failure: Failure): Message {
	return { ...failedRow(contentOf(sms), failure), batchId: null };
}

/** An SMS that is not sent again. */
export function unsentMessage(sms: OutgoingSms): Message {
	return { ...acceptedRow(contentOf(sms), null), batchId: null };
}

/** The number as it was sent, with the reference, which the gateway does not keep; the rest as the gateway has it. */
function knownMessage(sms: OutgoingSms, record: IDataObject, account: Account): Message {
	const { to, text, reference } = sms;
	const message = toMessage(record, account);
	return {
		...message,
		to,
		text: message.text ?? text,
		reference: reference || null,
		...costFieldsOf(sms),
	};
}

/**
 * Finds each SMS among the records of its batch, by number and text; by number alone where all records of the
 * request are there. Each record is taken once.
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
	// What is left may be there with a text that the gateway changed.
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
export function spellingsOf(record: IDataObject): Set<string> {
	const number = numberOf(record);
	const lengths = Array.from({ length: LONGEST_DIAL_CODE }, (_, index) => index + 1);
	return new Set([number, ...lengths.map((length) => `0${number.slice(length)}`)]);
}

/** Whether a record has the text of an SMS, apart from words that the gateway has filled in. */
export function hasText({ text }: OutgoingSms, record: IDataObject): boolean {
	const plain = (value: string) => value.replace(/\r\n?/g, '\n').trim();
	return plain(textOrNull(record.message) ?? '') === plain(asStored(text));
}
