import { isDeepStrictEqual } from 'node:util';
import { PIXEL_7 } from '../../test/sandbox/smsGateway24.mts';
import { INCOMING } from '../../test/sandbox/smsGateway24/statuses.mts';
import type { Sandbox } from '../../test/sandbox/sandbox.mts';
import { withCredential, withParameters } from '../n8n/exampleWorkflow.mts';
import { Failure } from '../n8n/failure.mts';
import type { Generation } from '../n8n/installation.mts';
import type { JsonObject } from '../n8n/json.mts';
import { isOver } from '../n8n/restClient.mts';
import type { Session } from '../n8n/session.mts';
import { waitFor } from '../n8n/waitFor.mts';
import { readSandboxExample } from '../sandboxExample.mts';
import { publishAndTakeBaseline } from './workflow.mts';

/** Two polls and a half. */
const secondsForPoll = 150;
/** After a poll, a further alert would have come by then. */
const millisecondsForAlert = 5000;
const person = '+4915752982213';
/** As the low-balance example has it. */
const personInCharge = '+31612345678';

/** Why the reply example cannot run in a generation. */
export const replyExampleLacks: Partial<Record<Generation, string>> = {
	1: 'the Data Table node of n8n 1 cannot create its table',
};

/**
 * Runs "Incoming SMS → row in a table, and auto reply": every SMS gets a row, and one reply a day goes
 * to a phone number, none to a name or a short number.
 *
 * @returns what was seen, a phrase
 * @throws Failure when a row or the reply is missing, or there are more replies
 */
export async function checkReplyExample(session: Session, sandbox: Sandbox): Promise<string> {
	const { smsGateway24 } = sandbox;
	const example = await readSandboxExample('incoming-sms-to-reply.json', session.rest, sandbox);
	const workflowId = await publishAndTakeBaseline(example, 'SMS received', session);
	const receive = (from: string, text: string) =>
		smsGateway24.receiveSms({ deviceId: PIXEL_7.id, from, text });
	const earlier = smsGateway24.messages.length;

	const senders = ['MyBank', '55555', person];
	receive('MyBank', 'Your code is 1234');
	receive('55555', 'You have won');
	receive(person, 'first');
	receive(person, 'second');
	await waitForRows(4, workflowId, session);
	receive(person, 'third');
	const rows = await waitForRows(5, workflowId, session);

	const texts = rows.map(({ message }) => message);
	const expected = ['Your code is 1234', 'You have won', 'first', 'second', 'third'];
	if (texts.join() !== expected.join()) throw new Failure(`The table has ${texts.join()}.`);
	const later = smsGateway24.messages.slice(earlier);
	const replies = later.filter(
		({ status, sendto }) => status !== INCOMING && senders.includes(sendto),
	);
	const numbers = replies.map(({ sendto }) => sendto).join();
	if (numbers !== person) throw new Failure(`Not only ${person} got one reply, but ${numbers}.`);
	return '5 rows, 1 reply';
}

/**
 * Runs "Delivery failed → alert": one alert for all SMS that have failed at once.
 *
 * @returns what was seen, a phrase
 * @throws Failure when there is no alert, or more than one
 */
export async function checkAlertExample(session: Session, sandbox: Sandbox): Promise<string> {
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

/**
 * Runs "Low balance → alert": one alert when the balance falls below the limit, through another
 * gateway, and no second one while it falls further.
 *
 * @returns what was seen, a phrase
 * @throws Failure when there is no alert, more than one, or another text or number
 */
export async function checkLowBalanceExample(session: Session, sandbox: Sandbox): Promise<string> {
	const { smsGateway24, textBoost, requests } = sandbox;
	const prepared = await readSandboxExample('low-balance-to-alert.json', session.rest, sandbox);
	const device = { __rl: true, mode: 'list', value: String(PIXEL_7.id) };
	const onDevice = withParameters(prepared, 'Alert by SMS', { deviceId: device });
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

/** Waits until so many rows were added, and all executions have ended well. */
async function waitForRows(
	count: number,
	workflowId: string,
	{ rest, signal }: Session,
): Promise<JsonObject[]> {
	return await waitFor(`${count} rows in the table`, secondsForPoll, signal, async () => {
		const executions = await rest.executionsOf(workflowId, 'Add a row');
		const failed = executions.find((execution) => isOver(execution) && execution.error);
		if (failed) throw new Failure(`The example failed: ${failed.error}`);
		const rows = executions.flatMap(({ items }) => items);
		return executions.every(isOver) && rows.length >= count ? rows : undefined;
	});
}
