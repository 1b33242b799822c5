import type { IAllExecuteFunctions, IDataObject } from 'n8n-workflow';
import type { Failure, Reading } from '../../../shared/failure/failure';
import { refusal, success } from '../../../shared/failure/failure';
import type { Account } from '../../api/account';
import { SERVICE } from '../../api/account';
import { CONTACT_CHANGE } from '../../api/endpoints';
import { idOf } from '../../api/ids';
import type { HttpSettings } from '../../api/request';
import { callMethod } from '../../api/request';
import { groupOf, toContact } from '../../records/contact';
import type { ContactDirectory } from './directory';
import type { ContactInGroup } from './outgoingContact';
import { contactRow } from './outgoingContact';
import { changeOf, createContacts, IN_GROUP_ALREADY } from './requests';

/**
 * Updates the contact of this number in the group, or creates it.
 *
 * The contact list is known by third parties only, and may not tell a contact's group (fact sheet,
 * section 5.3). A row that tells the group decides. Otherwise the vendor's refusal does, that the
 * number is in the group already: then the contact is the row with the number, if there is just one,
 * for no id is ever guessed.
 */
export async function saveContact(
	context: IAllExecuteFunctions,
	account: Account,
	http: HttpSettings,
	contact: ContactInGroup,
	directory: ContactDirectory,
): Promise<Reading<IDataObject>> {
	const found = await directory.find(contact.phone, contact.groupId);
	// A look-up changes nothing, so that whatever happened to it may be tried again.
	if (!found.ok) return refusal({ ...found.failure, outcome: 'notSent' });

	const inGroup = found.value.find((row) => groupOf(row) === contact.groupId);
	if (inGroup && idOf(inGroup)) return await update(context, account, http, contact, inGroup);

	const [created = refusal<never>(noId(contact))] = await createContacts(context, account, http, [
		contact,
	]);
	if (created.ok) {
		const { id } = created.value;
		directory.add({
			ID: id,
			phone: contact.phone,
			groupid: contact.groupId,
			...contact.details,
		});
		return success({ ...created.value, isNew: true });
	}
	if (created.failure.vendorCode !== IN_GROUP_ALREADY) return created;
	const candidates = found.value.filter((row) => [null, contact.groupId].includes(groupOf(row)));
	const [candidate, ...others] = candidates;
	if (!candidate || others.length > 0) return refusal(noId(contact));
	return await update(context, account, http, contact, candidate);
}

/**
 * Updates the contact of a row of the list, and the row, so that names which were left empty come
 * back as Smstools has them. Without anything to change there is nothing to ask.
 */
async function update(
	context: IAllExecuteFunctions,
	account: Account,
	http: HttpSettings,
	contact: ContactInGroup,
	row: IDataObject,
): Promise<Reading<IDataObject>> {
	const id = idOf(row);
	if (id === null) return refusal(noId(contact));
	if (Object.keys(contact.details).length > 0) {
		const target = { ...http, ...CONTACT_CHANGE };
		const updated = await callMethod(context, account, target, changeOf(id, contact.details));
		if (!updated.ok) return updated;
	}
	Object.assign(row, contact.details);
	const { firstName, lastName } = toContact(row);
	return success({ ...contactRow(contact, id, null), firstName, lastName, isNew: false });
}

function noId({ phone }: ContactInGroup): Failure {
	return {
		message: `${SERVICE} already has ${phone} in this group, but its contact list does not show the ID.`,
		advice: 'Look up the ID of the contact at Smstools, and use Update with it.',
		outcome: 'notSent',
	};
}
