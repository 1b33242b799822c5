import type { IAllExecuteFunctions, IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';
import type { Failure, Reading } from '../shared/failure';
import { refusal, success } from '../shared/failure';
import type { Form } from '../shared/form';
import { pauseUntil } from '../shared/gate';
import { numberOrNull, textOrNull } from '../shared/values';
import type { Account } from './account';
import { SERVICE } from './account';
import { fetchAccountInfo } from './accountInfo';
import { holdIn } from './answer';
import { knowsGatewayClock, onGatewayClock } from './gatewayClock';
import { hasSettings, isMixed, mixedFailure, takenBackFailure } from './mixing';
import type { SendSettings } from './outgoing';
import { changeShare, inOwnSecond } from './ownSecond';
import { actByIds, fetchPage, fetchRecords, idsOf } from './records';
import type { HttpSettings } from './request';
import { callAction } from './request';

/**
 * How far ahead an SMS is scheduled where others send with the sub-account too: time enough to look whether it is alone
 * in its second, and to take it back.
 */
const AHEAD_MS = 15_000;

/** By then the second of a request that was answered is over, and what fell into it is stored. */
const SECOND_IS_OVER_MS = 2_000;

/** How often a request is made whose second was never its own. */
const MOST_TRIES = 6;

/** A look must not be held up for long by a gateway that is blocked. */
const LONGEST_LOOK_MS = 10_000;

/** So far from the wanted time, it was read in another zone. */
const WRONG_ZONE_SECONDS = 10 * 60;

/** A request to send. */
export interface Consignment {
	settings: SendSettings;
	/** @param sendAt when it goes out, in milliseconds since 1970; undefined for at once */
	form(sendAt: number | undefined): Form;
	/** Whether a record has a number and a text of this request. */
	isOwn: (record: IDataObject) => boolean;
	/**
	 * Reads the records of the batch, as far as they can be read, where the output wants them. Without them only
	 * the number of SMS in the batch is looked at.
	 */
	readBatch?: (answer: IDataObject) => Promise<IDataObject[] | undefined> | undefined;
}

/** What the gateway accepted. */
export interface Delivery {
	answer: IDataObject;
	/** The gateway's sentence where it holds the SMS back. */
	hold?: string;
	/** The records of the batch; undefined where they were not, or could not be, read. */
	records?: IDataObject[];
}

/** What a delivery needs of the run. */
export interface Carriage {
	context: IAllExecuteFunctions;
	account: Account;
	http: HttpSettings;
	isStopped: () => boolean;
}

/**
 * `send_sms`, in a second of its own (see `inOwnSecond`), and a look afterwards whether it really was that:
 * other programs and other processes of n8n do not come through this gate.
 *
 * A sub-account that others use too stores the SMS for a while ahead, so that nothing leaves before the look.
 * What is not alone in its second is taken back and sent again in another one. Of two that collided each does
 * so, for each may see the other. Where it is too late to be taken back, the outcome is unknown.
 */
export async function deliver(
	carriage: Carriage,
	consignment: Consignment,
): Promise<Reading<Delivery>> {
	const { context, account, http, isStopped } = carriage;
	if (account.isShared && !knowsGatewayClock(account)) {
		await fetchAccountInfo(context, account, shortly(http));
	}
	for (let tries = 1; ; tries++) {
		let sendAt: number | undefined;
		const answer = await inOwnSecond(account, isStopped, {
			send: async () => {
				sendAt = timeFor(account, consignment.settings);
				return await callAction(context, account, http, {
					action: 'send_sms',
					form: consignment.form(sendAt),
					expects: ['batch_id'],
					canHold: true,
				});
			},
			isOwn: consignment.isOwn,
			look: async () => await newestRecords(carriage),
		});
		if (!answer.ok) return answer;
		const hold = holdIn(answer.value);
		if (hold !== undefined) return success({ answer: answer.value, hold });

		if (account.isShared) await pauseUntil(Date.now() + SECOND_IS_OVER_MS, isStopped);
		const reading = consignment.readBatch?.(answer.value);
		const records = await reading;
		const isAlone = reading
			? !isMixed(records ?? [], answer.value)
			: !(await hasOthers(carriage, answer.value));
		if (isAlone) {
			const failure = wrongTime(records, consignment, sendAt);
			return failure ? refusal(failure) : success({ answer: answer.value, records });
		}
		if (sendAt === undefined || !(await isTakenBack(carriage, consignment, answer.value, sendAt))) {
			return refusal(mixedFailure(answer.value));
		}
		if (tries === MOST_TRIES || isStopped()) return refusal(takenBackFailure(tries));
		changeShare(account);
	}
}

/** When a request goes out that is made now; undefined for at once. */
function timeFor(account: Account, { sendAt }: SendSettings): number | undefined {
	if (!account.isShared) return sendAt;
	const soon = Math.ceil(onGatewayClock(account, Date.now() + AHEAD_MS) / 1000) * 1000;
	return Math.max(soon, sendAt ?? 0);
}

async function newestRecords({
	context,
	account,
	http,
}: Carriage): Promise<Reading<IDataObject[]>> {
	const search = { action: 'fetch_sms', form: {} } as const;
	const page = await fetchPage(context, account, shortly(http), search, 1);
	return page.ok ? success(page.value.records) : page;
}

/** Whether a batch has more SMS than were accepted. What cannot be looked up counts as alone. */
async function hasOthers(
	{ context, account, http }: Carriage,
	answer: IDataObject,
): Promise<boolean> {
	const form = batchForm(answer);
	const total = numberOrNull(answer.total);
	if (form === undefined || total === null) return false;
	const search = { action: 'fetch_sms', form } as const;
	const page = await fetchPage(context, account, shortly(http), search, 1, 1);
	return page.ok && (page.value.total ?? 0) > total;
}

/**
 * Takes back SMS that still wait, and removes them from the log, where the gateway would mark them as sent
 * with the rest of their batch (vendor's public source, `_cgsms_send_instant_sms`).
 *
 * @returns whether none of them can leave any more
 */
async function isTakenBack(
	{ context, account, http }: Carriage,
	{ isOwn, settings }: Consignment,
	answer: IDataObject,
	sendAt: number,
): Promise<boolean> {
	const form = batchForm(answer);
	if (form === undefined) return false;
	const search = { action: 'fetch_sms', idKey: 'sms_id', form } as const;
	const found = await fetchRecords(context, account, http, search);
	if (!found.ok) return false;
	const own = found.value.filter(
		(record) => isOwn(record) && hasSettings(record, settings, sendAt),
	);
	const ids = idsOf(own, 'sms_id');
	if (!ids.ok || own.length !== numberOrNull(answer.total)) return false;
	const act = async (action: string) =>
		await actByIds(context, account, http, { action, name: 'sms_ids', ids: ids.value });
	const stopped = await act('stop_sms');
	if (!stopped.ok || stopped.value !== own.length) return false;
	await act('delete_sms');
	return true;
}

function batchForm(answer: IDataObject): Form | undefined {
	const batchId = textOrNull(answer.batch_id);
	return batchId ? { batch_id: batchId } : undefined;
}

/** Why the SMS will not go out when they were to: another revision of the script may read times differently. */
function wrongTime(
	records: IDataObject[] | undefined,
	{ isOwn }: Consignment,
	sendAt: number | undefined,
): Failure | undefined {
	const own = records?.find(isOwn);
	const stored = numberOrNull(own?.time_scheduled);
	if (own === undefined || stored === null || sendAt === undefined) return undefined;
	if (Math.abs(stored - sendAt / 1000) < WRONG_ZONE_SECONDS) return undefined;
	const isoOf = (time: number) =>
		DateTime.fromMillis(time, { zone: 'UTC' }).toISO() ?? String(time);
	return {
		message: `${SERVICE} scheduled the SMS for ${isoOf(stored * 1000)} instead of ${isoOf(sendAt)}.`,
		advice: `Stop the SMS with Batch ID ${textOrNull(own.batch_id)} if it still waits, and please report this.`,
		advisesSenders: true,
		outcome: 'unknown',
	};
}

/** The user's settings, but for reads that must not take long. */
function shortly(http: HttpSettings): HttpSettings {
	return { ...http, timeout: Math.min(http.timeout ?? Infinity, LONGEST_LOOK_MS) };
}
