import { once as onceEmitted } from 'node:events';
import { join } from 'node:path';
import { runCommand, wholeNumber } from '../lab/command.mts';
import { announceSms, describeSms } from '../lab/n8n/announcedSms.mts';
import { Failure } from '../lab/n8n/failure.mts';
import { tellFirstSms } from '../lab/n8n/firstSms.mts';
import { exampleFile, prepareFormToSms, sendThroughForm } from '../lab/n8n/formToSms.mts';
import { freePort } from '../lab/n8n/freePort.mts';
import { importExamples, putCredentials } from '../lab/n8n/importedExamples.mts';
import { ensureInstalled, n8nVersion } from '../lab/n8n/installation.mts';
import { USUAL_PORT as N8N_PORT } from '../lab/n8n/instance.mts';
import { installPackage } from '../lab/n8n/packageFolder.mts';
import { say } from '../lab/n8n/say.mts';
import { startSession } from '../lab/n8n/session.mts';
import { claimUserFolder } from '../lab/n8n/userFolder.mts';
import { addCustomers, describeIncoming } from '../lab/sandbox/logins.mts';
import { startAtPort, USUAL_PORT as SANDBOX_PORT } from '../lab/sandbox/startAtPort.mts';

const changed =
	'The workflow "Form → SMS" in this n8n was changed, so nobody filled in its form this time. ' +
	`To get the one from ${exampleFile}, give yours another name in the editor, or archive it, ` +
	'and start again.';

interface Options {
	once: boolean;
	/** Of n8n. Default: its usual one, or any other. */
	port: number | undefined;
	sandboxPort: number | undefined;
}

async function tellStory({ once, port, sandboxPort }: Options, signal: AbortSignal): Promise<void> {
	await using atTheEnd = new AsyncDisposableStack();
	await requireFree('port', port);
	await requireFree('sandbox-port', sandboxPort);

	const userFolder = await claimUserFolder(say);
	atTheEnd.use(userFolder.lock);
	const contents = await installPackage(userFolder.path, say, signal);
	const installation = await ensureInstalled(say, signal);
	const stateFile = join(userFolder.path, 'sandbox.state');
	const sandbox = await startAtPort({ port: sandboxPort, stateFile, onLostState: say });
	atTheEnd.defer(() => sandbox.close());
	tellPort('the sandbox', sandbox.origin, sandboxPort ?? SANDBOX_PORT);
	addCustomers(sandbox);
	const isFirstStart = sandbox.smsGateway24.messages.length === 0;
	say(`Starting n8n ${n8nVersion} with ${contents}, which takes up to a minute …`);
	const session = atTheEnd.use(
		await startSession(installation, userFolder.path, signal, undefined, port),
	);
	const { origin, owner, rest } = session;
	tellPort('n8n', origin, port ?? N8N_PORT);
	say('Giving n8n the credentials of the sandbox, and the examples …');
	const credentials = await putCredentials(rest, sandbox);
	const { workflowId, form } = await prepareFormToSms(
		rest,
		origin,
		userFolder.path,
		sandbox,
		session.signal,
	);
	const examples = await importExamples(rest, sandbox);
	if (form === undefined) {
		if (once) throw new Failure(`${changed} npm start without --once opens the editor.`);
		say(`\n${changed}`);
	} else if (once || isFirstStart) {
		say(`Filling in the form at ${form.address} …`);
		const send = async () => {
			const { id } = await sendThroughForm(workflowId, form, rest, sandbox, session.signal);
			const sms = sandbox.messages().find((message) => message.id === String(id));
			return sms === undefined ? `  ID ${id}` : describeSms(sms, sandbox);
		};
		await tellFirstSms(send, { once, signal: session.signal, say });
	} else {
		say(
			'\nThe SMS of earlier starts are still there, so nobody filled in the form this time. Links in them lead to the ' +
				`port that n8n had then; now it has ${new URL(origin).port}.`,
		);
	}
	if (once) return;

	say('\nEverything stays up until you press Ctrl+C. Open in your browser:\n');
	say(`  The sandbox  ${sandbox.origin}  (every SMS, live; answer it there)`);
	if (form !== undefined) say(`  The form     ${form.address}`);
	say(`  The editor   ${origin}/workflow/${workflowId}`);
	say(`               Email ${owner.email}, password ${owner.password}\n`);
	say(
		`In n8n are ${examples.count} example workflows (published: ${listOfNames(examples.published)}) and the ` +
			`credentials ${credentials.join(', ')}. Each gateway has a group "Customers". What has an AI agent or an email in it ` +
			'also needs a credential for that.\n',
	);
	say(
		'To try a trigger, first publish a workflow with it, e.g. "Incoming SMS → row in a table, and auto reply". ' +
			'Only then write an SMS on the page of the sandbox, and wait up to a minute: an SMS from before is not ' +
			'passed on. This workflow replies once a day to each number. From a terminal:\n\n' +
			`${describeIncoming(sandbox)}\n`,
	);
	atTheEnd.defer(announceSms(sandbox, say));
	if (!session.signal.aborted) await onceEmitted(session.signal, 'abort');
	// Somebody who stops it has seen the SMS; an n8n that ended by itself is a failure.
	if (session.signal.reason instanceof Failure) throw session.signal.reason;
}

/** @throws Failure when another program listens on a port that somebody asked for */
async function requireFree(option: string, port: number | undefined): Promise<void> {
	if (port === undefined || (await freePort(port)) === port) return;
	throw new Failure(
		`Another program listens on port ${port}. Choose another one with --${option}, or leave it out.`,
	);
}

function tellPort(what: string, origin: string, wanted: number): void {
	const { port } = new URL(origin);
	if (port === String(wanted)) return;
	say(`Another program listens on port ${wanted}, so ${what} has port ${port} this time.`);
}

function listOfNames(names: readonly string[]): string {
	return names.length === 0 ? 'none' : names.map((name) => `"${name}"`).join(', ');
}

await runCommand(
	{
		name: 'start',
		summary:
			`Builds the package, installs n8n ${n8nVersion} the first time, starts a sandbox of the gateways and n8n with\n` +
			'the package in it, and sends an SMS through a form. Then it stays up until Ctrl+C.',
		options: {
			once: { type: 'boolean', default: false, help: 'Ends as soon as the SMS has arrived.' },
			port: {
				type: 'string',
				value: '<number>',
				help: `Where n8n listens. Default: ${N8N_PORT}, or any free port when that is taken.`,
			},
			'sandbox-port': {
				type: 'string',
				value: '<number>',
				help: `Where the sandbox listens. Default: ${SANDBOX_PORT}, or any free port when that is taken.`,
			},
		},
		whenStopped: 'Stopped before the SMS was there.',
	},
	async ({ once, port, 'sandbox-port': sandboxPort }, signal) => {
		const number = (option: string, text: string | undefined) =>
			text === undefined ? undefined : wholeNumber(option, text, { least: 1, most: 65_534 });
		await tellStory(
			{ once, port: number('port', port), sandboxPort: number('sandbox-port', sandboxPort) },
			signal,
		);
	},
);
