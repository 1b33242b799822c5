import { parseArgs, type ParseArgsOptionDescriptor } from 'node:util';
import { UsageError } from './n8n/failure.mts';
import { say } from './n8n/say.mts';
import { runUntilStopped } from './n8n/stopSignals.mts';

/** An option of a command, as `parseArgs` takes it, and what `--help` says of it. */
interface CommandOption extends ParseArgsOptionDescriptor {
	/** What stands for its value, such as `<number>`; only of options that take one. */
	value?: string;
	/** What it does; a line of its own for each `\n`. */
	help: string;
}

type CommandOptions = Record<string, CommandOption>;

/** What a command line holds of these options. */
export type Values<O extends CommandOptions> = ReturnType<
	typeof parseArgs<{ options: O }>
>['values'];

/** A command of this repository. */
export interface Command<O extends CommandOptions> {
	/** Its name in package.json: `check:sending`. */
	name: string;
	/** What it does, in sentences, each line at most 100 characters. */
	summary: string;
	/** The one word that it takes beside its options; none where it takes options only. */
	argument?: { value: string; help: string };
	/** Its options, besides --help. */
	options: O;
	/** The sentence for somebody who stops it. */
	whenStopped: string;
}

/**
 * Runs a command of package.json: prints its help when it is called with --help, else does its work, and sets the
 * exit code: 2 when the command line cannot be followed, which is said in one sentence before anything is done, 1 when
 * it fails or is stopped.
 *
 * @param work gets the options, the signal that asks it to stop, and the argument, if there is one; throws UsageError, before it does anything, for an
 *   option whose value it cannot use
 */
export async function runCommand<O extends CommandOptions>(
	command: Command<O>,
	work: (values: Values<O>, signal: AbortSignal, argument: string | undefined) => Promise<void>,
): Promise<void> {
	if (process.argv.slice(2).some((word) => word === '--help' || word === '-h')) {
		return say(helpOf(command));
	}
	await runUntilStopped(async (signal) => {
		try {
			const { values, argument } = wordsOf(command);
			await work(values, signal, argument);
		} catch (error) {
			if (!(error instanceof UsageError)) throw error;
			throw new UsageError(`${error.message}; ${callOf(command)} --help lists the options.`);
		}
	}, command.whenStopped);
}

/** @throws UsageError for what is not an option, and for a value that is missing or too much */
function wordsOf<O extends CommandOptions>({
	options,
	argument,
}: Command<O>): { values: Values<O>; argument: string | undefined } {
	try {
		const { values } = parseArgs<{ options: O }>({
			options,
			...(argument && { allowPositionals: true }),
		});
		const { positionals } = parseArgs({ options, allowPositionals: true });
		if (positionals[1] !== undefined) {
			throw new UsageError(`Unexpected argument '${positionals[1]}'`);
		}
		return { values, argument: positionals[0] };
	} catch (error) {
		if (!(error instanceof TypeError)) throw error;
		// What follows its first sentence is advice that does not fit every command.
		throw new UsageError(error.message.split(/\.\s/)[0]);
	}
}

/** How a command is called, up to its options. */
function callOf({ name }: Pick<Command<CommandOptions>, 'name'>): string {
	return name === 'start' ? 'npm start --' : `npm run ${name} --`;
}

function helpOf(command: Command<CommandOptions>): string {
	const options = { ...command.options, help: { type: 'boolean', help: 'Prints this.' } as const };
	const rows: Array<readonly [word: string, help: string]> = Object.entries<CommandOption>(
		options,
	).map(([name, { value, help }]) => [`--${name}${value === undefined ? '' : ` ${value}`}`, help]);
	if (command.argument !== undefined) {
		rows.unshift([command.argument.value, command.argument.help]);
	}
	const width = Math.max(...rows.map(([option]) => option.length));
	const indent = ' '.repeat(width + 4);
	const lines = rows.map(
		([option, help]) => `  ${option.padEnd(width)}  ${help.replaceAll('\n', `\n${indent}`)}`,
	);
	const argument = command.argument === undefined ? '' : ` ${command.argument.value}`;
	return `${callOf(command)} [options]${argument}\n\n${command.summary}\n\n${lines.join('\n')}`;
}

/**
 * Returns those of all names that an option gives, in their order; all where it is not given.
 *
 * @throws UsageError for a name that is not there
 */
export function namesAmong<T extends string>(
	option: string,
	names: readonly string[] | undefined,
	all: readonly T[],
): T[] {
	const unknown = names?.find((name) => !all.some((known) => known === name));
	if (unknown === undefined) return all.filter((known) => names?.includes(known) ?? true);
	throw new UsageError(`--${option} ${unknown} is not one of ${all.join(', ')}`);
}

/** Returns the whole number that an option gives. @throws UsageError for another text, and outside of the limits */
export function wholeNumber(
	option: string,
	text: string,
	{ least = 0, most = Number.MAX_SAFE_INTEGER }: { least?: number; most?: number } = {},
): number {
	const value = Number(text);
	if (/^\d+$/.test(text) && value >= least && value <= most) return value;
	const limits = most === Number.MAX_SAFE_INTEGER ? `from ${least} on` : `from ${least} to ${most}`;
	throw new UsageError(`--${option} ${text} is not a whole number ${limits}`);
}
