import { readFile } from 'node:fs/promises';
import { stripVTControlCharacters } from 'node:util';

const shown = 12;

/** The lines of a log that are not empty; none when there is no log. */
export async function logLines(file: string): Promise<string[]> {
	const text = await readFile(file, 'utf8').catch(() => '');
	return stripVTControlCharacters(text)
		.split('\n')
		.map((line) => line.trimEnd())
		.filter((line) => line !== '');
}

/** The last lines of a log, to print below a sentence. */
export async function lastLines(file: string): Promise<string[]> {
	return (await logLines(file)).slice(-shown);
}
