import { success } from '../../../shared/failure/failure';
import type { Action } from '../../api/endpoints';
import { DELETE_SMS, FETCH_SMS, STOP_SMS } from '../../api/endpoints';
import { actAndCount, actByIds, readList, idsOf } from '../../api/pages';
import { plainOperation } from '../../gateway';
import { readNarrowFilters } from './filters';

/**
 * Acts on SMS by filters (vendor document; fact sheet, section 5). Where the
 * gateway cannot apply a filter exactly, the messages are found and trimmed first, and acted on by
 * their ids.
 *
 * @param verb what the action does, e.g. "stop"
 * @param done the key that tells whether anything was done, e.g. "stopped"
 */
function actOnSmsRouting(action: Action, verb: string, done: string) {
	return plainOperation(action, async ({ connection, account, fields, zone }) => {
		const { form, keep } = readNarrowFilters(fields, account, zone, verb);
		const act = async () => {
			if (!keep) return await actAndCount(connection, action, form);
			const search = { action: FETCH_SMS, idKey: 'sms_id', form, keep } as const;
			const found = await readList(connection, search);
			const ids = found.ok ? idsOf(found.value, 'sms_id') : found;
			if (!ids.ok) return ids;
			return await actByIds(connection, { action, name: 'sms_ids', ids: ids.value });
		};
		const count = await act();
		return count.ok ? success([{ [done]: count.value > 0, count: count.value }]) : count;
	});
}

export const smsDeleteRouting = actOnSmsRouting(DELETE_SMS, 'delete', 'deleted');

export const smsStopRouting = actOnSmsRouting(STOP_SMS, 'stop', 'stopped');
