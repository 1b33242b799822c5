import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { eventSubtitle } from '../shared/ui/triggerFields';
import { triggerPanel } from '../shared/ui/triggerPanel';
import { triggerProperties } from './trigger/description';
import { pollTrigger } from './trigger/poll';

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
		// A list of its own: n8n adds to it whenever it loads the node.
		properties: [...triggerProperties],
	};

	poll = pollTrigger;
}
