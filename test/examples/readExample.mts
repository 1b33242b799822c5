import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { IWorkflowBase } from 'n8n-workflow';

/** The folder of the examples. */
export const EXAMPLES = resolve(import.meta.dirname, '../../examples');

/** Reads a workflow of the examples, by the name of its file. */
export function readExample(file: string): IWorkflowBase {
	// n8n has written it.
	return JSON.parse(readFileSync(resolve(EXAMPLES, file), 'utf8')) as IWorkflowBase;
}
