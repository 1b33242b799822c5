/** Something that must hold before a version is published. */
export interface ReleaseCheck {
	/** What holds where it finds nothing: "Two builds of one commit are the same bytes". */
	name: string;
	/**
	 * Returns what keeps the version from being published, in sentences that say what to do; none where it holds.
	 *
	 * @param say prints a sentence for the person who waits
	 * @throws Failure when it cannot be found out; the signal's reason when the signal comes
	 */
	problems: (say: (sentence: string) => void, signal: AbortSignal) => Promise<string[]>;
}
