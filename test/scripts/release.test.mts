import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { problemsOf } from '../../lab/release/ownVersion.mts';
import { versionNotes } from '../../lab/release/versionNotes.mts';

const CHANGELOG = `# Changelog

## 0.2.10 (2026-12-24)

Ten.

## 0.2.1

- One.

### Part

- Two.

## 0.2.0

## 0.1.0

Last.
`;

describe('the notes of a version', () => {
	it.each([
		['0.2.10', 'Ten.'],
		['0.2.1', '- One.\n\n### Part\n\n- Two.'],
		['0.1.0', 'Last.'],
		['0.2.0', undefined],
		['0.2', undefined],
		['Changelog', undefined],
		['1.0.0', undefined],
	])('%s', (version, notes) => expect(versionNotes(CHANGELOG, version)).toBe(notes));

	it('are in the changelog of this repository', () => {
		const file = resolve(import.meta.dirname, '../../CHANGELOG.md');
		expect(versionNotes(readFileSync(file, 'utf8'), '0.1.0')).toMatch(/SMS/);
	});
});

describe('a release', () => {
	it('is refused under the tag of another version, and without notes', () => {
		expect(problemsOf('0.2.1', CHANGELOG, undefined)).toEqual([]);
		expect(problemsOf('0.2.1', CHANGELOG, 'v0.2.1')).toEqual([]);
		expect(problemsOf('0.2.1', CHANGELOG, 'v0.2.10')).toEqual([
			'The tag v0.2.10 is not v0.2.1. Delete it, set the version with npm version, and tag again.',
		]);
		expect(problemsOf('0.2.0', CHANGELOG, 'v0.2.0')).toEqual([
			'CHANGELOG.md says nothing of 0.2.0. Give what is new the heading: ## 0.2.0',
		]);
	});
});
