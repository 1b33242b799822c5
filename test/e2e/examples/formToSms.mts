import { newVisitor, sendThroughForm } from '../../../lab/n8n/formToSms.mts';
import { openForm, submitForm } from '../../../lab/n8n/formVisitor.mts';
import { Failure } from '../../../lab/n8n/failure.mts';
import { isOver } from '../../../lab/n8n/restClient.mts';
import { itemsOf } from '../../../lab/n8n/runData.mts';
import { waitFor } from '../../../lab/n8n/waitFor.mts';
import { publishExample } from '../publishedExample.mts';
import type { Stage } from '../stage.mts';

const secondsForRuns = 60;

/** Somebody fills in the form, and the phone has the SMS; somebody clicks twice, and it has one. */
export async function runFormToSms(stage: Stage): Promise<string> {
	const { rest, origin, signal } = stage.session;
	const workflow = await publishExample('form-to-sms.json', stage);
	const form = await openForm(workflow, origin, signal);
	const { sendto, body } = await sendThroughForm(workflow.id, form, rest, stage.sandbox, signal);

	const earlier = stage.sandbox.smsGateway24.messages.length;
	const visitor = newVisitor();
	await Promise.all([submitForm(form, visitor, signal), submitForm(form, visitor, signal)]);
	const clicks = await waitFor('both clicks to be over', secondsForRuns, signal, async () => {
		const runs = await rest.newestExecutions(workflow.id, 3);
		return runs.length === 3 && runs.every(isOver) ? runs.slice(0, 2) : undefined;
	});
	const statuses = clicks
		.flatMap(({ resultData }) => itemsOf(resultData, 'Send SMS'))
		.map(({ status }) => String(status));
	const sent = stage.sandbox.smsGateway24.messages.length - earlier;
	if (sent !== 1 || statuses.toSorted().join() !== 'queued,skipped') {
		throw new Failure(`Two clicks at once sent ${sent} SMS: ${statuses.join(', ')}.`);
	}
	return `“${body}” for ${sendto}, and one SMS for two clicks at once`;
}
