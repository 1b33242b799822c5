import type { IAllExecuteFunctions } from 'n8n-workflow';
import { success } from '../../../shared/failure';
import { Fields } from '../../../shared/fields';
import type { OutgoingMessage } from '../../../shared/outgoingMessage';
import type { SendAdapter } from '../../../shared/sendAdapter';
import { sendOperation } from '../../../shared/sendOperation';
import { readAccount, SERVICE } from '../../account';
import { toGroup } from '../../group';
import { createApi } from '../../request';
import { recordIn } from '../../rows';

interface NewGroup extends OutgoingMessage {
	name: string;
	simplify: boolean;
}

/**
 * `POST /contacts` (vendor document). Nothing says that a name can be there only once, so that it is
 * guarded like a send.
 */
export const groupCreate = sendOperation(createAdapter);

async function createAdapter(context: IAllExecuteFunctions): Promise<SendAdapter<NewGroup>> {
	const account = await readAccount(context);
	return {
		service: SERVICE,
		maxPerRequest: 1,
		outcomeInWords: {
			nothingDone: 'Nothing was created for any item.',
			notSent: () => 'The group was not created.',
			unknown: () => 'The group may still have been created, so it was not created again.',
		},
		prepare(parameter, itemIndex) {
			const fields = new Fields(context.getNode(), itemIndex, parameter);
			const name = fields.text('name', 'Name');
			return [{ itemIndex, recipientKey: '', name, simplify: fields.flag('simplify', true) }];
		},
		async transmit([group], { http }) {
			if (group === undefined) return [];
			const { name, simplify } = group;
			const api = createApi(context, account, http);
			const answer = await api.call({ method: 'POST', path: '/contacts', body: { name } });
			if (!answer.ok) return [answer];
			const row = recordIn(answer.value.data) ?? {};
			return [success(simplify ? toGroup({ name, ...row }) : row)];
		},
		failedRow: ({ name }) => toGroup({ name }),
	};
}
