import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { eventSubtitle } from '../shared/ui/triggerFields';
import { triggerPanel } from '../shared/ui/triggerPanel';
import { triggerProperties } from './trigger/description';
import { pollTrigger } from './trigger/poll';

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
		// A list of its own: n8n adds to it whenever it loads the node.
		properties: [...triggerProperties],
	};

	poll = pollTrigger;
}
