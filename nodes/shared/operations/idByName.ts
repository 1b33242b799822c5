import type { IAllExecuteFunctions } from 'n8n-workflow';
import type { Reading } from '../failure/failure';
import { refusal, success } from '../failure/failure';
import { quoted } from '../record/text';
import { runCacheOf } from './runMemory';

/** Something of the account that people know by its name. */
export interface Named {
	id: string;
	name: string;
}

interface Search {
	/** What is searched, in small letters, e.g. "group". */
	thing: string;
	/** That of the resource locator. */
	displayName: string;
	/** Reads all of them. Never throws. */
	read: () => Promise<Reading<Named[]>>;
	/** Tells one list of these things from another, where an account has several. */
	within?: string;
}

/**
 * The id of the one thing that has the name. Spaces around names do not count, and capital letters only where a name
 * is there in two spellings. The things are read once a run. Never throws; a failure means that nothing was done.
 */
export async function idByName(
	context: IAllExecuteFunctions,
	name: string,
	{ thing, displayName, read, within = '' }: Search,
): Promise<Reading<string>> {
	const memory = runCacheOf<Promise<Reading<Named[]>>>(context, `${thing}s by name`);
	const reading = memory.get(within) ?? read();
	memory.set(within, reading);
	const things = await reading;
	if (!things.ok) {
		if (memory.get(within) === reading) memory.delete(within);
		return refusal({ ...things.failure, outcome: 'notSent' });
	}
	const found = rowsNamed(things.value, name);
	const [first, ...others] = found;
	if (first !== undefined && others.length === 0) return success(first.id);
	return refusal({
		message:
			first === undefined
				? `No ${thing} is named ${quoted(name)}.`
				: `${found.length} ${thing}s are named ${quoted(name)} (IDs ${found.map(({ id }) => id).join(', ')}).`,
		advice:
			first === undefined
				? `Check the name in ${displayName}, or choose the ${thing} From List.`
				: `Set ${displayName} to By ID, and enter the ID of the one you mean.`,
		outcome: 'notSent',
	});
}

function rowsNamed(things: Named[], name: string): Named[] {
	const wanted = name.trim();
	const exact = things.filter((thing) => thing.name.trim() === wanted);
	if (exact.length > 0) return exact;
	const inAnyCase = wanted.toLowerCase();
	return things.filter((thing) => thing.name.trim().toLowerCase() === inAnyCase);
}
