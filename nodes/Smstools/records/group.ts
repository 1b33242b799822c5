import type { IDataObject } from 'n8n-workflow';
import { textOrNull } from '../../shared/record/values';
import { idOf } from '../api/ids';

/** A row with an id and a name, simplified, e.g. a group or a sender; another one as it came. */
export function toNamed(row: IDataObject): IDataObject {
	const id = idOf(row);
	return id === null && row.name === undefined ? row : { id, name: textOrNull(row.name) };
}
