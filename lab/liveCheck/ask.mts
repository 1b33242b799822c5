import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { Failure } from '../n8n/failure.mts';
import type { Question } from './liveCheck.mts';

/** Where the answers come from: variables of the environment, or the keyboard. */
export interface Asked {
	environment: NodeJS.ProcessEnv;
	keyboard: NodeJS.ReadStream;
	screen: NodeJS.WriteStream;
}

/** The variable that answers a question: LIVE_CHECK_CLIENT_SECRET. */
function variableOf({ name }: Pick<Question, 'name'>): string {
	return `LIVE_CHECK_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

/**
 * Asks what is not in the environment. A secret is not shown while it is typed.
 *
 * @throws Failure where something is missing and nobody is at the keyboard, and for an answer that cannot be right
 */
export async function ask(
	questions: readonly Question[],
	{ environment, keyboard, screen }: Asked,
	signal: AbortSignal,
): Promise<Record<string, string>> {
	const entered: Record<string, string> = {};
	for (const question of questions) {
		const variable = variableOf(question);
		const given = environment[variable];
		if (given === undefined && !keyboard.isTTY && question.default === undefined) {
			throw new Failure(
				`${question.label} is missing. Run this in a terminal, which asks for it, or set ${variable}.`,
			);
		}
		const isAsked = given === undefined && keyboard.isTTY;
		const text = isAsked ? await askOne(question, keyboard, screen, signal) : (given ?? '');
		entered[question.name] = text.trim() === '' ? (question.default ?? '') : text.trim();
		if (entered[question.name] === '' && question.default === undefined) {
			throw new Failure(`${question.label} is empty.`);
		}
		const problem = question.problem?.(entered[question.name] ?? '');
		if (problem !== undefined) throw new Failure(problem);
	}
	return entered;
}

async function askOne(
	{ label, isSecret, default: preset }: Question,
	keyboard: NodeJS.ReadStream,
	screen: NodeJS.WriteStream,
	signal: AbortSignal,
): Promise<string> {
	const hint = isSecret ? ' (not shown)' : preset === undefined ? '' : ` [${preset || 'none'}]`;
	const prompt = `${label}${hint}: `;
	// readline shows the prompt where it shows what is typed.
	if (isSecret) screen.write(prompt);
	const hidden = new Writable({ write: (_chunk, _encoding, done) => done() });
	const output = isSecret ? hidden : screen;
	const lines = createInterface({ input: keyboard, output, terminal: true });
	// Here the terminal hands over the key, and the command would not hear of it.
	lines.on('SIGINT', () => process.emit('SIGINT'));
	try {
		return await lines.question(prompt, { signal });
	} catch (error) {
		signal.throwIfAborted();
		throw error;
	} finally {
		lines.close();
		if (isSecret) screen.write('\n');
	}
}
