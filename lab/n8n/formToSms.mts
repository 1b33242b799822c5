import { randomInt } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { smsGateway24 } from '../gateways/smsGateway24.mts';
import type { Sandbox } from '../sandbox/sandbox.mts';
import {
	doesTheSame,
	readExample,
	withCredential,
	type ExampleWorkflow,
} from './exampleWorkflow.mts';
import { Failure } from './failure.mts';
import { finishedRun } from './finishedRun.mts';
import { openForm, submitForm, type OpenForm } from './formVisitor.mts';
import type { RestClient, SavedWorkflow } from './restClient.mts';
import { repository } from './workshop.mts';

/** Where the workflow comes from, seen from the root of the repository. */
export const exampleFile = 'examples/form-to-sms.json';
const nodeType = 'n8n-nodes-sms-gateways.smsGateway24';

/** What somebody enters, each time somebody else: a second SMS to one number on one day is skipped. */
export function newVisitor(): Record<string, string> {
	const digits = String(randomInt(10_000_000)).padStart(7, '0');
	return { Name: 'Ada', 'Phone number': `+3161${digits}` };
}

type SandboxSms = Sandbox['smsGateway24']['messages'][number];

/** The workflow "Form → SMS" in an n8n, with a credential for a sandbox. */
export interface FormToSms {
	workflowId: string;
	/** Where to fill in its form, or undefined when somebody has changed the workflow. */
	form: OpenForm | undefined;
}

/**
 * Creates the sandbox's credential and the workflow, or takes those that are there, publishes the
 * workflow and waits for its form to open. A workflow of that name that somebody has changed is left
 * alone: it may reach more than the sandbox.
 *
 * @param origin where n8n listens
 * @param userFolder where it keeps its data
 */
export async function prepareFormToSms(
	rest: RestClient,
	origin: string,
	userFolder: string,
	sandbox: Sandbox,
	signal: AbortSignal,
): Promise<FormToSms> {
	const login = smsGateway24.credential(sandbox);
	const credential = { id: await rest.putCredential(login), name: login.name };
	const example = await readExample(join(repository, exampleFile));
	const wanted = withCredential(example, nodeType, login.type, credential);
	const workflow = await putWorkflow(rest, wanted, join(userFolder, 'form-to-sms.version'));
	if (!doesTheSame(workflow, wanted)) return { workflowId: workflow.id, form: undefined };
	await rest.publishWorkflow(workflow);
	return { workflowId: workflow.id, form: await openForm(workflow, origin, signal) };
}

/**
 * Creates the workflow or returns the one that is there, brought up to date when nobody has changed
 * it: then it still has the version that was written into the file.
 */
async function putWorkflow(
	rest: RestClient,
	wanted: ExampleWorkflow,
	versionFile: string,
): Promise<SavedWorkflow> {
	let workflow = (await rest.findWorkflow(wanted.name)) ?? (await rest.createWorkflow(wanted));
	if (!doesTheSame(workflow, wanted)) {
		const ours = await readFile(versionFile, 'utf8').catch(() => undefined);
		if (ours !== workflow.versionId) return workflow;
		workflow = await rest.updateWorkflow(workflow.id, wanted);
	}
	await writeFile(versionFile, workflow.versionId);
	return workflow;
}

/**
 * Submits the form once and returns the SMS that has arrived at the sandbox by the end of the run.
 *
 * @throws Failure with the node's own words when the run fails, or when no SMS has arrived
 */
export async function sendThroughForm(
	workflowId: string,
	form: OpenForm,
	rest: RestClient,
	sandbox: Sandbox,
	signal: AbortSignal,
): Promise<SandboxSms> {
	const earlier = sandbox.smsGateway24.messages.length;
	await finishedRun(workflowId, rest, signal, async () => {
		await submitForm(form, newVisitor(), signal);
	});
	const sms = sandbox.smsGateway24.messages[earlier];
	if (sms === undefined) {
		throw new Failure('The workflow ran to its end, but no SMS arrived at the sandbox.');
	}
	return sms;
}
