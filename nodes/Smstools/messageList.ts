import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';
import type { Endpoint, Target } from '../shared/endpoint';
import type { Reading } from '../shared/failure';
import { success } from '../shared/failure';
import { fieldsOf } from '../shared/fields';
import type { Message } from '../shared/message';
import type { Account } from './account';
import type { List } from './list';
import { readList } from './list';

/** See the fact sheet, section 3.4. */
export const INBOX: Endpoint = { method: 'GET', url: '/message/inbox' };

/** See the fact sheet, section 3.7. */
export const HISTORY: Endpoint = { method: 'GET', url: '/message/history' };

/** Where messages are listed, and how a row becomes one. */
export interface MessageList {
	target: Target;
	list: List;
	toMessage: (row: IDataObject) => Message;
}

/** Reads messages by the fields Return All, Limit and Simplify. */
export async function readMessages(
	context: IExecuteSingleFunctions,
	account: Account,
	{ target, list, toMessage }: MessageList,
): Promise<Reading<IDataObject[]>> {
	const fields = fieldsOf(context);
	const rows = await readList(context, account, target, list, fields.limit());
	if (!rows.ok) return rows;
	return success<IDataObject[]>(
		fields.flag('simplify', true) ? rows.value.map(toMessage) : rows.value,
	);
}
