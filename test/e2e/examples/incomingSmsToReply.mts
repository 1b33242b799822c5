import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../../../lab/json.mts';
import { createsDataTables } from '../../../lab/n8n/differences.mts';
import { parametersOf } from '../../../lab/n8n/exampleWorkflow.mts';
import { Failure } from '../../../lab/n8n/failure.mts';
import { isOver } from '../../../lab/n8n/restClient.mts';
import type { Session } from '../../../lab/n8n/session.mts';
import { waitFor } from '../../../lab/n8n/waitFor.mts';
import { PIXEL_7 } from '../../../lab/sandbox/smsGateway24.mts';
import { INCOMING } from '../../../lab/sandbox/smsGateway24/statuses.mts';
import { readSandboxExample } from '../../../lab/n8n/sandboxExample.mts';
import type { Stage } from '../stage.mts';
import { secondsForPoll } from '../triggers/waits.mts';
import { publishAndTakeBaseline } from '../triggers/workflow.mts';
import { personInCharge } from './lowBalanceToAlert.mts';
import { withTableMadeByHand } from './tableMadeByHand.mts';

const person = '+4915752982213';

/**
 * Runs "Incoming SMS → row in a table, and auto reply": every SMS gets a row, and one reply a day goes
 * to a phone number, none to a name or a short number. In n8n 1 the table is made by hand first, as the
 * example's note says.
 *
 * @returns what was seen, a phrase
 * @throws Failure when a row or the reply is missing, or there are more replies
 */
export async function runIncomingSmsToReply({
	installation,
	session,
	sandbox,
}: Stage): Promise<string> {
	const { smsGateway24 } = sandbox;
	const imported = await readSandboxExample('incoming-sms-to-reply.json', session.rest, sandbox);
	const example = createsDataTables(installation.generation)
		? imported
		: await withTableMadeByHand(imported, session.rest);
	const workflowId = await publishAndTakeBaseline(example, 'SMS received', session);
	const receive = (from: string, text: string) =>
		smsGateway24.receiveSms({ deviceId: PIXEL_7.id, from, text });
	const earlier = smsGateway24.messages.length;

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
	const replies = later
		// Another example runs meanwhile.
		.filter(({ status, sendto }) => status !== INCOMING && sendto !== personInCharge)
		.map(({ sendto, body, deviceId }) => [sendto, body, deviceId]);
	const { message } = parametersOf(imported, 'Reply');
	if (!isDeepStrictEqual(replies, [[person, message, PIXEL_7.id]])) {
		throw new Failure(`Not only ${person} got one reply, but: ${JSON.stringify(replies)}`);
	}
	return '5 rows, 1 reply';
}

/** Waits until this many rows were added, and all executions have ended well. */
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
