import type { INodeTypeDescription } from 'n8n-workflow';

const BY_HAND =
	"<b>While you build your workflow</b>, select 'Fetch Test Event'. It shows up to three of the newest SMS, or the present state of devices and balance, also what was there before, and does not remember them.<br /><br /><b>'Execute workflow' runs everything with them</b>: what sends SMS in your workflow really sends.";
const BY_ITSELF =
	'n8n asks the gateway at the times under Poll Times, and starts the workflow for what is new since the last time. What was there before you published it for the first time does not start it.';

/** What n8n shows beside the parameters of a trigger, under "When will this node trigger my flow?". */
export const triggerPanel: INodeTypeDescription['triggerPanel'] = {
	header: '',
	executionsHelp: {
		inactive: `${BY_HAND}<br /><br /><b>Once your workflow is published</b>, ${BY_ITSELF}`,
		active: `${BY_HAND}<br /><br /><b>Your workflow is published</b>: ${BY_ITSELF}`,
	},
	activationHint:
		'Once you publish the workflow, it also runs by itself, at the times under Poll Times.',
};
