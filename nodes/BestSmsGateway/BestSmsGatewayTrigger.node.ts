import type {
	IDataObject,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { messageItems } from '../shared/polling/messageItems';
import { identityOf, poll } from '../shared/polling/poll';
import { readOptions } from '../shared/polling/triggerOptions';
import { plainText } from '../shared/record/text';
import { eventSubtitle } from '../shared/ui/triggerFields';
import { triggerPanel } from '../shared/ui/triggerPanel';
import { readAccount } from './api/account';
import { dueAt, toMessage } from './records/message';
import { lowBalance } from './trigger/balance';
import { triggerProperties } from './trigger/description';
import { messageFilter, messageSource } from './trigger/messages';

export class BestSmsGatewayTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'BestSMSGateway Trigger',
		name: 'bestSmsGatewayTrigger',
		icon: {
			light: 'file:../../icons/bestSmsGateway.svg',
			dark: 'file:../../icons/bestSmsGateway.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: eventSubtitle,
		description:
			'Starts the workflow when the status of an SMS changes, or the balance of your sub-account is low',
		defaults: { name: 'BestSMSGateway Trigger' },
		polling: true,
		triggerPanel,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'bestSmsGatewayApi', required: true }],
		properties: triggerProperties,
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const account = await readAccount(this);
		const event = plainText(this.getNodeParameter('event'));
		if (event === 'balanceLow') return await poll(this, lowBalance(this, account));

		const options = readOptions(this);
		return await poll(this, {
			identity: identityOf(this, event, { ...account, name: account.subAccount }),
			source: messageSource(this, account, options),
			options,
			toItemBy: messageItems(this, {
				toMessage: (record: IDataObject) => toMessage(record, account),
				toRaw: (record) => record,
				dueAt: (record) => dueAt(record, account),
				filterBy: (by) => messageFilter(this, account, by),
			}),
			whenNothing: {
				message: 'There is no matching SMS among the newest SMS of this sub-account.',
				advice:
					'Send an SMS with BestSMSGateway, wait until it is delivered, and test again. Check Statuses, and the filters under Options, too.',
			},
		});
	}
}
