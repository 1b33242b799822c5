import { join } from 'node:path';
import type { GatewayName } from '../../test/gateways/gateway.mts';
import { credentialsAt } from '../../test/gateways/gateways.mts';
import { PIXEL_7 } from '../../test/sandbox/smsGateway24.mts';
import { INCOMING } from '../../test/sandbox/smsGateway24/statuses.mts';
import type { Sandbox } from '../../test/sandbox/sandbox.mts';
import { readExample, withCredential, type ExampleWorkflow } from '../n8n/exampleWorkflow.mts';
import { Failure } from '../n8n/failure.mts';
import type { JsonObject } from '../n8n/json.mts';
import { isOver } from '../n8n/restClient.mts';
import { say } from '../n8n/say.mts';
import type { Session } from '../n8n/session.mts';
import { waitFor } from '../n8n/waitFor.mts';
import { repository } from '../n8n/workshop.mts';
import { publishAndTakeBaseline } from './workflow.mts';

/** Two polls and a half. */
const secondsForPoll = 150;
const person = '+4915752982213';

/**
 * Runs "Incoming SMS → row in a table, and auto reply": every SMS gets a row, and one reply a day goes
 * to a phone number, none to a name or a short number.
 *
 * @throws Failure when a row or the reply is missing, or there are more replies
 */
export async function checkReplyExample(session: Session, sandbox: Sandbox): Promise<void> {
	const { smsGateway24 } = sandbox;
	const example = await prepare('incoming-sms-to-reply.json', session, sandbox, {
		smsGateway24: ['smsGateway24Trigger', 'smsGateway24'],
	});
	const workflowId = await publishAndTakeBaseline(example, 'SMS received', session);
	const receive = (from: string, text: string) =>
		smsGateway24.receiveSms({ deviceId: PIXEL_7.id, from, text });

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
	const replies = smsGateway24.messages.filter(({ status }) => status !== INCOMING);
	const numbers = replies.map(({ sendto }) => sendto).join();
	if (numbers !== person) throw new Failure(`Not only ${person} got one reply, but ${numbers}.`);
	say(`${example.name}: 5 rows, 1 reply`);
}

/**
 * Runs "Delivery failed → alert": one alert for all SMS that have failed at once.
 *
 * @throws Failure when there is no alert, or more than one
 */
export async function checkAlertExample(session: Session, sandbox: Sandbox): Promise<void> {
	const { bestSmsGateway, smstools } = sandbox;
	const example = await prepare('delivery-failed-to-alert.json', session, sandbox, {
		bestSmsGateway: ['bestSmsGatewayTrigger'],
		smstools: ['smstools'],
	});
	await publishAndTakeBaseline(example, 'Delivery failed', session);
	const earlier = smstools.sent.length;
	const ids = bestSmsGateway.seedMessages(7, (i) => ({ recipient: `491575298${i}`, text: 'x' }));
	for (const id of ids) bestSmsGateway.endMessage(id, -4);

	const alert = await waitFor('the alert', secondsForPoll, session.signal, () =>
		smstools.sent.at(earlier),
	);
	const count = smstools.sent.length - earlier;
	if (count !== 1) throw new Failure(`7 SMS have failed, and ${count} alerts were sent.`);
	say(`${example.name}: “${alert.text}”`);
}

/** Reads an example and chooses the sandbox's credentials in its nodes. */
async function prepare(
	file: string,
	{ rest }: Session,
	sandbox: Sandbox,
	nodeTypes: Partial<Record<GatewayName, string[]>>,
): Promise<ExampleWorkflow> {
	let example = await readExample(join(repository, 'examples', file));
	for (const [name, credential] of Object.entries(credentialsAt(sandbox))) {
		const types = Object.entries(nodeTypes).find(([gateway]) => gateway === name)?.[1] ?? [];
		if (types.length === 0) continue;
		const chosen = { id: await rest.putCredential(credential), name: credential.name };
		for (const type of types) {
			const nodeType = `n8n-nodes-sms-gateways.${type}`;
			example = withCredential(example, nodeType, credential.type, chosen);
		}
	}
	return example;
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
