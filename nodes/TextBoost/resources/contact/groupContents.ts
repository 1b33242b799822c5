import type { Reading } from '../../../shared/failure/failure';
import { refusal, success } from '../../../shared/failure/failure';
import { unreadable } from '../../../shared/failure/unreadable';
import type { GroupContact } from '../../../shared/sync/contact';
import type { GroupContents } from '../../../shared/sync/syncAdapter';
import { SERVICE } from '../../api/account';
import { contactsOf } from '../../api/endpoints';
import { HOST_FAULT } from '../../api/errors';
import { readWholeList } from '../../api/pages';
import type { Api } from '../../api/request';
import { groupContactIn } from './syncValues';

/**
 * The contacts of a group. Where the host cannot list them, from version 3.9 to 3.13 (fact sheet, section 16.9), nothing
 * can be compared. Never throws.
 */
export async function readGroupContents(
	api: Api,
	groupId: string,
): Promise<Reading<GroupContents>> {
	const list = await readWholeList(api, contactsOf(groupId), 'contacts');
	if (!list.ok) {
		const { failure } = list;
		if (failure.meaning !== 'contactListBroken') return list;
		return refusal({
			...failure,
			message: `${failure.message} Without it, the group cannot be compared with the input, so nothing was changed in it.`,
			advice: `${HOST_FAULT} Until it is repaired, Create or Update can add new contacts, but not update existing ones.`,
		});
	}
	const { rows, isWhole } = list.value;
	const contacts: GroupContact[] = [];
	for (const row of rows) {
		const contact = groupContactIn(row);
		if (contact === undefined) return refusal(unreadable(SERVICE, 'a contact', row));
		contacts.push(contact);
	}
	return success({ contacts, isWhole });
}
