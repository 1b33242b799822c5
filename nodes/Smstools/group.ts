import type { IDataObject } from 'n8n-workflow';
import type { Endpoint } from '../shared/endpoint';
import { textOrNull } from '../shared/values';
import { idOf } from './ids';
import type { List } from './list';

/** See the fact sheet, section 5.4: third parties; takes `page`, a bare array. */
export const GROUPS: { endpoint: Endpoint; list: List } = {
	endpoint: { method: 'GET', url: '/groups' },
	list: { name: 'groups', paging: 'page' },
};

/** A row with an id and a name, simplified, e.g. a group or a sender; another one as it came. */
export function toNamed(row: IDataObject): IDataObject {
	const id = idOf(row);
	return id === null && row.name === undefined ? row : { id, name: textOrNull(row.name) };
}
