import { routingOf } from '../../../shared/declarativeRequest';
import { success } from '../../../shared/failure';
import { readAccount } from '../../account';
import { toNamed } from '../../group';
import { readList } from '../../list';

/** See the fact sheet, section 7; that it is a bare array is known by third parties only. */
export const accountGetSendersRouting = routingOf(
	{ method: 'GET', url: '/senderids' },
	async (context, target) => {
		const account = await readAccount(context);
		const list = { name: 'senderids', paging: 'none' } as const;
		const rows = await readList(context, account, target, list, Infinity);
		return rows.ok ? success(rows.value.map(toNamed)) : rows;
	},
);
