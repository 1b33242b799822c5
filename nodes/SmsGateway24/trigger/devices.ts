import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import type { Failure, Reading } from '../../shared/failure/failure';
import { success } from '../../shared/failure/failure';
import type { RequestLimits } from '../../shared/polling/budget';
import type { RecordSource } from '../../shared/polling/recordSource';
import type { PolledRecord } from '../../shared/polling/tracker';
import type { TriggerOptions } from '../../shared/polling/triggerOptions';
import { plainText } from '../../shared/record/text';
import { numberOrNull } from '../../shared/record/values';
import type { Account } from '../api/account';
import { DEVICES, DEVICE_STATUS } from '../api/endpoints';
import { readRows } from '../api/pages';
import { callMethod } from '../api/request';
import { toDevice, toDeviceStatus } from '../records/device';

const MINUTE_SECONDS = 60;
/** In one poll; where there are more, they take turns. */
const MOST_PHONES = 60;
/** After that, it is the gateway that fails, and not a phone. */
const MOST_FAILURES_IN_A_ROW = 3;

/**
 * Phones by `getdevicestatus` (not in the vendor document; fact sheet, section 2.8), where the gateway
 * itself says whether a phone is online and since when it was not seen. It takes one phone a request;
 * `getalldevices` (vendor document, section 8) tells which there are.
 */
export function deviceSource(
	context: IPollFunctions,
	account: Account,
	options: TriggerOptions,
): RecordSource<IDataObject> {
	const chosen = options.text('deviceId', 'Device');
	const offlineAfter =
		options.text('offlineAfterMinutes', 'Offline After (Minutes)') === undefined
			? undefined
			: options.number('offlineAfterMinutes', 'Offline After (Minutes)', 0) * MINUTE_SECONDS;

	const listIds = async (limits: RequestLimits): Promise<Reading<string[]>> => {
		if (chosen !== undefined) return success([chosen]);
		const target = { ...DEVICES, ...limits };
		const answer = await callMethod(context, account, target, {
			form: {},
			expects: ['device', 'count'],
		});
		const rows = answer.ok ? readRows(answer.value.device, 'devices') : answer;
		if (!rows.ok) return rows;
		const ids = rows.value.map((row) => plainText(toDevice(row, account.timezone).id));
		return success(ids.filter((id) => id !== '').sort((a, b) => Number(a) - Number(b)));
	};

	return {
		openStatuses: new Set(),
		followDays: 0,
		async read({ before, budget }) {
			const ids = await listIds(budget.limits());
			if (!ids.ok) return ids;
			const turn = before?.memory.turn ?? 0;
			const begin = turn < ids.value.length ? turn : 0;
			const inTurn = [...ids.value.slice(begin), ...ids.value.slice(0, begin)];
			const polledRecords: Array<PolledRecord<IDataObject>> = [];
			let asked = 0;
			let failuresInARow = 0;
			let failed: FailedPhone | undefined;
			for (const id of inTurn.slice(0, MOST_PHONES)) {
				if (asked > 0 && !budget.hasTime()) break;
				if (failuresInARow === MOST_FAILURES_IN_A_ROW) break;
				const target = { ...DEVICE_STATUS, ...budget.limits() };
				const answer = await callMethod(context, account, target, {
					form: { device_id: id },
					expects: ['online', 'lastseen'],
				});
				if (!answer.ok) {
					const { failure } = answer;
					const isForAll = isAboutAll(failure);
					if (isForAll || failed === undefined) failed = { id, failure };
					// The next poll begins with this phone.
					if (isForAll) break;
					asked += 1;
					failuresInARow += 1;
					continue;
				}
				asked += 1;
				failuresInARow = 0;
				const status = statusOf(answer.value, account, offlineAfter);
				if (status === undefined) continue;
				polledRecords.push({ key: id, order: 0, status, day: 0, record: answer.value });
			}
			const next = { turn: (begin + asked) % Math.max(1, inTurn.length) };
			const hasRead = polledRecords.length > 0;
			const failure = failed && failureOf(failed, hasRead);
			if (failure && !hasRead) return { ok: false, failure: { ...failure, hints: next } };
			return success({
				// Every phone is remembered: none is ever too old.
				window: { polledRecords, frontier: -Infinity, floor: -Infinity },
				memory: asked < inTurn.length ? next : {},
				...(failure && { trouble: { failure, mustReport: failure.cause !== 'rate-limited' } }),
			});
		},
	};
}

/** A phone that could not be asked for, and why. */
interface FailedPhone {
	id: string;
	failure: Failure;
}

/** Whether it goes for all phones: a refused log-in, and a limit of requests. */
function isAboutAll({ cause }: Failure): boolean {
	return cause === 'credential-invalid' || cause === 'rate-limited';
}

/**
 * What to say of a phone that could not be asked for. It is named where the gateway told an error, or has told of
 * another phone.
 */
function failureOf({ id, failure }: FailedPhone, hasRead: boolean): Failure {
	const { vendorCode, message, advice } = failure;
	const isToldByVendor = vendorCode !== undefined;
	if (isAboutAll(failure) || !(isToldByVendor || hasRead)) return failure;
	return {
		...failure,
		message: `Phone ${id}: ${message}`,
		advice: isToldByVendor
			? 'Check that the phone is still in your account, or choose Device again under Options.'
			: advice,
	};
}

/**
 * By the time for which the phone was not seen, where the user has set one and the gateway tells it;
 * else by the gateway's own word. Undefined where it does not say.
 *
 * @param offlineAfter in seconds
 */
function statusOf(answer: IDataObject, account: Account, offlineAfter: number | undefined) {
	const seconds = numberOrNull(answer.diffseconds);
	if (offlineAfter !== undefined && seconds !== null) {
		return seconds < offlineAfter ? 'online' : 'offline';
	}
	const { online } = toDeviceStatus(answer, account.timezone);
	if (online === null) return undefined;
	return online === true ? 'online' : 'offline';
}
