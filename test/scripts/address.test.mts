import { describe, expect, it } from '@jest/globals';
import {
	isAddress,
	isPlaceholder,
	repositoryAddress,
	strayAddresses,
	trackedTexts,
	whyNotReleasable,
	withAddress,
} from '../../lab/address/repositoryAddress.mts';

// In parts, because every whole address in this repository is the repository's own.
const GITHUB = 'https://github.com';
const OTHER = `${GITHUB}/acme/sms.nodes`;

describe('the address of the repository', () => {
	it('is the only one in all files, and is where it must be', async () => {
		const address = await repositoryAddress();
		const stray: string[] = [];
		const holders: string[] = [];
		for await (const { file, text } of trackedTexts()) {
			stray.push(...strayAddresses(file, text, address));
			if (text.includes(address)) holders.push(file);
		}
		expect(stray).toEqual([]);
		expect(holders.filter((file) => /^nodes\/.*\.node\.json$/.test(file))).toHaveLength(8);
		expect(holders.filter((file) => /^credentials\//.test(file))).toHaveLength(4);
		expect(holders).toContain('nodes/shared/failure/unreadable.ts');
	});

	it('moves, with nothing of the old one left in any file', async () => {
		const address = await repositoryAddress();
		const left: string[] = [];
		let moved = 0;
		for await (const { file, text } of trackedTexts()) {
			const after = withAddress(text, address, OTHER);
			if (after.includes(address)) left.push(file);
			if (after !== text) moved += 1;
			expect(strayAddresses(file, after, OTHER)).toEqual([]);
		}
		expect(left).toEqual([]);
		expect(moved).toBeGreaterThan(14);
	});

	it.each([
		['git+{}.git', `git+${OTHER}.git`],
		['{}#readme', `${OTHER}#readme`],
		['{}/blob/main/docs/textboost.md).', `${OTHER}/blob/main/docs/textboost.md).`],
		['report it at {}/issues.', `report it at ${OTHER}/issues.`],
		['see {}.', `see ${OTHER}.`],
		['{}-fork/issues', `${GITHUB}/old/name-fork/issues`],
		['old@users.noreply.github.com', 'acme@users.noreply.github.com'],
	])('moves in %s', (text, moved) => {
		const from = `${GITHUB}/old/name`;
		expect(withAddress(text.replace('{}', from), from, OTHER)).toBe(moved);
	});

	it.each([`${OTHER}.git`, `${OTHER}/`, `${OTHER}/issues`, `${GITHUB}/acme`, 'acme/sms', ''])(
		'is not %j',
		(text) => expect(isAddress(text)).toBe(false),
	);

	it('is missed and found stray', () => {
		expect(strayAddresses('nodes/A/A.node.json', '{}', OTHER)).toEqual([
			'nodes/A/A.node.json lacks the address of the repository',
		]);
		const text = `${GITHUB}/old/name/issues`;
		expect(strayAddresses('docs/a.md', text, OTHER)).toEqual([
			`docs/a.md has the address ${GITHUB}/old/name`,
		]);
		expect(strayAddresses('docs/vendors/a.md', text, OTHER)).toEqual([]);
	});
});

describe('a release', () => {
	const placeholder = `${GITHUB}/n8n-nodes-sms-gateways/anything`;

	it('is refused from the placeholder, with what to do', () => {
		expect(isPlaceholder(placeholder)).toBe(true);
		expect(whyNotReleasable(placeholder, undefined)).toMatch(
			/is still the placeholder\. Run: npm run address -- https:\/\/github\.com\/<owner>\/<name>$/,
		);
		expect(whyNotReleasable(placeholder, '')).toMatch(/placeholder/);
	});

	it('is refused in a repository with another address, with the command that sets it', () => {
		expect(whyNotReleasable(placeholder, 'acme/sms')).toContain(
			`Run: npm run address -- ${GITHUB}/acme/sms`,
		);
		expect(whyNotReleasable(OTHER, 'acme/else')).toContain(`${GITHUB}/acme/else`);
	});

	it('is allowed from its own', () => {
		expect(whyNotReleasable(OTHER, undefined)).toBeUndefined();
		expect(whyNotReleasable(OTHER, 'Acme/sms.nodes')).toBeUndefined();
	});
});
