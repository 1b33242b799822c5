/** The versions of the product whose answers were recorded (test/recorded/textboost-<version>.json), oldest first. */
export const TEXTBOOST_VERSIONS = ['3.1.0', '3.8.0', '3.9', '3.13.0'] as const;

export type TextBoostVersion = (typeof TEXTBOOST_VERSIONS)[number];

/** Whether a host that runs `version` does what came with `first`. */
export function isSince(version: TextBoostVersion, first: TextBoostVersion): boolean {
	return TEXTBOOST_VERSIONS.indexOf(version) >= TEXTBOOST_VERSIONS.indexOf(first);
}
