import type { INodeTypeDescription } from 'n8n-workflow';

const BY_HAND =
	"<b>While you build your workflow</b>, select 'Fetch Test Event'. This shows up to three recent SMS, or the current devices or balance, even if they are not new. It does not mark them as seen.<br /><br /><b>'Execute workflow' runs everything with them</b>: nodes that send SMS really send them.";
const BY_ITSELF =
	'n8n checks the gateway at the times under Poll Times, and starts the workflow for anything new. Anything from before you first published the workflow is ignored.';

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
