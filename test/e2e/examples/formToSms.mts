import { sendThroughForm } from '../../../lab/n8n/formToSms.mts';
import { openForm } from '../../../lab/n8n/formVisitor.mts';
import { publishExample } from '../publishedExample.mts';
import type { Stage } from '../stage.mts';

/** Somebody fills in the form, and the phone has the SMS. */
export async function runFormToSms(stage: Stage): Promise<string> {
	const { rest, origin, signal } = stage.session;
	const workflow = await publishExample('form-to-sms.json', stage);
	const form = await openForm(workflow, origin, signal);
	const { sendto, body } = await sendThroughForm(workflow.id, form, rest, stage.sandbox, signal);
	return `“${body}” for ${sendto}`;
}
