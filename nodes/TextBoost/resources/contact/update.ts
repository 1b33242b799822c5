import type { IAllExecuteFunctions } from 'n8n-workflow';
import { Fields } from '../../../shared/fields';
import type { OutgoingMessage } from '../../../shared/outgoingMessage';
import type { SendAdapter } from '../../../shared/sendAdapter';
import { sendOperation } from '../../../shared/sendOperation';
import { readAccount, SERVICE } from '../../account';
import { toContact } from '../../contact';
import { readUid } from '../../fieldValues';
import { createApi } from '../../request';
import type { ContactWrite } from './write';
import { bodyOfChange, readContactWrite, SAVED_IN_WORDS, writeContact } from './write';

interface ContactChange extends OutgoingMessage {
	groupId: string;
	uid: string;
	write: ContactWrite;
}

/**
 * `PATCH /contacts/{group_id}/update/{uid}` (vendor document, where the number is required). What may have been changed
 * may be changed again: it does no harm.
 */
export const contactUpdate = sendOperation(createAdapter);

async function createAdapter(context: IAllExecuteFunctions): Promise<SendAdapter<ContactChange>> {
	const account = await readAccount(context);
	const { defaultCountryCode } = account;
	return {
		service: SERVICE,
		defaultCountryCode,
		maxPerRequest: 1,
		isRepeatable: true,
		outcomeInWords: SAVED_IN_WORDS,
		prepare(parameter, itemIndex) {
			const fields = new Fields(context.getNode(), itemIndex, parameter);
			const groupId = readUid(fields, 'groupId', 'Group');
			const uid = readUid(fields, 'contactId', 'Contact');
			const write = readContactWrite(fields, parameter('phone', ''), defaultCountryCode);
			return [{ itemIndex, recipientKey: write.phone, groupId, uid, write }];
		},
		async transmit([contact], { http }) {
			if (contact === undefined) return [];
			const { groupId, uid, write } = contact;
			const api = createApi(context, account, http);
			const path = `/contacts/${groupId}/update/${uid}`;
			const call = { method: 'PATCH' as const, path, body: bodyOfChange(write) };
			return [await writeContact(api, call, write, { uid, ...write.row }, groupId)];
		},
		failedRow: ({ groupId, uid, write }) => toContact({ uid, ...write.row }, groupId),
	};
}
