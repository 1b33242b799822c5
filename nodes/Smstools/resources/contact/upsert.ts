import type { IAllExecuteFunctions, IDataObject } from 'n8n-workflow';
import type { Reading } from '../../../shared/failure/failure';
import type { SendAdapter } from '../../../shared/sending/sendAdapter';
import { sendOperation } from '../../../shared/sending/sendOperation';
import { readAccount, SERVICE } from '../../api/account';
import { NEW_CONTACT } from '../../api/endpoints';
import { finderOf } from '../../fields/choices';
import { ContactDirectory } from './directory';
import type { OutgoingContact } from './outgoingContact';
import { readContact } from './outgoingContact';
import { saveContact } from './save';

/**
 * Looks the number up in the contact list, then updates or creates. The list is read once for all
 * items of a run, as far as they need it. Items with the same number are saved one after the other,
 * so that the last one wins.
 */
export const contactUpsert = sendOperation(NEW_CONTACT, createAdapter);

async function createAdapter(context: IAllExecuteFunctions): Promise<SendAdapter<OutgoingContact>> {
	const account = await readAccount(context);
	const turns = new Map<string, Promise<Reading<IDataObject>>>();
	let directory: ContactDirectory | undefined;
	return {
		service: SERVICE,
		defaultCountryCode: account.defaultCountryCode,
		maxPerRequest: 1,
		outcomeInWords: {
			nothingDone: 'Nothing was saved for any item.',
			notSent: () => 'The contact was not saved.',
			unknown: () => 'The contact may still have been saved.',
		},
		prepare: (parameter, itemIndex) => [readContact(context, account, parameter, itemIndex)],
		async transmit([contact], { http }) {
			if (contact === undefined) return [];
			if (directory === undefined || directory.isToBeReadAgain) {
				directory = new ContactDirectory(context, account, http);
			}
			const contacts = directory;
			const earlier = turns.get(contact.recipientKey) ?? Promise.resolve();
			const saved = earlier.then(async () => {
				const groupId = await finderOf(context, account, http).groupId(contact.group);
				if (!groupId.ok) return groupId;
				const inGroup = { ...contact, groupId: groupId.value };
				return await saveContact(context, account, http, inGroup, contacts);
			});
			turns.set(contact.recipientKey, saved);
			return [await saved];
		},
	};
}
