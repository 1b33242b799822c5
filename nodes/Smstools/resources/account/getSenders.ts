import { success } from '../../../shared/failure/failure';
import { SENDERS } from '../../api/endpoints';
import { readingOperation } from '../../gateway';
import { toNamed } from '../../records/group';

export const accountGetSenders = readingOperation(SENDERS.endpoint, async ({ list }) => {
	const rows = await list(SENDERS.list, Infinity);
	return rows.ok ? success(rows.value.map(toNamed)) : rows;
});
