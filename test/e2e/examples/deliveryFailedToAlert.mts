import { Failure } from '../../../scripts/n8n/failure.mts';
import { waitFor } from '../../../scripts/n8n/waitFor.mts';
import { readSandboxExample } from '../../../scripts/sandboxExample.mts';
import { publishAndTakeBaseline } from '../../../scripts/triggers/workflow.mts';
import { secondsForPoll } from '../polling.mts';
import type { Stage } from '../stage.mts';

/**
 * Runs "Delivery failed → alert": one alert for all SMS that have failed at once.
 *
 * @returns what was seen, a phrase
 * @throws Failure when there is no alert, or more than one
 */
export async function runDeliveryFailedToAlert({ session, sandbox }: Stage): Promise<string> {
	const { bestSmsGateway, smstools } = sandbox;
	const example = await readSandboxExample('delivery-failed-to-alert.json', session.rest, sandbox);
	await publishAndTakeBaseline(example, 'Delivery failed', session);
	const earlier = smstools.sent.length;
	const ids = bestSmsGateway.seedMessages(7, (i) => ({ recipient: `491575298${i}`, text: 'x' }));
	for (const id of ids) bestSmsGateway.endMessage(id, -4);

	const alert = await waitFor('the alert', secondsForPoll, session.signal, () =>
		smstools.sent.at(earlier),
	);
	const count = smstools.sent.length - earlier;
	if (count !== 1) throw new Failure(`7 SMS have failed, and ${count} alerts were sent.`);
	return `one alert for ${ids.length} SMS, “${alert.text}”`;
}
