/**
 * Returns what the changelog says of a version, without its heading; undefined where it has no such section, or an empty
 * one.
 *
 * @param version such as "0.2.0"; its heading is `## 0.2.0`, with or without a date after it
 */
export function versionNotes(changelog: string, version: string): string | undefined {
	const sections = changelog.split(/^## /m).slice(1);
	const section = sections.find((text) => text.split(/\s/, 1)[0] === version);
	const notes = section?.slice(section.indexOf('\n')).trim();
	return notes === '' ? undefined : notes;
}
