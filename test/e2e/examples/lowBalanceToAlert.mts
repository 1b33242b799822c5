import { isDeepStrictEqual } from 'node:util';
import { withCredential, withParameters } from '../../../lab/n8n/exampleWorkflow.mts';
import { Failure } from '../../../lab/n8n/failure.mts';
import { waitFor } from '../../../lab/n8n/waitFor.mts';
import { PIXEL_7 } from '../../../lab/sandbox/smsGateway24.mts';
import { readSandboxExample } from '../../../lab/n8n/sandboxExample.mts';
import type { Stage } from '../stage.mts';
import { secondsForPoll } from '../triggers/waits.mts';
import { publishAndTakeBaseline } from '../triggers/workflow.mts';

/** After a poll, a further alert would have come by then. */
const millisecondsForAlert = 5000;
/** The number that gets the alert. */
export const personInCharge = '+31612345678';

/**
 * Runs "Low balance → alert": one alert when the balance falls below the limit, through another
 * gateway, and no second one while it falls further.
 *
 * @returns what was seen, a phrase
 * @throws Failure when there is no alert, more than one, or another text or number
 */
export async function runLowBalanceToAlert({ session, sandbox }: Stage): Promise<string> {
	const { smsGateway24, textBoost, requests } = sandbox;
	const prepared = await readSandboxExample('low-balance-to-alert.json', session.rest, sandbox);
	const device = { __rl: true, mode: 'list', value: String(PIXEL_7.id) };
	const fields = { deviceId: device, to: personInCharge };
	const onDevice = withParameters(prepared, 'Alert by SMS', fields);
	// n8n publishes nothing with a node that lacks its credential; nobody listens there.
	const smtp = { name: 'No email', type: 'smtp', data: { host: '127.0.0.1', port: 1 } };
	const chosen = { id: await session.rest.putCredential(smtp), name: smtp.name };
	const example = withCredential(onDevice, 'n8n-nodes-base.emailSend', smtp.type, chosen);
	textBoost.settings.balance = '₱250.00';
	await publishAndTakeBaseline(example, 'Balance low', session);
	const earlier = smsGateway24.messages.length;
	const alertsSent = () =>
		smsGateway24.messages.slice(earlier).filter(({ sendto }) => sendto === personInCharge);

	textBoost.settings.balance = '₱99.90';
	const alert = await waitFor('the alert', secondsForPoll, session.signal, () =>
		alertsSent().at(0),
	);
	textBoost.settings.balance = '₱12.00';
	const changedAt = Date.now();
	await waitFor('another poll of the balance', secondsForPoll, session.signal, () => {
		const polledAt = requests.to('/balance').at(-1)?.receivedAt.getTime() ?? 0;
		const isQuiet = polledAt > changedAt && Date.now() - polledAt > millisecondsForAlert;
		return isQuiet ? true : undefined;
	});

	const alerts = alertsSent().map(({ body }) => body);
	const expected = ['Your balance at TextBoost is down to ₱99.90. Please top it up.'];
	if (!isDeepStrictEqual(alerts, expected)) {
		throw new Failure(`Not one alert at ₱99.90 was sent, but: ${JSON.stringify(alerts)}`);
	}
	return `one alert, “${alert.body}”`;
}
