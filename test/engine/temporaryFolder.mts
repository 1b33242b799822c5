import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The variable by which the workers of a test run learn of its folder. */
export const FOLDER_VARIABLE = 'ENGINE_TESTS_FOLDER';

/** Makes the folder of a test run. */
export function makeFolder(): void {
	process.env[FOLDER_VARIABLE] = mkdtempSync(join(tmpdir(), 'n8n-engine-'));
}

/** Removes it, with what the workers have left there. */
export function removeFolder(): void {
	const folder = process.env[FOLDER_VARIABLE];
	if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}
