import type {
	IDataObject,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { balanceTrigger } from '../shared/polling/balanceTrigger';
import type { RequestLimits } from '../shared/polling/budget';
import { messageItems } from '../shared/polling/messageItems';
import { identityOf, poll } from '../shared/polling/poll';
import { readOptions } from '../shared/polling/triggerOptions';
import { plainText } from '../shared/record/text';
import { eventSubtitle } from '../shared/ui/triggerFields';
import { triggerPanel } from '../shared/ui/triggerPanel';
import { readAccount } from './api/account';
import { createApi } from './api/request';
import { toMessage } from './records/message';
import { readBalance } from './trigger/balance';
import { triggerProperties } from './trigger/description';
import { messageFilter, messageSource } from './trigger/messages';

export class TextBoostTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'TextBoost Trigger',
		name: 'textBoostTrigger',
		icon: {
			light: 'file:../../icons/textBoost.svg',
			dark: 'file:../../icons/textBoost.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: eventSubtitle,
		description:
			'Starts the workflow when an SMS comes in, the status of an SMS changes, or the balance is low, with TextBoost and other hosts of Ultimate SMS',
		defaults: { name: 'TextBoost Trigger' },
		polling: true,
		triggerPanel,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'textBoostApi', required: true }],
		properties: triggerProperties,
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const account = await readAccount(this);
		const event = plainText(this.getNodeParameter('event'));

		if (event === 'balanceLow') {
			const simplify = this.getNodeParameter('simplify', true) === true;
			const read = async (limits: RequestLimits) =>
				await readBalance(createApi(this, account, limits), simplify);
			return await poll(this, balanceTrigger(this, account, read));
		}

		const messageEvent = event === 'smsStatusChanged' ? 'smsStatusChanged' : 'smsReceived';
		const options = readOptions(this);
		return await poll(this, {
			identity: identityOf(this, event, account),
			source: messageSource(this, account, messageEvent, options),
			options,
			toItemBy: messageItems(this, {
				toMessage: (row: IDataObject) => toMessage(row, account.timezone),
				toRaw: (row) => row,
				filterBy: (by) => messageFilter(messageEvent, account, by),
			}),
			whenNothing:
				messageEvent === 'smsReceived'
					? {
							message: 'There is no matching received SMS among the newest SMS at this host.',
							advice:
								'Send an SMS to the number that your host has assigned to you, and test again. Check the filters under Options, too.',
						}
					: {
							message: 'There is no matching sent SMS among the newest SMS at this host.',
							advice:
								'Send an SMS with TextBoost and test again. Check Statuses, and the filters under Options, too.',
						},
		});
	}
}
