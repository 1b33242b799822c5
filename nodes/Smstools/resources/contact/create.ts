import type { IAllExecuteFunctions } from 'n8n-workflow';
import type { SendAdapter } from '../../../shared/sending/sendAdapter';
import { sendOperation } from '../../../shared/sending/sendOperation';
import { readAccount, SERVICE } from '../../api/account';
import { NEW_CONTACT } from '../../api/endpoints';
import { finderOf, keyOf } from '../../fields/choices';
import type { OutgoingContact } from './outgoingContact';
import { readContact } from './outgoingContact';
import { CONTACTS_PER_REQUEST, createContacts } from './requests';

/**
 * The contacts of all input items go in few requests. Each holds
 * contacts of one group, so that a refused group leaves no doubt about contacts of another.
 */
export const contactCreate = sendOperation(NEW_CONTACT, createAdapter);

async function createAdapter(context: IAllExecuteFunctions): Promise<SendAdapter<OutgoingContact>> {
	const account = await readAccount(context);
	return {
		service: SERVICE,
		defaultCountryCode: account.defaultCountryCode,
		maxPerRequest: CONTACTS_PER_REQUEST,
		outcomeInWords: {
			nothingDone: 'Nothing was created for any item.',
			notSent: (count) =>
				count === 1 ? 'The contact was not created.' : `None of the ${count} contacts was created.`,
			unknown: (count) =>
				count === 1
					? 'The contact may still have been created, so it was not created again.'
					: `Any of the ${count} contacts may still have been created, so none was created again.`,
		},
		groupOf: ({ group }) => keyOf(group),
		prepare: (parameter, itemIndex) => [readContact(context, account, parameter, itemIndex)],
		async transmit(contacts, { http }) {
			const [first] = contacts;
			if (first === undefined) return [];
			const groupId = await finderOf(context, account, http).groupId(first.group);
			if (!groupId.ok) return contacts.map(() => groupId);
			const inGroup = contacts.map((contact) => ({ ...contact, groupId: groupId.value }));
			return await createContacts(context, account, http, inGroup);
		},
	};
}
