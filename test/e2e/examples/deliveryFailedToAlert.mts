import { isDeepStrictEqual } from 'node:util';
import { withParameters } from '../../../lab/n8n/exampleWorkflow.mts';
import { Failure } from '../../../lab/n8n/failure.mts';
import { finishedRun } from '../../../lab/n8n/finishedRun.mts';
import { readSandboxExample } from '../../../lab/n8n/sandboxExample.mts';
import type { Stage } from '../stage.mts';
import { secondsForPoll } from '../triggers/waits.mts';
import { publishAndTakeBaseline } from '../triggers/workflow.mts';

const personOnCall = '32474123456';

/**
 * Runs "Delivery failed → alert": one alert for all SMS that have failed at once.
 *
 * @returns what was seen, a phrase
 * @throws Failure when there is no alert, more than one, or another text, number or sender
 */
export async function runDeliveryFailedToAlert({ session, sandbox }: Stage): Promise<string> {
	const { bestSmsGateway, smstools } = sandbox;
	const { rest, signal } = session;
	const imported = await readSandboxExample('delivery-failed-to-alert.json', rest, sandbox);
	const example = withParameters(imported, 'Alert by SMS', { to: personOnCall });
	const workflowId = await publishAndTakeBaseline(example, 'Delivery failed', session);
	const earlier = smstools.sent.length;
	const numbers = Array.from({ length: 7 }, (_, index) => `491575298${index}`);
	const failAll = () => {
		const seed = (index: number) => ({ recipient: numbers[index], text: 'x' });
		const ids = bestSmsGateway.seedMessages(numbers.length, seed);
		for (const id of ids) bestSmsGateway.endMessage(id, -4);
	};
	await finishedRun(workflowId, rest, signal, failAll, secondsForPoll);

	const first = numbers.slice(0, 5).map((number) => `${number} (UNDELIVERABLE)`);
	const words = `${numbers.length} SMS not delivered, to ${first.join(', ')} and others`;
	const alerts = smstools.sent.slice(earlier).map(({ to, sender, text }) => [to, sender, text]);
	if (!isDeepStrictEqual(alerts, [[personOnCall, 'Alert', words]])) {
		throw new Failure(`Not this alert was sent, “${words}”, but: ${JSON.stringify(alerts)}`);
	}
	return `one alert for ${numbers.length} SMS, “${words}”`;
}
