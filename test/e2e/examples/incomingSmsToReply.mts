import { PIXEL_7 } from '../../sandbox/smsGateway24.mts';
import { INCOMING } from '../../sandbox/smsGateway24/statuses.mts';
import { Failure } from '../../../scripts/n8n/failure.mts';
import type { Generation } from '../../../scripts/n8n/installation.mts';
import type { JsonObject } from '../../../scripts/n8n/json.mts';
import { isOver } from '../../../scripts/n8n/restClient.mts';
import type { Session } from '../../../scripts/n8n/session.mts';
import { waitFor } from '../../../scripts/n8n/waitFor.mts';
import { readSandboxExample } from '../../../scripts/sandboxExample.mts';
import { publishAndTakeBaseline } from '../../../scripts/triggers/workflow.mts';
import { secondsForPoll } from '../polling.mts';
import type { Stage } from '../stage.mts';

const person = '+4915752982213';

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
export async function runIncomingSmsToReply({ session, sandbox }: Stage): Promise<string> {
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
