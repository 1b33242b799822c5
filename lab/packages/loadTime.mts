import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readObject } from '../json.mts';
import { repository } from '../n8n/workshop.mts';

const run = promisify(execFile);
const child = join(repository, 'lab/packages/loadTimeProcess.mts');

/** Something whose loading is measured. */
export interface Load {
	name: string;
	/** Built files; those of nodes and credentials each with the class that it is named after. */
	files: readonly string[];
}

/** What loading took. */
export interface LoadTime {
	name: string;
	/** The shortest: what else the machine does only adds to a time. */
	milliseconds: number;
	modules: number;
}

/**
 * Loads each in processes of its own, in turn, so that a busy moment of the machine meets all of them alike, and
 * returns the shortest time of each.
 *
 * @param n8n the folder of an installed n8n, whose modules they use
 */
export async function loadTimes(
	loads: readonly Load[],
	rounds: number,
	n8n: string,
	signal: AbortSignal,
): Promise<LoadTime[]> {
	const seen = loads.map(({ name }) => ({ name, all: [] as number[], modules: 0 }));
	for (let round = 0; round < rounds; round++) {
		for (const [index, { files }] of loads.entries()) {
			const { stdout } = await run(process.execPath, [child, n8n, ...files], { signal });
			const { milliseconds, modules } = readObject(JSON.parse(stdout), 'what a load has printed');
			const one = seen[index];
			if (one === undefined) continue;
			one.all.push(Number(milliseconds));
			one.modules = Number(modules);
		}
	}
	return seen.map(({ name, all, modules }) => ({ name, milliseconds: Math.min(...all), modules }));
}
