import { readFile } from 'node:fs/promises';
import { KNOWN_SURVIVORS } from './survivors.mts';

/** What this repository reads of a report of Stryker. */
interface StrykerReport {
	files: Record<string, { source: string; mutants: ReportedMutant[] }>;
}

interface ReportedMutant {
	status: string;
	replacement?: string;
	location: { start: Position; end: Position };
}

/** Both from 1 on. */
interface Position {
	line: number;
	column: number;
}

/** A mutant that no test has killed. */
export interface Survivor {
	file: string;
	lineNumber: number;
	line: string;
	becomes: string;
	/** Whether a test runs the code at all. */
	isReached: boolean;
	/** Why it may live, where somebody has checked it. */
	because?: string;
}

/** What came of the mutants of some files. */
export interface MutationResult {
	/** How many were killed, by a test that failed or by taking too long. */
	killed: number;
	survivors: Survivor[];
}

const KILLED = ['Killed', 'Timeout'];
const ALIVE = ['Survived', 'NoCoverage'];

/** Reads what Stryker has written about these files. */
export async function readReport(path: string, files: readonly string[]): Promise<MutationResult> {
	// Stryker wrote it, by a schema of its own.
	const report = JSON.parse(await readFile(path, 'utf8')) as StrykerReport;
	const result: MutationResult = { killed: 0, survivors: [] };
	for (const file of files) {
		const { source, mutants } = report.files[file] ?? { source: '', mutants: [] };
		result.killed += mutants.filter(({ status }) => KILLED.includes(status)).length;
		for (const mutant of mutants.filter(({ status }) => ALIVE.includes(status))) {
			const survivor = survivorOf(file, source.split('\n'), mutant);
			result.survivors.push({ ...survivor, because: reasonOf(survivor) });
		}
	}
	return result;
}

function survivorOf(file: string, lines: readonly string[], mutant: ReportedMutant): Survivor {
	const { status, replacement = '', location } = mutant;
	const { start, end } = location;
	const line = lines[start.line - 1] ?? '';
	const rest = start.line === end.line ? line.slice(end.column - 1) : '';
	return {
		file,
		lineNumber: start.line,
		line: plain(line),
		becomes: plain(line.slice(0, start.column - 1) + replacement + rest),
		isReached: status === 'Survived',
	};
}

/** A piece of code in one line, without the blanks at its ends. */
function plain(code: string): string {
	return code.replace(/\s+/g, ' ').trim();
}

function reasonOf({ file, line, becomes }: Survivor): string | undefined {
	return KNOWN_SURVIVORS[file]?.find((known) => known.line === line && known.becomes === becomes)
		?.because;
}

/** The listed survivors of these files that are none, in sentences. */
export function staleReasons(files: readonly string[], survivors: readonly Survivor[]): string[] {
	return files.flatMap((file) =>
		(KNOWN_SURVIVORS[file] ?? [])
			.filter(
				({ line, becomes }) =>
					!survivors.some(
						(one) => one.file === file && one.line === line && one.becomes === becomes,
					),
			)
			.map(({ becomes }) => `${file}: "${becomes}" is listed as a survivor, and is none.`),
	);
}
