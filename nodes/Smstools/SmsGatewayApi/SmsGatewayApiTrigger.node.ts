import type {
	IDataObject,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { messageItems } from '../../shared/polling/messageItems';
import { identityOf, poll } from '../../shared/polling/poll';
import { readOptions } from '../../shared/polling/triggerOptions';
import { eventSubtitle } from '../../shared/ui/triggerFields';
import { triggerPanel } from '../../shared/ui/triggerPanel';
import { readAccount } from '../api/account';
import { triggerProperties } from '../trigger/description';
import { messageFilter, messageSource, toMessageOf } from '../trigger/messages';

export class SmsGatewayApiTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Smstools Trigger',
		name: 'smsGatewayApiTrigger',
		icon: {
			light: 'file:../../../icons/smstools.svg',
			dark: 'file:../../../icons/smstools.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: eventSubtitle,
		description: 'Starts the workflow when an SMS comes in or the status of an SMS changes',
		defaults: { name: 'Smstools Trigger' },
		polling: true,
		triggerPanel,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'smstoolsGatewayApi', required: true }],
		properties: triggerProperties,
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const account = await readAccount(this);
		const event =
			this.getNodeParameter('event') === 'smsStatusChanged' ? 'smsStatusChanged' : 'smsReceived';
		const options = readOptions(this);
		return await poll(this, {
			identity: identityOf(this, event, { ...account, name: account.clientId }),
			source: messageSource(this, account, event, options),
			options,
			toItemBy: messageItems(this, {
				toMessage: toMessageOf(event, account),
				toRaw: (row: IDataObject) => row,
				filterBy: (by) => messageFilter(account, event, by),
			}),
			whenNothing:
				event === 'smsReceived'
					? {
							message: 'There is no matching SMS among the newest messages in the inbox.',
							advice:
								'Check the options, such as Types. If they are right, send an SMS to your virtual number at Smstools and test again.',
						}
					: {
							message: 'There is no matching SMS among the newest messages in the history.',
							advice:
								'Send an SMS with Smstools, wait for its delivery report, and test again. Check Statuses, and the filters under Options, too.',
						},
		});
	}
}
