import { createHash } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { deserialize, serialize } from 'node:v8';
import { field } from './readJson.mts';

/** Changed whenever what is stored looks different, so that an older file is not read. */
const FORMAT = 'sms-sandbox-state-2';

/** What is kept over a restart: by vendor what it dumped, and the rest. */
export interface StoredState<Rest> {
	vendors: Record<string, unknown>;
	rest: Rest;
}

/**
 * Reads a file of {@link writeState}; undefined where there is none.
 *
 * @throws Error that says, in a clause, why the file cannot be read
 */
export async function readState<Rest>(file: string): Promise<StoredState<Rest> | undefined> {
	const [format, hash, content] = partsOf(await bytesOf(file));
	if (format === undefined) return undefined;
	if (format !== FORMAT) throw new Error('another version of the sandbox has written it');
	if (!Buffer.isBuffer(content) || hash !== hashOf(content)) throw damaged();
	// The format names what this version writes, and the hash says that all of it is there.
	return deserialize(content) as StoredState<Rest>;
}

/** Writes the file as a whole, or not at all; only its owner can read it. */
export async function writeState<Rest>(file: string, state: StoredState<Rest>): Promise<void> {
	const temporary = `${file}.new`;
	const content = serialize(state);
	const bytes = serialize([FORMAT, hashOf(content), content]);
	await writeFile(temporary, bytes, { mode: 0o600 });
	await rename(temporary, file);
}

/** Gives the file another name, so that a new one can be written, and returns it. */
export async function setAside(file: string): Promise<string> {
	const aside = `${file}.unreadable-${new Date().toISOString().replace(/[:.]/g, '-')}`;
	await rename(file, aside);
	return aside;
}

async function bytesOf(file: string): Promise<Buffer | undefined> {
	try {
		return await readFile(file);
	} catch (error) {
		const code = String(field(error, 'code'));
		if (code === 'ENOENT') return undefined;
		throw new Error(`the file cannot be opened (${code})`, { cause: error });
	}
}

function partsOf(bytes: Buffer | undefined): unknown[] {
	if (bytes === undefined) return [];
	let value: unknown;
	try {
		value = deserialize(bytes);
	} catch (error) {
		throw damaged(error);
	}
	if (Array.isArray(value) && typeof value[0] === 'string') return value;
	throw damaged();
}

function damaged(cause?: unknown): Error {
	return new Error('the file is damaged', { cause });
}

function hashOf(content: Buffer): string {
	return createHash('sha256').update(content).digest('hex');
}
