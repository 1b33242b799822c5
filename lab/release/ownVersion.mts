import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from '../n8n/workshop.mts';
import { readManifest } from '../packages/manifest.mts';
import type { ReleaseCheck } from './releaseCheck.mts';
import { versionNotes } from './versionNotes.mts';

/** The version of package.json has its part of the changelog, and the tag is named after it. */
export const ownVersion: ReleaseCheck = {
	name: 'The tag and the changelog have the version of package.json',
	async problems() {
		const { version } = await readManifest(repository);
		const changelog = await readFile(join(repository, 'CHANGELOG.md'), 'utf8');
		const { GITHUB_REF_TYPE: kind, GITHUB_REF_NAME: tag } = process.env;
		return problemsOf(version, changelog, kind === 'tag' ? tag : undefined);
	},
};

/** @param tag the tag that is being published, where there is one */
export function problemsOf(version: string, changelog: string, tag: string | undefined): string[] {
	const problems: string[] = [];
	if (versionNotes(changelog, version) === undefined) {
		problems.push(
			`CHANGELOG.md says nothing of ${version}. Give what is new the heading: ## ${version}`,
		);
	}
	if (tag !== undefined && tag !== `v${version}`) {
		problems.push(
			`The tag ${tag} is not v${version}. Delete it, set the version with npm version, and tag again.`,
		);
	}
	return problems;
}
