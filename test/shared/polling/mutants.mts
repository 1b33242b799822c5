import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { transformSync } from '@swc/core';
import type { Polling } from './model.mts';

const FOLDER = resolve(import.meta.dirname, '../../../nodes/shared/polling');

/** One thing that is taken out of the polling code. */
export interface Mutation {
	file: string;
	code: string;
	instead: string;
}

/**
 * Loads the polling code with one thing changed; what it uses from outside its folder is as it is.
 *
 * @throws Error when the code to change is not there, or there twice
 */
export function loadMutant(mutation: Mutation): Polling {
	const modules = new Map<string, unknown>();
	const requireAsItIs = createRequire(resolve(FOLDER, 'poll.ts'));

	const load = (name: string): unknown => {
		const known = modules.get(name);
		if (known !== undefined) return known;
		const source = readFileSync(resolve(FOLDER, `${name}.ts`), 'utf8');
		const { code } = transformSync(name === mutation.file ? mutate(source, mutation) : source, {
			jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
			module: { type: 'commonjs' },
		});
		const exports = {};
		modules.set(name, exports);
		const requireOne = (path: string): unknown =>
			path.startsWith('./') ? load(path.slice(2)) : requireAsItIs(path);
		// eslint-disable-next-line @typescript-eslint/no-implied-eval -- this package's own code, with one thing changed
		Reflect.apply(new Function('exports', 'require', code), undefined, [exports, requireOne]);
		return exports;
	};

	const parts = ['tracker', 'recordSource', 'newestFirst', 'pollState'].map(load);
	// What the four export together, as `Polling` has it.
	return Object.assign({}, ...parts) as Polling;
}

function mutate(source: string, { file, code, instead }: Mutation): string {
	if (source.split(code).length !== 2) throw new Error(`${file} does not have “${code}” once`);
	return source.replace(code, () => instead);
}
