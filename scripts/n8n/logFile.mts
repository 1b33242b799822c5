import { readFile } from 'node:fs/promises';
import { stripVTControlCharacters } from 'node:util';

/** The last lines of a log that are not empty, to print below a sentence; none when there is no log. */
export async function lastLines(file: string, count = 12): Promise<string[]> {
	const text = await readFile(file, 'utf8').catch(() => '');
	return stripVTControlCharacters(text)
		.split('\n')
		.map((line) => line.trimEnd())
		.filter((line) => line !== '')
		.slice(-count);
}
