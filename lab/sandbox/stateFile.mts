import { readFile, rename, writeFile } from 'node:fs/promises';
import { deserialize, serialize } from 'node:v8';

/** Changed whenever what is stored looks different, so that an older file is not read. */
const FORMAT = 'sms-sandbox-state-1';

/** What is kept over a restart: by vendor what it dumped, and the rest. */
export interface StoredState<Rest> {
	vendors: Record<string, unknown>;
	rest: Rest;
}

/** Reads a file of {@link writeState}; undefined where there is none, or one that is damaged or of another version. */
export async function readState<Rest>(file: string): Promise<StoredState<Rest> | undefined> {
	const bytes = await readFile(file).catch(() => undefined);
	if (bytes === undefined) return undefined;
	try {
		const value: unknown = deserialize(bytes);
		const isOurs = Array.isArray(value) && value[0] === FORMAT;
		// The format names what this version writes.
		return isOurs ? (value[1] as StoredState<Rest>) : undefined;
	} catch {
		return undefined;
	}
}

/** Writes the file as a whole, or not at all; only its owner can read it. */
export async function writeState<Rest>(file: string, state: StoredState<Rest>): Promise<void> {
	const temporary = `${file}.new`;
	await writeFile(temporary, serialize([FORMAT, state]), { mode: 0o600 });
	await rename(temporary, file);
}
