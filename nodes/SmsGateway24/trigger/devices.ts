import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import type { Reading } from '../../shared/failure';
import { success } from '../../shared/failure';
import type { TriggerOptions } from '../../shared/polling/messageItems';
import type { RecordSource } from '../../shared/polling/recordSource';
import type { Sighting } from '../../shared/polling/tracker';
import { numberOrNull } from '../../shared/values';
import type { Account } from '../account';
import { toDevice, toDeviceStatus } from '../device';
import { callMethod } from '../request';
import { readRows } from '../rows';

const MINUTE_SECONDS = 60;

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
	const chosen = options.id('deviceId');
	const offlineAfter =
		options.text('offlineAfterMinutes') === undefined
			? 0
			: options.number('offlineAfterMinutes', 'Offline After (Minutes)', 0) * MINUTE_SECONDS;

	const listIds = async (timeout: number): Promise<Reading<string[]>> => {
		if (chosen !== undefined) return success([chosen]);
		const target = { url: '/getalldevices', timeout };
		const answer = await callMethod(context, account, target, {
			form: {},
			expects: ['device', 'count'],
		});
		const rows = answer.ok ? readRows(answer.value.device, 'devices') : answer;
		if (!rows.ok) return rows;
		const ids = rows.value.map((row) => String(toDevice(row, account.timezone).id ?? ''));
		return success(ids.filter((id) => id !== '').sort((a, b) => Number(a) - Number(b)));
	};

	return {
		openStatuses: new Set(),
		followDays: 0,
		async read({ before, budget }) {
			const ids = await listIds(budget.timeoutMs());
			if (!ids.ok) return ids;
			const turn = before?.memory.turn ?? 0;
			const begin = turn < ids.value.length ? turn : 0;
			const inTurn = [...ids.value.slice(begin), ...ids.value.slice(0, begin)];
			const sightings: Array<Sighting<IDataObject>> = [];
			let asked = 0;
			for (const id of inTurn) {
				if (asked > 0 && !budget.hasTime()) break;
				const target = { url: '/getdevicestatus', timeout: budget.timeoutMs() };
				const answer = await callMethod(context, account, target, {
					form: { device_id: id },
					expects: ['online', 'lastseen'],
				});
				if (!answer.ok) return answer;
				asked += 1;
				const status = statusOf(answer.value, account, offlineAfter);
				if (status === undefined) continue;
				sightings.push({ key: id, order: 0, status, day: 0, record: answer.value });
			}
			return success({
				// Every phone is remembered: none is ever too old.
				window: { sightings, frontier: -Infinity, floor: -Infinity },
				memory: asked < inTurn.length ? { turn: (begin + asked) % inTurn.length } : {},
			});
		},
	};
}

/** Undefined where the gateway does not say whether the phone is online. */
function statusOf(answer: IDataObject, account: Account, offlineAfter: number) {
	const { online } = toDeviceStatus(answer, account.timezone);
	if (online === null) return undefined;
	const seconds = numberOrNull(answer.diffseconds) ?? Infinity;
	return online === true || seconds < offlineAfter ? 'online' : 'offline';
}
