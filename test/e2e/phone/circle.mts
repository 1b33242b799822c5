import assert from 'node:assert/strict';
import { sendParameters } from '../../../lab/gateways/parameters.mts';
import { smsGateway24 } from '../../../lab/gateways/smsGateway24.mts';
import { isObject, readObject } from '../../../lab/json.mts';
import { Failure } from '../../../lab/n8n/failure.mts';
import { openForm } from '../../../lab/n8n/formVisitor.mts';
import { isOver } from '../../../lab/n8n/restClient.mts';
import { waitFor } from '../../../lab/n8n/waitFor.mts';
import type { Session } from '../../../lab/n8n/session.mts';
import { AFTER, publishAsking } from '../asking/workflow.mts';
import { startBrowser } from '../editor/browser.mts';
import type { Case } from '../case.mts';
import { publishExample } from '../publishedExample.mts';
import type { Stage } from '../stage.mts';
import { secondsForPoll } from '../triggers/waits.mts';
import { publishAndTakeBaseline } from '../triggers/workflow.mts';
import { PhonePage } from './phonePage.mts';

const person = '+447700900812';
const onCall = '+447700900813';
const nodeType = 'n8n-nodes-sms-gateways.smsGateway24';

/** All that people do by hand after `npm start`. */
export const circle: Case = {
	title:
		'form → bubble → answer → trigger → auto reply, failed → status trigger, and question → link → approval',
	async run(stage) {
		const { sandbox, session } = stage;
		const watcher = await publishWatcher(stage);
		const saved = await publishExample('form-to-sms.json', stage);
		const form = await openForm(saved, session.origin, session.signal);
		await using browser = await startBrowser();
		await using phone = await PhonePage.open(browser, sandbox.origin);

		const formPage = await phone.page.context().newPage();
		await formPage.goto(form.address);
		await formPage.locator('input[name="field-0"]').fill('Ada 👋');
		await formPage.locator('input[name="field-1"]').fill(person);
		const seen = await liveAfter(phone, 'Hello Ada 👋, thank you', stage, () =>
			formPage.getByRole('button', { name: 'Call me back' }).click(),
		);
		await formPage.close();

		await phone.choose(person);
		await phone.write('When do you call?');
		await phone.bubble('When do you call?').waitFor();
		const minute = { timeout: secondsForPoll * 1000 };
		await phone.bubble('You wrote “When do you call?”').waitFor(minute);

		await phone
			.bubble('Hello Ada 👋')
			.getByRole('combobox')
			.selectOption({ label: '10 No Service' });
		await phone.bubble('Hello Ada 👋').getByText('10 No Service').first().waitFor();
		await phone.page.locator('.conversation', { hasText: onCall }).waitFor(minute);
		await phone.choose(onCall);
		await phone.bubble(`Failed: ${person}`).waitFor();

		await approveByLink(phone, stage);
		if (phone.errors.length > 0) throw new Failure('The page has errors:', phone.errors);
		await waitUntilIdle(watcher, session);
		return `the bubble ${seen} ms after the SMS, a reply, an alert, an approval`;
	},
};

/** Asks by SMS, and follows the link in the bubble as on a phone. */
async function approveByLink(phone: PhonePage, { sandbox, session }: Stage): Promise<void> {
	const approval = { approvalOptions: { values: { approvalType: 'double' } } };
	const workflow = await publishAsking(smsGateway24, sandbox, session, approval);
	const question = 'May I order 20 boxes?';
	await workflow.ask({ n: 1, phone: onCall, text: question }, session);
	const bubble = phone.bubble(question);
	await bubble.waitFor();
	// n8n answers on the link from the moment on that the execution is stored.
	await waitFor('the execution to wait', 60, session.signal, async () =>
		(await session.rest.latestStatus(workflow.id)) === 'waiting' ? true : undefined,
	);
	const opened = phone.page.context().waitForEvent('page');
	await bubble.getByRole('link').click();
	const answerPage = await opened;
	await answerPage.getByText(question).waitFor();
	await answerPage.getByRole('button', { name: 'Approve' }).click();
	await answerPage.getByRole('heading', { name: 'Your response was received' }).waitFor();
	await answerPage.close();
	const approved = await waitFor('the execution to go on', 60, session.signal, async () => {
		const executions = await session.rest.executionsOf(workflow.id, AFTER);
		const [item] = executions.every(isOver) ? executions.flatMap(({ items }) => items) : [];
		return item && readObject(item['data'], 'the response')['approved'];
	});
	assert.equal(approved, true);
}

/** How long after the gateway has an SMS the page shows it, in milliseconds. @throws Failure for more than a second */
async function liveAfter(
	phone: PhonePage,
	text: string,
	{ sandbox: { requests }, session }: Stage,
	work: () => Promise<void>,
): Promise<number> {
	const known = requests.all.length;
	await work();
	const request = await waitFor(
		'the SMS',
		60,
		session.signal,
		() => requests.all.slice(known).find(({ path }) => path.endsWith('/addsms')),
		20,
	);
	await phone.bubble(text).waitFor();
	const ms = Date.now() - request.receivedAt.getTime();
	if (ms > 1000) throw new Failure(`The page showed the SMS ${ms} ms after it came.`);
	return ms;
}

/** One workflow that answers what comes in, and tells of what failed. */
async function publishWatcher({ sandbox, session }: Stage): Promise<string> {
	const credential = smsGateway24.credential(sandbox);
	const id = await session.rest.putCredential(credential);
	const common = {
		typeVersion: 1,
		credentials: { [credential.type]: { id, name: credential.name } },
	};
	const trigger = (name: string, parameters: object) => ({
		...common,
		id: name,
		name,
		type: `${nodeType}Trigger`,
		position: [0, 0],
		parameters: { ...parameters, pollTimes: { item: [{ mode: 'everyMinute' }] } },
	});
	const send = (name: string, to: string, message: string) => ({
		...common,
		id: name,
		name,
		type: nodeType,
		position: [220, 0],
		parameters: { ...sendParameters(smsGateway24, 'send'), to, message },
	});
	const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	const workflow = {
		name: 'Phone',
		nodes: [
			trigger('Received', { event: 'smsReceived', options: { phone: person } }),
			send('Reply', '={{ $json.from }}', '=You wrote “{{ $json.text }}”'),
			trigger('Status', { event: 'smsStatusChanged', statuses: ['failed'] }),
			send('Alert', onCall, '=Failed: {{ $json.to }}'),
		],
		connections: { Received: to('Reply'), Status: to('Alert') },
		settings: { executionOrder: 'v1' },
	};
	const workflowId = await publishAndTakeBaseline(workflow, 'Received', session);
	await waitFor('the baseline of the status', 60, session.signal, async () => {
		const { staticData } = await session.rest.getWorkflow(workflowId);
		return isObject(staticData) && isObject(staticData['node:Status']) ? true : undefined;
	});
	return workflowId;
}

/** So that nothing of this is under way when n8n is stopped. */
async function waitUntilIdle(workflowId: string, { rest, signal }: Session): Promise<void> {
	await waitFor('the workflow to end', 60, signal, async () =>
		(await rest.latestStatus(workflowId)) === 'running' ? undefined : true,
	);
}
