import type { IDataObject } from 'n8n-workflow';
import { excerpt } from '../shared/excerpt';
import type { Reading } from '../shared/failure';
import { refusal, success } from '../shared/failure';
import { isJsonObject } from '../shared/httpAnswer';
import { textOrNull } from '../shared/values';
import type { Account } from './account';
import { SERVICE } from './account';
import type { Answer } from './answer';
import type { OutgoingSms } from './outgoingSms';
import { acceptedSms, wireNumber } from './outgoingSms';

/** Two spellings of a number, with and without the country code, share at least so many digits. */
const LEAST_COMMON_DIGITS = 7;

/** Sentences differ by version (fact sheet, section 5.1), so that this only makes doubtful. */
const SOUNDS_SENT = /\b(success(ful(ly)?)?|sent|delivered|queued)\b/i;

/**
 * What became of each message of an accepted request.
 *
 * `data` is a row for one recipient, a list of rows for several, and null for a scheduled message
 * (fact sheet, sections 5.1 and 5.2). A number that the gateway refused has no row in the list, and
 * the server's sentence tells why. Older versions made a campaign of several, whose uid then stands
 * for all. An answer in any other shape, or with as many rows as there are numbers, is a success
 * all the same, without the ids that cannot be told: the server said that it was one.
 */
export function readSendAnswer(
	messages: OutgoingSms[],
	answer: Answer,
	account: Account,
): Array<Reading<IDataObject>> {
	const toItem = (sms: OutgoingSms, row?: IDataObject) =>
		acceptedSms(sms, row, answer.body, account.timezone);
	const accepted = (sms: OutgoingSms, row?: IDataObject) => success(toItem(sms, row));
	const rows = isJsonObject(answer.data) ? [answer.data] : answer.data;
	const [first] = messages;
	// Only of several that were to go out at once does an empty list tell that all were refused.
	const mayBeEmpty = messages.length === 1 || first?.sendAt !== undefined;
	if (!Array.isArray(rows) || !rows.every(isJsonObject) || (rows.length === 0 && mayBeEmpty)) {
		return messages.map((sms) => accepted(sms));
	}
	if (messages.length === 1 && rows.length === 1) {
		return messages.map((sms) => accepted(sms, rows[0]));
	}

	const rowOf = matchRows(messages, rows);
	if (isJsonObject(answer.data) && rowOf.size === 0) {
		const batchId = textOrNull(answer.data.uid);
		return messages.map((sms) => success({ ...toItem(sms), ...(sms.simplify && { batchId }) }));
	}
	const allRowsFound = rowOf.size === rows.length;
	const asManyRows = rows.length >= messages.length;
	return messages.map((sms) => {
		const row = rowOf.get(sms);
		return row || asManyRows ? accepted(sms, row) : withoutRow(sms, answer, account, allRowsFound);
	});
}

/**
 * A message that the list does not mention was refused where the server says why, and every row of
 * the list belongs to another message. Else nobody knows: the server may have taken two spellings
 * for one number, and then says of all that they were sent.
 */
function withoutRow(
	{ recipientKey }: OutgoingSms,
	answer: Answer,
	account: Account,
	allRowsFound: boolean,
): Reading<IDataObject> {
	if (answer.message !== null && allRowsFound && isReason(answer.message, recipientKey)) {
		return refusal({
			message: `${SERVICE} did not accept this number: “${excerpt(answer.message, account.secrets)}”.`,
			advice: `Check the number against what ${SERVICE} says.`,
			outcome: 'notSent',
		});
	}
	return refusal({
		message: `The answer of ${SERVICE} does not mention this number.`,
		advice: `Look it up at ${SERVICE} before you send it again.`,
		outcome: 'unknown',
	});
}

/** Whether a sentence tells why a number was refused, and not only that messages were sent. */
function isReason(sentence: string, recipientKey: string): boolean {
	const numbers = (sentence.match(/\d[\d\s().-]*/g) ?? []).map(wireNumber);
	const isNamed = numbers.some(
		(number) => number === recipientKey || endAlike(number, recipientKey),
	);
	return isNamed || !SOUNDS_SENT.test(sentence);
}

/**
 * Finds the row of each message by its number: the same digits first, then digits that end alike,
 * for the server may add the country code. What could be the row of several is nobody's.
 */
function matchRows(messages: OutgoingSms[], rows: IDataObject[]): Map<OutgoingSms, IDataObject> {
	const found = new Map<OutgoingSms, IDataObject>();
	const assign = (isSame: (sms: OutgoingSms, row: IDataObject) => boolean): void => {
		const taken = new Set(found.values());
		const openRows = rows.filter((row) => !taken.has(row));
		const openMessages = messages.filter((sms) => !found.has(sms));
		for (const sms of openMessages) {
			const [row, second] = openRows.filter((candidate) => isSame(sms, candidate));
			if (row === undefined || second !== undefined) continue;
			const isOnlyOne = openMessages.filter((other) => isSame(other, row)).length === 1;
			if (isOnlyOne) found.set(sms, row);
		}
	};
	assign((sms, row) => sms.recipientKey === numberIn(row));
	assign((sms, row) => endAlike(sms.recipientKey, numberIn(row)));
	return found;
}

function numberIn(row: IDataObject): string {
	return wireNumber(textOrNull(row.to) ?? '');
}

function endAlike(one: string, other: string): boolean {
	const [short = '', long = ''] = [one, other]
		.map((number) => number.replace(/^0+/, ''))
		.sort((a, b) => a.length - b.length);
	return short.length >= LEAST_COMMON_DIGITS && long.endsWith(short);
}
