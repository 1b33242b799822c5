import { once } from 'node:events';
import { join } from 'node:path';
import { run, type EventData } from 'node:test';
import { spec, type TestEvent } from 'node:test/reporters';
import type { Gateway } from '../../lab/gateways/gateway.mts';
import { Failure, UsageError } from '../../lab/n8n/failure.mts';
import type { Generation } from '../../lab/n8n/installation.mts';
import { say } from '../../lab/n8n/say.mts';

/** What a command wants of the cases in a file. */
export interface Choice {
	/** Of n8n. */
	generations: readonly Generation[];
	/** Words in the names of the cases, whatever their letter case, with the names that they stand under. Default: all. */
	only?: string | undefined;
	/** For the cases of sending. Default: none. */
	gateways?: readonly Gateway[];
	/** The folder for the pictures of the editor. Default: in n8n's data. */
	pictures?: string;
}

/** The option --only of a command. */
export const onlyOption = {
	type: 'string',
	value: '<words>',
	help: 'Only the cases with these words in their names, or in those that they stand under.',
} as const;

let current: (Choice & { signal: AbortSignal }) | undefined;

/** What the command wants that runs the cases, and the signal that asks it to stop. @throws Error without a command */
export function chosen(): Choice & { signal: AbortSignal } {
	if (current === undefined) throw new Error('These cases are run by npm run test:e2e or check:….');
	return current;
}

/**
 * Runs the cases of a file with Node's own test runner, in this process, so that what they have started is stopped
 * in the same way as with every other command. Prints a report that ends with how many have passed and failed.
 *
 * @param file with the cases, from this folder
 * @throws Failure when a case fails; UsageError, before anything is started, when none has the words in its name;
 *   the signal's reason when the signal comes
 */
export async function runCases(file: string, choice: Choice, signal: AbortSignal): Promise<void> {
	const { only } = choice;
	current = { ...choice, signal };
	const events = run({
		files: [join(import.meta.dirname, file)],
		isolation: 'none',
		...(only !== undefined && { testNamePatterns: [wordsIn(only)] }),
	});
	const report = new spec();
	report.pipe(process.stdout);
	let isBegun = false;
	let counts = { passed: 0, failed: 0 };
	// The types of Node leave open what the stream yields; its reporters are given the same.
	for await (const event of events as AsyncIterable<TestEvent>) {
		isBegun ||= event.type === 'test:start';
		if (event.type === 'test:summary') counts = countsOf(event.data);
		// Without a case there is nothing to report, and when the command is stopped, not what that has cut short.
		if (isBegun && !signal.aborted) report.write(event);
	}
	signal.throwIfAborted();
	if (!isBegun && only !== undefined) {
		throw new UsageError(`--only ${only} is in the name of no case`);
	}
	const ended = once(report, 'end');
	report.end();
	await ended;
	say(`\n${counts.passed} passed, ${counts.failed} failed`);
	if (counts.failed > 0 || counts.passed === 0) throw new Failure('Not all is as it should be.');
}

/** Failed are also those that took too long, and all for which nothing could be started. */
function countsOf({ success, counts: { tests, passed } }: EventData.TestSummary) {
	const failed = tests - passed;
	// What fails when all cases are over is not counted by the test runner.
	return { passed, failed: success ? failed : Math.max(1, failed) };
}

function wordsIn(text: string): RegExp {
	return new RegExp(text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&'), 'i');
}
