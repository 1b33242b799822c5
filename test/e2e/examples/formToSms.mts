import { prepareFormToSms, sendThroughForm } from '../../../scripts/formToSms.mts';
import { Failure } from '../../../scripts/n8n/failure.mts';
import type { Stage } from '../stage.mts';

/** Somebody fills in the form, and the phone has the SMS. */
export async function runFormToSms({ session, sandbox }: Stage): Promise<string> {
	const { rest, origin, signal, userFolder } = session;
	const { workflowId, form } = await prepareFormToSms(rest, origin, userFolder, sandbox, signal);
	if (form === undefined) throw new Failure('Somebody has changed the workflow meanwhile.');
	const { sendto, body } = await sendThroughForm(workflowId, form, rest, sandbox, signal);
	return `“${body}” for ${sendto}`;
}
