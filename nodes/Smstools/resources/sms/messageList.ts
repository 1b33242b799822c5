import type { IDataObject } from 'n8n-workflow';
import type { Reading } from '../../../shared/failure/failure';
import { success } from '../../../shared/failure/failure';
import type { Target } from '../../../shared/http/endpoint';
import type { Message } from '../../../shared/record/message';
import type { List } from '../../api/pages';
import type { Asking } from '../../gateway';

/** How messages are listed, and how a row becomes one. */
export interface MessageList {
	/** Where, if not at the endpoint of the operation. */
	target?: Target;
	list: List;
	toMessage: (row: IDataObject) => Message;
}

/** Reads messages by the fields Return All, Limit and Simplify. */
export async function readMessages(
	asking: Pick<Asking, 'fields' | 'list'>,
	{ target, list, toMessage }: MessageList,
): Promise<Reading<IDataObject[]>> {
	const { fields } = asking;
	const rows = await asking.list(list, fields.limit(), target);
	if (!rows.ok) return rows;
	return success<IDataObject[]>(
		fields.flag('simplify', true) ? rows.value.map(toMessage) : rows.value,
	);
}
