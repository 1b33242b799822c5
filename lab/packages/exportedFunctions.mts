import { isObject } from '../json.mts';
import type { Sources } from './evaluatedSources.mts';

/** A function that a module exports, by itself or inside an object. */
export interface ExportedFunction {
	/** The module's path, such as `nodes/TextBoost/resources/sms/send`. */
	module: string;
	/** The name of what is exported. */
	name: string;
	/** The keys that lead from it to the function. */
	keys: readonly string[];
}

/** A function of whatever arguments. */
export type AnyFunction = (...args: never) => unknown;

/** How deep functions lie in what is exported: `routing.operations.pagination`. */
const DEEPEST = 4;

/** Where each function that the modules export is found; one that several export, where it is found first. */
export function exportedFunctions(sources: Sources): ReadonlyMap<AnyFunction, ExportedFunction> {
	const found = new Map<AnyFunction, ExportedFunction>();
	const collect = (value: unknown, module: string, name: string, keys: readonly string[]) => {
		if (isFunction(value)) {
			if (!found.has(value)) found.set(value, { module, name, keys });
		} else if (isObject(value) && keys.length < DEEPEST) {
			for (const [key, inner] of Object.entries(value)) {
				collect(inner, module, name, [...keys, key]);
			}
		}
	};
	for (const [module, exported] of sources) {
		for (const [name, value] of Object.entries(exported)) collect(value, module, name, []);
	}
	return found;
}

/** Whether a value is a function or a class. */
export function isFunction(value: unknown): value is AnyFunction {
	return typeof value === 'function';
}
