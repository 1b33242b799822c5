import type { IDataObject } from 'n8n-workflow';
import { excerpt } from '../../shared/failure/excerpt';
import type { Reading } from '../../shared/failure/failure';
import { refusal, success } from '../../shared/failure/failure';
import { isJsonObject } from '../../shared/record/json';
import { textOrNull } from '../../shared/record/values';
import type { Account } from '../api/account';
import { SERVICE } from '../api/account';
import type { Answer } from '../api/answer';
import { wireNumber } from '../fields/values';
import { ownCampaignId } from '../records/campaignId';
import type { OutgoingSms } from './outgoingSms';
import { acceptedSms, wentOutAtOnce } from './outgoingSms';

/** What is longer is no number. */
const LONGEST_NUMBER = 100;

/** Two spellings of a number, with and without the country code, share at least this many digits. */
const LEAST_COMMON_DIGITS = 7;

/** What a good answer says of a number that it leaves out, beside the number (fact sheet, sections 16.2 and 16.14). */
const NAMED_REFUSED = /\b(?:is a invalid phone number|Permission to send an SMS has not)\b/;

/** What it says of one without naming it (fact sheet, sections 16.2 and 18.5). */
const UNNAMED_REFUSED =
	/\b(?:Could not interpret numbers|The string supplied did not seem|Please add coverage on|Number contains in the blacklist)\b/;
const EACH_UNNAMED_REFUSED = new RegExp(UNNAMED_REFUSED, 'g');

/** What it says about the empty number after the comma of `recipientField`. */
const NOTHING_REFUSED = /(?:^| {2})is a invalid phone number$/;

const SENT_AT_ONCE = `${SERVICE} did not wait until Send At: this host sent the message at once. To send later, put a Wait node before this one and leave Send At empty.`;

/**
 * What happened to each message of an accepted request.
 *
 * `data` is a row for one recipient, a list of rows for several, and null for a scheduled message
 * (fact sheet, sections 5.1 and 5.2). A number that the server refused has no row in the list, and
 * its sentence tells why. The oldest version makes a campaign of several and says nothing of them;
 * others may give its uid, which then stands for all. An answer in any other shape, or with as many
 * rows as there are numbers, is a success even so, without the ids that cannot be told: the server
 * said that it was one.
 */
export function readSendAnswer(
	messages: OutgoingSms[],
	answer: Answer,
	account: Account,
): Array<Reading<IDataObject>> {
	const toItem = (sms: OutgoingSms, row?: IDataObject) =>
		acceptedSms(sms, row, answer.body, account.timezone);
	const accepted = (sms: OutgoingSms, row?: IDataObject) =>
		success(toItem(sms, row), wentOutAtOnce(sms, row) ? SENT_AT_ONCE : undefined);
	const isAlone = messages.length === 1;
	const isScheduled = messages[0]?.sendAt !== undefined;
	const rows = isJsonObject(answer.data) ? [answer.data] : (answer.data ?? []);
	if (!Array.isArray(rows) || !rows.every(isJsonObject))
		return messages.map((sms) => accepted(sms));
	const isNullForSeveral = !isAlone && !isScheduled && !Array.isArray(answer.data);
	if (rows.length === 0 && (isAlone || isScheduled || isNullForSeveral)) {
		return messages.map((sms) => refusedInWords(sms, messages, answer, account) ?? accepted(sms));
	}

	const [row] = rows;
	const rowOf = matchRows(messages, rows);
	if (row !== undefined && isJsonObject(answer.data) && isOfCampaign(row, isAlone, rowOf)) {
		const batchId = ownCampaignId(row.uid, answer.answeredAt);
		return messages.map((sms) => success({ ...toItem(sms), ...(sms.simplify && { batchId }) }));
	}
	if (isAlone && rows.length === 1) return messages.map((sms) => accepted(sms, row));

	const sentence = answer.message ?? '';
	const unnamed = messages.filter((sms) => !rowOf.has(sms) && !isNamed(sentence, sms.recipientKey));
	const reasons = sentence.match(EACH_UNNAMED_REFUSED)?.length ?? 0;
	const isRefused = (sms: OutgoingSms) =>
		rowOf.size === rows.length && (!unnamed.includes(sms) || reasons >= unnamed.length);
	const asManyRows = rows.length >= messages.length;
	return messages.map((sms) => {
		const found = rowOf.get(sms);
		return found || asManyRows ? accepted(sms, found) : withoutRow(isRefused(sms), answer, account);
	});
}

/** Whether the only row of an answer is of the campaign that the server made of the messages, and of none of them. */
function isOfCampaign(
	row: IDataObject,
	isAlone: boolean,
	rowOf: Map<OutgoingSms, IDataObject>,
): boolean {
	return isAlone ? 'campaign_name' in row : rowOf.size === 0;
}

/** What a sentence says against a message in an answer without rows; undefined where it says nothing against it. */
function refusedInWords(
	{ recipientKey }: OutgoingSms,
	messages: OutgoingSms[],
	answer: Answer,
	account: Account,
): Reading<IDataObject> | undefined {
	const isAlone = messages.length === 1;
	const sentence = answer.message ?? '';
	const words = isAlone ? sentence.replace(NOTHING_REFUSED, '') : sentence;
	const isKnown = NAMED_REFUSED.test(words) || UNNAMED_REFUSED.test(words);
	if (isKnown && (isAlone || isNamed(words, recipientKey))) return notAccepted(words, account);
	const isAboutSome = isAlone ? words !== sentence && words !== '' : UNNAMED_REFUSED.test(words);
	if (!isAboutSome) return undefined;
	const shown = excerpt(words, account.secrets);
	return refusal({
		message: isAlone
			? `${SERVICE} may not have accepted this number: “${shown}”.`
			: `${SERVICE} rejected one of the numbers, but does not report which: “${shown}”.`,
		advice: `Check in ${SERVICE} which SMS are scheduled before you send again.`,
		advisesSenders: true,
		outcome: 'unknown',
	});
}

function notAccepted(sentence: string, account: Account): Reading<IDataObject> {
	return refusal({
		message: `${SERVICE} did not accept this number: “${excerpt(sentence, account.secrets)}”.`,
		advice: `Use the message from ${SERVICE} to correct the number.`,
		outcome: 'notSent',
	});
}

/**
 * A message that the list does not mention was refused where the server says why of it, or gives as many reasons as
 * there are such messages, and every row of the list belongs to another message. Otherwise it is unknown: the server may
 * have taken two spellings for one number, and then says of all that they were sent.
 */
function withoutRow(isRefused: boolean, answer: Answer, account: Account): Reading<IDataObject> {
	if (answer.message !== null && isRefused) return notAccepted(answer.message, account);
	return refusal({
		message: `The response from ${SERVICE} does not mention this number.`,
		advice: `Check in ${SERVICE} whether it was sent before you send it again.`,
		outcome: 'unknown',
	});
}

function isNamed(sentence: string, recipientKey: string): boolean {
	const numbers = (sentence.match(/\d[\d().-]*/g) ?? []).map(wireNumber);
	return numbers.some((number) => number === recipientKey || endAlike(number, recipientKey));
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
	return wireNumber((textOrNull(row.to) ?? '').slice(0, LONGEST_NUMBER));
}

function endAlike(one: string, other: string): boolean {
	const [short = '', long = ''] = [one, other]
		.map((number) => number.replace(/^0+/, ''))
		.sort((a, b) => a.length - b.length);
	return short.length >= LEAST_COMMON_DIGITS && long.endsWith(short);
}
