import { parseArgs } from 'node:util';
import { startSandbox, type Sandbox } from '../test/sandbox/sandbox.mts';
import { describeSms, prepareFormToSms, sendThroughForm } from './formToSms.mts';
import { Failure } from './n8n/failure.mts';
import { generations, type Generation } from './n8n/generations.mts';
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

const say = (text: string) => void process.stdout.write(`${text}\n`);

function readOptions(): Options {
	const { values } = parseArgs({
		options: { once: { type: 'boolean', default: false }, n8n: { type: 'string', default: '2' } },
	});
	const generation = generations[values.n8n];
	if (generation === undefined) {
		const known = Object.keys(generations).join(', ');
		throw new Failure(`There is no --n8n ${values.n8n} here. There is: ${known}.`);
	}
	return { generation, once: values.once };
}

async function tellStory({ generation, once }: Options, signal: AbortSignal): Promise<void> {
	const installation = await ensureInstalled(generation, say, signal);
	const userFolder = await claimUserFolder(generation, say);
	try {
		const sandbox = await startSandbox();
		try {
			const contents = await installPackage(userFolder.path, signal);
			say(`Starting n8n ${generation.version} with ${contents} …`);
			const instance = await startInstance(installation, userFolder.path, signal);
			try {
				const both = AbortSignal.any([signal, instance.died]);
				const owner = await ownerOf(userFolder.path);
				const rest = new RestClient(instance, installation, both);
				await rest.logIn(owner);
				const formToSms = await prepareFormToSms(rest, instance.origin, sandbox, both);
				say(`Filling in the form at ${formToSms.address} …`);
				const sms = await sendThroughForm(formToSms, rest, sandbox, both);
				say(`\nThe SMS has arrived at the sandbox:\n${describeSms(sms, sandbox)}\n`);
				if (once) return;

				say(`Everything stays up until you press Ctrl+C. Open in your browser:

  The form     ${formToSms.address}
  The sandbox  ${sandbox.origin}  (the SMS that were sent)
  The editor   ${instance.origin}/workflow/${formToSms.workflowId}
               E-mail ${owner.email}, password ${owner.password}
`);
				await announceSms(sandbox, both).catch((error: unknown) => {
					if (!(error instanceof Stopped)) throw error;
				});
			} finally {
				await instance.stop();
			}
		} finally {
			await sandbox.close();
		}
	} finally {
		await userFolder.release();
	}
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
