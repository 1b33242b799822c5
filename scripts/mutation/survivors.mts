/** A mutant that no test can kill, or none is worth it. */
export interface KnownSurvivor {
	/** The line of the source in which it begins. */
	line: string;
	/** That line with the mutant in it. */
	becomes: string;
	/** Why it may live. */
	because: string;
}

/** The survivors that were looked at, by file. `npm run mutation` names every other one, and what is no survivor any more. */
export const KNOWN_SURVIVORS: Readonly<Record<string, readonly KnownSurvivor[]>> = {
	'nodes/shared/record/jsonObject.ts': [
		{
			line: 'for (let at = start; at < text.length; at++) {',
			becomes: 'for (let at = start; at <= text.length; at++) {',
			because: 'behind the end of a text is the empty text, which is none of these characters',
		},
	],
};
