import { isDeepStrictEqual } from 'node:util';
import { Failure } from '../../../lab/n8n/failure.mts';

/** What was checked, and what it should have been. */
export interface Finding {
	holds: boolean;
	/** A phrase: "sends: expected 22, seen 45". */
	phrase: string;
}

export function equal(what: string, expected: unknown, seen: unknown): Finding {
	return finding(what, isDeepStrictEqual(seen, expected), show(expected), show(seen));
}

export function matches(what: string, pattern: RegExp, seen: unknown): Finding {
	return finding(what, pattern.test(String(seen)), String(pattern), show(seen));
}

export function atMost(what: string, limit: number, seen: number): Finding {
	// Rounded up, so that it is seen to exceed the limit.
	const shown = seen > limit ? Math.ceil(seen * 100) / 100 : seen;
	return finding(what, seen <= limit, `at most ${limit}`, String(shown));
}

/**
 * Looks, and returns the phrase of everything that does not hold. A Failure does not hold either, so
 * that one does not hide what comes after it, unless the signal has come.
 */
export async function complaintsOf(
	look: () => Promise<readonly Finding[]>,
	signal: AbortSignal,
): Promise<string[]> {
	try {
		return (await look()).filter(({ holds }) => !holds).map(({ phrase }) => phrase);
	} catch (error) {
		signal.throwIfAborted();
		if (error instanceof Failure) return [error.message];
		throw error;
	}
}

function finding(what: string, holds: boolean, expected: string, seen: string): Finding {
	return { holds, phrase: `${what}: expected ${expected}, seen ${seen}` };
}

const longest = 300;

function show(value: unknown): string {
	const text = JSON.stringify(value) ?? String(value);
	return text.length > longest ? `${text.slice(0, longest)} …` : text;
}
