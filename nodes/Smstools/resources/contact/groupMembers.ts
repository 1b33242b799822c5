import type { IDataObject } from 'n8n-workflow';
import { unreadable } from '../../../shared/failure/unreadable';
import type { Reading } from '../../../shared/failure/failure';
import { refusal, success } from '../../../shared/failure/failure';
import { textOrNull } from '../../../shared/record/values';
import type { GroupContact } from '../../../shared/sync/contact';
import { SERVICE } from '../../api/account';
import { idOf } from '../../api/ids';
import { contactValues, groupOf, tellsGroup } from '../../records/contact';

/**
 * The contacts of groups among all contacts of the account. The list is known by third parties only, and a row may not tell
 * its group (fact sheet, section 5.3). Where none does, nobody's group is guessed. Where others do, a row without one
 * counts as in no group: Smstools itself refuses to create a contact that is there after all.
 *
 * @returns the contacts of each group, by the ids given
 */
export function membersOf(
	rows: readonly IDataObject[],
	groupIds: readonly string[],
): Reading<Map<string, GroupContact[]>> {
	if (rows.length > 0 && !rows.some(tellsGroup)) {
		return refusal({
			message: `The contact list of ${SERVICE} does not show which group a contact is in, so this group cannot be compared. Nothing was changed.`,
			advice: 'Use Create or Update instead, which saves each contact of the input.',
			outcome: 'notSent',
		});
	}
	const members = new Map(groupIds.map((id) => [id, new Array<GroupContact>()]));
	for (const row of rows) {
		const group = groupOf(row);
		const id = idOf(row);
		if (group === null) {
			if (isEmpty(row.groupid) && isEmpty(row.groupId)) continue;
			return refusal(unreadable(SERVICE, 'a contact', row, 'its group is not an ID'));
		}
		const ofGroup = members.get(group);
		if (ofGroup === undefined) continue;
		if (id === null) return refusal(unreadable(SERVICE, 'a contact', row, 'it has no ID'));
		ofGroup.push({ id, phone: textOrNull(row.phone) ?? '', values: contactValues(row), row });
	}
	return success(members);
}

function isEmpty(value: unknown): boolean {
	return value === undefined || value === null;
}
