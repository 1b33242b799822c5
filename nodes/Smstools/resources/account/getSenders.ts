import { success } from '../../../shared/failure/failure';
import { readingOperation } from '../../gateway';
import { toNamed } from '../../records/group';

/** See the fact sheet, section 7; that it is a bare array is known by third parties only. */
export const accountGetSenders = readingOperation(
	{ method: 'GET', url: '/senderids' },
	async ({ list }) => {
		const rows = await list({ name: 'senderids', paging: 'none' }, Infinity);
		return rows.ok ? success(rows.value.map(toNamed)) : rows;
	},
);
