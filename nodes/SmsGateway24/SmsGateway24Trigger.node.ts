import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { eventSubtitle } from '../shared/ui/triggerFields';
import { triggerPanel } from '../shared/ui/triggerPanel';
import { searchDevices } from './listSearch';
import { triggerProperties } from './trigger/description';
import { pollTrigger } from './trigger/poll';

export class SmsGateway24Trigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SmsGateway24 Trigger',
		name: 'smsGateway24Trigger',
		icon: {
			light: 'file:../../icons/smsGateway24.svg',
			dark: 'file:../../icons/smsGateway24.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: eventSubtitle,
		description:
			'Starts the workflow when a phone gets an SMS, the status of an SMS changes, or a phone goes offline',
		defaults: { name: 'SmsGateway24 Trigger' },
		polling: true,
		triggerPanel,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'smsGateway24Api', required: true }],
		// A list of its own: n8n adds to it whenever it loads the node.
		properties: [...triggerProperties],
	};

	methods = { listSearch: { searchDevices } };

	poll = pollTrigger;
}
