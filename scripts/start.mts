import { runCommand } from '../lab/command.mts';
import { Failure } from '../lab/n8n/failure.mts';
import {
	describeSms,
	exampleFile,
	prepareFormToSms,
	sendThroughForm,
} from '../lab/n8n/formToSms.mts';
import { ensureInstalled, n8nVersion } from '../lab/n8n/installation.mts';
import { installPackage } from '../lab/n8n/packageFolder.mts';
import { say } from '../lab/n8n/say.mts';
import { startSession } from '../lab/n8n/session.mts';
import { Stopped } from '../lab/n8n/stopSignals.mts';
import { claimUserFolder } from '../lab/n8n/userFolder.mts';
import { pause } from '../lab/n8n/waitFor.mts';
import { addCustomers, describeIncoming, describeLogins } from '../lab/sandbox/logins.mts';
import { startSandbox, type Sandbox } from '../lab/sandbox/sandbox.mts';

const changed =
	'The workflow "Form → SMS" in this n8n was changed, so nobody filled in its form this time. ' +
	`To get the one from ${exampleFile}, give yours another name in the editor, or archive it, ` +
	'and start again.';

async function tellStory(once: boolean, signal: AbortSignal): Promise<void> {
	await using atTheEnd = new AsyncDisposableStack();

	const userFolder = await claimUserFolder(say);
	atTheEnd.use(userFolder.lock);
	const contents = await installPackage(userFolder.path, say, signal);
	const installation = await ensureInstalled(say, signal);
	const sandbox = await startSandbox();
	atTheEnd.defer(() => sandbox.close());
	addCustomers(sandbox);
	say(`Starting n8n ${n8nVersion} with ${contents} …`);
	const session = atTheEnd.use(await startSession(installation, userFolder.path, signal));
	const { origin, owner, rest } = session;
	const { workflowId, form } = await prepareFormToSms(
		rest,
		origin,
		userFolder.path,
		sandbox,
		session.signal,
	);
	if (form === undefined) {
		if (once) throw new Failure(`${changed} npm start without --once opens the editor.`);
		say(`\n${changed}`);
	} else {
		say(`Filling in the form at ${form.address} …`);
		const sms = await sendThroughForm(workflowId, form, rest, sandbox, session.signal);
		say(`\nThe SMS has arrived at the sandbox:\n${describeSms(sms, sandbox)}`);
	}
	if (once) return;

	say('\nEverything stays up until you press Ctrl+C. Open in your browser:\n');
	if (form !== undefined) say(`  The form     ${form.address}`);
	say(`  The sandbox  ${sandbox.origin}  (the SMS that were sent)`);
	say(`  The editor   ${origin}/workflow/${workflowId}`);
	say(`               Email ${owner.email}, password ${owner.password}\n`);
	say(
		'To try a gateway in the editor, its credential at the sandbox (that of SmsGateway24 is in n8n ' +
			`already):\n\n${describeLogins(sandbox)}\n`,
	);
	say(
		'To try a trigger, first publish a workflow with it. Then let an SMS come in at the sandbox, and wait ' +
			`up to a minute:\n\n${describeIncoming(sandbox)}\n`,
	);
	await announceSms(sandbox, session.signal).catch((error: unknown) => {
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

await runCommand(
	{
		name: 'start',
		summary:
			`Builds the package, installs n8n ${n8nVersion} the first time, starts a sandbox of the gateways and n8n with\n` +
			'the package in it, and sends an SMS through a form. Then it stays up until Ctrl+C.',
		options: {
			once: { type: 'boolean', default: false, help: 'Ends as soon as the SMS has arrived.' },
		},
		whenStopped: 'Stopped before the SMS was there.',
	},
	async ({ once }, signal) => await tellStory(once, signal),
);
