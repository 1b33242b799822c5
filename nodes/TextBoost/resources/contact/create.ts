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
import { bodyOfNew, readContactWrite, writeContact } from './write';

interface NewContact extends OutgoingMessage {
	groupId: string;
	write: ContactWrite;
}

/**
 * `POST /contacts/{group_id}/store` (vendor document). The versions that were seen refuse a number that is
 * in the group already (fact sheet, section 16.9), but not every version may, and who stands twice in a
 * group gets a campaign twice. So it is guarded like a send.
 */
export const contactCreate = sendOperation(createAdapter);

async function createAdapter(context: IAllExecuteFunctions): Promise<SendAdapter<NewContact>> {
	const account = await readAccount(context);
	return {
		service: SERVICE,
		defaultCountryCode: account.defaultCountryCode,
		maxPerRequest: 1,
		outcomeInWords: {
			nothingDone: 'Nothing was created for any item.',
			notSent: () => 'The contact was not created.',
			unknown: () => 'The contact may still have been created, so it was not created again.',
		},
		prepare(parameter, itemIndex) {
			const fields = new Fields(context.getNode(), itemIndex, parameter);
			const groupId = readUid(fields, 'groupId', 'Group');
			const phone = parameter('phone', '');
			const write = readContactWrite(fields, phone, account.defaultCountryCode);
			return [{ itemIndex, recipientKey: write.phone, groupId, write }];
		},
		async transmit([contact], { http }) {
			if (contact === undefined) return [];
			const { groupId, write } = contact;
			const api = createApi(context, account, http);
			const path = `/contacts/${groupId}/store`;
			const call = { method: 'POST' as const, path, body: bodyOfNew(write) };
			return [await writeContact(api, call, write, write.row, groupId)];
		},
		failedRow: ({ groupId, write }) => toContact(write.row, groupId),
	};
}
