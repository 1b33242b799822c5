/** Compares what a real gateway does with what its fact sheet takes for granted, and writes a report to send us. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../../lab/command.mts';
import { ask } from '../../lab/liveCheck/ask.mts';
import type { LiveCheck, Question } from '../../lab/liveCheck/liveCheck.mts';
import { LIVE_CHECKS } from '../../lab/liveCheck/liveChecks.mts';
import { newText, OWN_PHONE } from '../../lab/liveCheck/ownSms.mts';
import { startRelay } from '../../lab/liveCheck/relay.mts';
import { reportOf } from '../../lab/liveCheck/report.mts';
import { runSteps, type RunNode } from '../../lab/liveCheck/run.mts';
import { Failure, UsageError } from '../../lab/n8n/failure.mts';
import { buildPackage } from '../../lab/n8n/packageBuild.mts';
import { say } from '../../lab/n8n/say.mts';
import { repository, shortPath, workshop } from '../../lab/n8n/workshop.mts';
import { readManifest } from '../../lab/packages/manifest.mts';
import '../bench/commonJs.mts';
import { makeFolder, removeFolder } from '../engine/temporaryFolder.mts';

const words = LIVE_CHECKS.map(({ word }) => word).join(', ');

/** @throws UsageError for a name that is none, and without one */
function checkNamed(word: string | undefined): LiveCheck {
	const found = LIVE_CHECKS.find((one) => one.word === word?.toLowerCase());
	if (found !== undefined) return found;
	throw new UsageError(
		word === undefined ? `Name a gateway: ${words}` : `${word} is not one of ${words}`,
	);
}

/** What is asked besides the keys; each answer is a secret of its own. */
function questionsOf(check: LiveCheck, isFreeOnly: boolean): Question[] {
	const address: Question = {
		name: 'baseUrl',
		label: 'Base URL',
		isSecret: false,
		default: check.baseUrl,
	};
	const own = isFreeOnly ? check.questions.filter(({ name }) => name !== 'from') : check.questions;
	return isFreeOnly ? [address, ...own] : [address, ...own, OWN_PHONE];
}

async function run(check: LiveCheck, isFreeOnly: boolean, signal: AbortSignal): Promise<void> {
	const steps = check.steps.filter(({ cost }) => cost === 'free' || !isFreeOnly);
	say(`${check.title}: these calls are made, one after the other.`);
	for (const { name, cost } of steps)
		say(`  ${cost === 'free' ? 'free       ' : '1 SMS, paid'}  ${name}`);
	const source = { environment: process.env, keyboard: process.stdin, screen: process.stdout };
	const entered = await ask(questionsOf(check, isFreeOnly), source, signal);
	if (!isFreeOnly) {
		const consent: Question = {
			name: 'consent',
			label: 'One SMS is sent to your phone, at your price. Type yes to go on',
			isSecret: false,
		};
		const { consent: typed } = await ask([consent], source, signal);
		if (typed?.toLowerCase() !== 'yes') throw new Failure('Nothing was sent.');
	}
	await buildPackage(say, signal);
	const { baseUrl = check.baseUrl, ...keys } = entered;
	const relay = await startRelay(baseUrl);
	makeFolder();
	try {
		// Loaded only now, since n8n's engine takes seconds to load and makes files.
		const { startEngine } = await import('../engine/engine.mts');
		const engine = await startEngine();
		const runNode: RunNode = async (nodeRun) => await engine.run(nodeRun);
		const withText = { ...keys, text: newText() };
		const results = await runSteps(check, steps, withText, relay, runNode, signal);
		const { version } = await readManifest(repository);
		const report = reportOf(check, results, version, Object.values(keys));
		const folder = join(workshop, 'live-check');
		await mkdir(folder, { recursive: true });
		const file = join(folder, `${check.word}.md`);
		await writeFile(file, report);
		say(
			`${report.split('\n').find((line) => line.startsWith('Package')) ?? ''}\nRead ${shortPath(file)}, then send it to us as an issue.`,
		);
	} finally {
		await relay.close();
		removeFolder();
	}
}

await runCommand(
	{
		name: 'live-check',
		summary:
			'Compares what a real gateway returns with what its fact sheet takes for granted, and writes a report without\n' +
			'keys and phone numbers. It asks for keys and your own phone number, and before it sends one SMS there.\n' +
			'Instead of typing, set variables such as LIVE_CHECK_PHONE and LIVE_CHECK_CLIENT_SECRET.',
		argument: { value: '<gateway>', help: `One of ${words}.` },
		options: {
			free: {
				type: 'boolean',
				default: false,
				help: 'Makes only the calls that are free, and sends no SMS.',
			},
		},
		whenStopped: 'Stopped. If the SMS was sent, it is not sent again by stopping.',
	},
	async ({ free }, signal, word) => await run(checkNamed(word), free, signal),
);
