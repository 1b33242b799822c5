import type { IDataObject } from 'n8n-workflow';
import type { Reading } from '../../shared/failure/failure';
import { refusal, success } from '../../shared/failure/failure';
import { REPORT_ADVICE } from '../../shared/failure/unreadable';
import type { Form } from '../../shared/http/form';
import { pauseUntil } from '../../shared/operations/gate';
import { numberOrNull, textOrNull } from '../../shared/record/values';
import { SERVICE } from '../api/account';
import { holdIn } from '../api/answer';
import type { Action } from '../api/endpoints';
import { DELETE_SMS, FETCH_SMS, SEND_SMS, STOP_SMS } from '../api/endpoints';
import { knowsGatewayClock } from '../api/gatewayClock';
import { actByIds, fetchPage, readList, idsOf } from '../api/pages';
import type { Connection } from '../api/request';
import { callMethod } from '../api/request';
import { fetchAccountInfo } from '../records/accountInfo';
import { isoOf } from '../records/message';
import {
	hasSettings,
	isMixed,
	mixedFailure,
	takenBackFailure,
	UNSEEN,
	unseenFailure,
} from './mixing';
import type { SendSettings } from './outgoingSms';
import { changeShare, inExclusiveSecond } from './exclusiveSecond';
import { isSecondsRefused, timeFor } from './sendTime';

/** By then the second of a request that was answered is over, and what fell into it is stored. */
const SECOND_IS_OVER_MS = 2_000;

/** How often a request is made whose second was never its own. */
const MOST_TRIES = 6;

/** So long after a request began, with others at the sub-account, its SMS can still be taken back in time. */
const CHECK_UNTIL_MS = 10_000;

const PAUSE_BETWEEN_CHECKS_MS = 1_000;

/** A check must not be held up for long by a gateway that is blocked. */
const LONGEST_CHECK_MS = 10_000;

const SHORTEST_CHECK_MS = 1_000;

/** So far from the wanted time, it was read in another zone. */
const WRONG_ZONE_SECONDS = 10 * 60;

/** A request to send. */
export interface Consignment {
	settings: SendSettings;
	/** What is asked for, where it is not plainly a send to numbers: see `AnswerRule`. */
	asked?: string;
	/** @param sendAt when it goes out, in milliseconds since 1970; undefined for at once */
	form(sendAt: number | undefined): Form;
	/** Whether a record has a number and a text of this request. */
	isOwn: (record: IDataObject) => boolean;
	/**
	 * Reads the records of the batch, as far as they can be read, where the output wants them. Without them only
	 * the number of SMS in the batch is read.
	 */
	readBatch?: (
		answer: IDataObject,
		http: Connection['http'],
	) => Promise<IDataObject[] | undefined> | undefined;
}

/** What the gateway accepted. */
export interface Delivery {
	answer: IDataObject;
	/** The gateway's sentence where it holds the SMS back. */
	hold?: string;
	/** The records of the batch; undefined where they were not, or could not be, read. */
	records?: IDataObject[];
	/** When it goes out, in milliseconds since 1970; undefined for at once. */
	sendAt?: number;
	/** What the person who built the workflow should know of it, in a sentence. */
	notice?: string;
}

/** What a check of a batch has shown. */
interface BatchCheck {
	/** Undefined where the batch could not be read. */
	isAlone: boolean | undefined;
	records: IDataObject[] | undefined;
}

/** What a delivery needs of the run. */
export interface Carriage extends Connection {
	isStopped: () => boolean;
}

/**
 * `send_sms`, in a second of its own (see `inExclusiveSecond`), and a check afterwards whether it really was that:
 * other programs and other processes of n8n do not come through this gate.
 *
 * A sub-account that others use too stores the SMS for a while ahead, so that nothing leaves before the check.
 * What is not alone in its second is taken back and sent again in another one. Of two that collided each does
 * so, for each may see the other. Where it cannot be taken back, or could not be read until shortly before it
 * leaves, the outcome is unknown.
 */
export async function deliver(
	carriage: Carriage,
	consignment: Consignment,
): Promise<Reading<Delivery>> {
	const { account, isStopped } = carriage;
	if (account.isShared && !knowsGatewayClock(account)) {
		await fetchAccountInfo(shortly(carriage));
	}
	const request = async (sendAt: number | undefined) =>
		await callMethod(carriage, {
			action: SEND_SMS,
			asked: consignment.asked,
			form: consignment.form(sendAt),
			expects: ['batch_id'],
			canHold: true,
		});
	for (let tries = 1; ; tries++) {
		let sendAt: number | undefined;
		let startedAt = 0;
		const answer = await inExclusiveSecond(account, isStopped, {
			send: async () => {
				startedAt = Date.now();
				sendAt = timeFor(account, consignment.settings);
				const first = await request(sendAt);
				if (first.ok || !isSecondsRefused(account, sendAt, first.failure)) return first;
				sendAt = timeFor(account, consignment.settings);
				return await request(sendAt);
			},
			isOwn: consignment.isOwn,
			look: async () => await newestRecords(carriage),
		});
		if (!answer.ok) return answer;
		const hold = holdIn(answer.value);
		if (hold !== undefined) return success({ answer: answer.value, hold });

		if (account.isShared) await pauseUntil(Date.now() + SECOND_IS_OVER_MS, isStopped);
		const check = account.isShared
			? await checkInTime(carriage, consignment, answer.value, startedAt + CHECK_UNTIL_MS)
			: await checkBatch(carriage, consignment, answer.value);
		const accept = ({ isAlone, records }: BatchCheck) => {
			const notice = isAlone ? wrongTime(records, consignment, sendAt) : UNSEEN;
			return success({ answer: answer.value, records, sendAt, notice });
		};
		if (check.isAlone || (check.isAlone === undefined && !account.isShared)) return accept(check);
		const end =
			sendAt === undefined
				? { check, isTakenBack: false }
				: await takeBack(carriage, consignment, answer.value, sendAt, check);
		if (end.check.isAlone) return accept(end.check);
		if (!end.isTakenBack) {
			const failure = end.check.isAlone === undefined ? unseenFailure : mixedFailure;
			return refusal(failure(answer.value));
		}
		if (tries === MOST_TRIES || isStopped()) return refusal(takenBackFailure(tries));
		changeShare(account);
	}
}

/** Reads a batch repeatedly, until it could be read or the time is up. */
async function checkInTime(
	carriage: Carriage,
	consignment: Consignment,
	answer: IDataObject,
	until: number,
): Promise<BatchCheck> {
	const { http, isStopped } = carriage;
	for (;;) {
		const left = Math.max(until - Date.now(), SHORTEST_CHECK_MS);
		const timeout = Math.min(http.timeout ?? Infinity, left);
		const check = await checkBatch(
			{ ...carriage, http: { ...http, timeout } },
			consignment,
			answer,
		);
		const isOver = Date.now() + PAUSE_BETWEEN_CHECKS_MS >= until || isStopped();
		if (check.isAlone !== undefined || isOver) return check;
		await pauseUntil(Date.now() + PAUSE_BETWEEN_CHECKS_MS, isStopped);
	}
}

async function checkBatch(
	carriage: Carriage,
	consignment: Consignment,
	answer: IDataObject,
): Promise<BatchCheck> {
	const reading = consignment.readBatch?.(answer, carriage.http);
	const records = await reading;
	if (records !== undefined) return { isAlone: !isMixed(records, answer), records };
	// What was to be read and could not be is not asked for again at once.
	return { isAlone: reading ? undefined : await isAloneByCount(carriage, answer), records };
}

async function newestRecords(carriage: Carriage): Promise<Reading<IDataObject[]>> {
	const search = { action: FETCH_SMS, form: {} } as const;
	const page = await fetchPage(shortly(carriage), search, 1);
	return page.ok ? success(page.value.records) : page;
}

/** Whether a batch has no more SMS than were accepted; undefined where that cannot be looked up. */
async function isAloneByCount(
	carriage: Carriage,
	answer: IDataObject,
): Promise<boolean | undefined> {
	const form = batchForm(answer);
	const total = numberOrNull(answer.total);
	if (form === undefined || total === null) return undefined;
	const search = { action: FETCH_SMS, form } as const;
	const page = await fetchPage(shortly(carriage), search, 1, 1);
	const stored = page.ok ? page.value.total : undefined;
	return stored === undefined || stored === null ? undefined : stored <= total;
}

/**
 * Takes back SMS that still wait, and removes them from the log, where the gateway would mark them as sent
 * with the rest of their batch (vendor's public source, `_cgsms_send_instant_sms`). To know their ids it reads
 * the batch: what could not be read before and is alone there stays.
 *
 * @param check what is known of the batch
 * @returns what is known of it now, and whether none of the SMS can leave any more
 */
async function takeBack(
	carriage: Carriage,
	{ isOwn, settings }: Consignment,
	answer: IDataObject,
	sendAt: number,
	check: BatchCheck,
): Promise<{ check: BatchCheck; isTakenBack: boolean }> {
	const form = batchForm(answer);
	if (form === undefined) return { check, isTakenBack: false };
	const search = { action: FETCH_SMS, idKey: 'sms_id', form } as const;
	const found = await readList(carriage, search);
	if (!found.ok) return { check, isTakenBack: false };
	const isAlone = check.isAlone ?? !isMixed(found.value, answer);
	const seen = { isAlone, records: found.value };
	const own = found.value.filter(
		(record) => isOwn(record) && hasSettings(record, settings, sendAt),
	);
	const ids = idsOf(own, 'sms_id');
	const isAll = ids.ok && own.length === numberOrNull(answer.total);
	if (isAlone || !isAll) return { check: seen, isTakenBack: false };
	const act = async (action: Action) =>
		await actByIds(carriage, { action, name: 'sms_ids', ids: ids.value });
	const stopped = await act(STOP_SMS);
	if (!stopped.ok || stopped.value !== own.length) return { check: seen, isTakenBack: false };
	await act(DELETE_SMS);
	return { check: seen, isTakenBack: true };
}

function batchForm(answer: IDataObject): Form | undefined {
	const batchId = textOrNull(answer.batch_id);
	return batchId ? { batch_id: batchId } : undefined;
}

/** What to know where the SMS will not go out when they were to: another revision may read times differently. */
function wrongTime(
	records: IDataObject[] | undefined,
	{ isOwn }: Consignment,
	sendAt: number | undefined,
): string | undefined {
	const own = records?.find(isOwn);
	const stored = numberOrNull(own?.time_scheduled);
	if (own === undefined || stored === null || sendAt === undefined) return undefined;
	if (Math.abs(stored - sendAt / 1000) < WRONG_ZONE_SECONDS) return undefined;
	return `${SERVICE} lists the SMS for ${isoOf(stored * 1000)} instead of ${isoOf(sendAt)}. If that is wrong, stop the SMS with Batch ID ${textOrNull(own.batch_id)}. ${REPORT_ADVICE}`;
}

/** The user's settings, but for reads that must not take long. */
function shortly(connection: Connection): Connection {
	const timeout = Math.min(connection.http.timeout ?? Infinity, LONGEST_CHECK_MS);
	return { ...connection, http: { ...connection.http, timeout } };
}
