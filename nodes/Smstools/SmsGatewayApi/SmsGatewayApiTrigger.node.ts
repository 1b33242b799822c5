import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { eventSubtitle } from '../../shared/ui/triggerFields';
import { triggerPanel } from '../../shared/ui/triggerPanel';
import { triggerProperties } from '../trigger/description';
import { pollTrigger } from '../trigger/poll';

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
		// A list of its own: n8n adds to it whenever it loads the node.
		properties: [...triggerProperties],
	};

	poll = pollTrigger;
}
