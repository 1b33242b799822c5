import { parseArgs } from 'node:util';
import { startSandbox, type Sandbox } from '../test/sandbox/sandbox.mts';
import { describeSms, exampleFile, prepareFormToSms, sendThroughForm } from './formToSms.mts';
import { Failure } from './n8n/failure.mts';
import { findGeneration, type Generation } from './n8n/generations.mts';
import { ensureInstalled } from './n8n/installation.mts';
import { startInstance } from './n8n/instance.mts';
import { ownerOf } from './n8n/owner.mts';
import { installPackage } from './n8n/packageFolder.mts';
import { RestClient } from './n8n/restClient.mts';
import { claimUserFolder } from './n8n/userFolder.mts';
import { pause } from './n8n/waitFor.mts';

/** Somebody pressed Ctrl+C, closed the terminal or sent SIGTERM. */
class Stopped extends Error {}

interface Options {
	generation: Generation;
	/** Whether to end as soon as one SMS has arrived. */
	once: boolean;
}

const changed =
	'The workflow "Form → SMS" in this n8n was changed, so nobody filled in its form this time. ' +
	`To get the one from ${exampleFile}, give yours another name in the editor, or archive it, ` +
	'and start again.';

const say = (text: string) => void process.stdout.write(`${text}\n`);

function readOptions(): Options {
	const once = { type: 'boolean', default: false } as const;
	const n8n = { type: 'string', default: '2' } as const;
	try {
		const { values } = parseArgs({ options: { once, n8n } });
		return { generation: findGeneration(values.n8n), once: values.once };
	} catch (error) {
		throw error instanceof TypeError ? new Failure(error.message) : error;
	}
}

async function tellStory({ generation, once }: Options, signal: AbortSignal): Promise<void> {
	await using atTheEnd = new AsyncDisposableStack();

	const installation = await ensureInstalled(generation, say, signal);
	const userFolder = await claimUserFolder(generation, say);
	atTheEnd.defer(() => userFolder.release());
	const sandbox = await startSandbox();
	atTheEnd.defer(() => sandbox.close());
	const contents = await installPackage(userFolder.path, signal);
	say(`Starting n8n ${generation.version} with ${contents} …`);
	const instance = await startInstance(installation, userFolder.path, signal);
	atTheEnd.defer(() => instance.stop());

	const either = AbortSignal.any([signal, instance.died]);
	const owner = await ownerOf(userFolder.path);
	const rest = new RestClient(instance, installation, either);
	await rest.logIn(owner);
	const { workflowId, form } = await prepareFormToSms(
		rest,
		instance.origin,
		userFolder.path,
		sandbox,
		either,
	);
	if (form === undefined) {
		if (once) throw new Failure(`${changed} npm start without --once opens the editor.`);
		say(`\n${changed}`);
	} else {
		say(`Filling in the form at ${form.address} …`);
		const sms = await sendThroughForm(workflowId, form, rest, sandbox, either);
		say(`\nThe SMS has arrived at the sandbox:\n${describeSms(sms, sandbox)}`);
	}
	if (once) return;

	say('\nEverything stays up until you press Ctrl+C. Open in your browser:\n');
	if (form !== undefined) say(`  The form     ${form.address}`);
	say(`  The sandbox  ${sandbox.origin}  (the SMS that were sent)`);
	say(`  The editor   ${instance.origin}/workflow/${workflowId}`);
	say(`               E-mail ${owner.email}, password ${owner.password}\n`);
	await announceSms(sandbox, either).catch((error: unknown) => {
		if (!(error instanceof Stopped)) throw error;
	});
}

/** Prints every SMS that arrives, until the signal comes. */
async function announceSms(sandbox: Sandbox, signal: AbortSignal): Promise<never> {
	let known = sandbox.smsGateway24.messages.length;
	for (;;) {
		await pause(500, signal);
		const messages = sandbox.smsGateway24.messages;
		for (const sms of messages.slice(known)) {
			say(`Another SMS at the sandbox:\n${describeSms(sms, sandbox)}\n`);
		}
		known = messages.length;
	}
}

function stopOnSignals(): AbortSignal {
	const stop = new AbortController();
	for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(name, () => {
			// Who asks twice does not want to wait; n8n ends by itself when we are gone.
			if (stop.signal.aborted) process.exit(1);
			say('\nStopping …');
			stop.abort(new Stopped());
		});
	}
	return stop.signal;
}

function report(error: unknown): void {
	process.exitCode = 1;
	if (error instanceof Stopped) {
		say('Stopped before the SMS was there.');
	} else if (error instanceof Failure) {
		process.stderr.write(`\n${[error.message, ...error.details].join('\n  ')}\n`);
	} else {
		console.error(error);
	}
}

try {
	await tellStory(readOptions(), stopOnSignals());
} catch (error) {
	report(error);
}
