import type { IDataObject } from 'n8n-workflow';
import type { Endpoint } from '../../shared/http/endpoint';
import { textOrNull } from '../../shared/record/values';
import { idOf } from '../api/ids';
import type { List } from '../api/pages';

/** See the fact sheet, section 5.4: third parties; takes `page`, a bare array. */
export const GROUPS: { endpoint: Endpoint; list: List } = {
	endpoint: { method: 'GET', url: '/groups' },
	list: { name: 'groups', paging: 'page' },
};

/** A row with an id and a name in short, e.g. a group or a sender; another one as it came. */
export function toNamed(row: IDataObject): IDataObject {
	const id = idOf(row);
	return id === null && row.name === undefined ? row : { id, name: textOrNull(row.name) };
}
