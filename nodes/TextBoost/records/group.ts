import type { IDataObject } from 'n8n-workflow';
import { textOrNull } from '../../shared/record/values';

/** A group, simplified (fact sheet, section 5.3). */
export function toGroup(row: IDataObject): IDataObject {
	return { id: textOrNull(row.uid), name: textOrNull(row.name) };
}
