import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Failure } from '../n8n/failure.mts';
import { repository } from '../n8n/workshop.mts';

const run = promisify(execFile);

/** The owner until the package has one: nobody's, named after the package. */
const PLACEHOLDER_OWNER = 'n8n-nodes-sms-gateways';

const ADDRESS = /^https:\/\/github\.com\/(?<owner>[\w-]+)\/[\w.-]+$/;

/** An address of a repository on GitHub, wherever it is in a text; what follows the name is not part of it. */
const ANY_ADDRESS = /https?:\/\/github\.com\/[\w-]+\/[\w-]+(?:\.(?!git\b)[\w-]+)*/g;

/** Files that quote addresses of others: the vendors' fact sheets, and lock files. */
const OF_OTHERS = /^(?:docs\/vendors\/|tools\/)|(?:^|\/)package-lock\.json$/;

/** Where the address is used as it is, since n8n reads these files without running code. */
const MUST_HOLD_IT = /\.node\.json$|\.credentials\.ts$|(?:^|\/)package\.json$/;

/**
 * The address of the repository, such as `https://github.com/<owner>/<name>`, from `repository.url` of package.json: the
 * one place that decides it.
 */
export async function repositoryAddress(): Promise<string> {
	const manifest: unknown = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8'));
	if (typeof manifest === 'object' && manifest !== null && 'repository' in manifest) {
		const { repository: named } = manifest;
		if (typeof named === 'object' && named !== null && 'url' in named) {
			const address = String(named.url).replace(/^git\+|\.git$/g, '');
			if (isAddress(address)) return address;
		}
	}
	throw new Failure(
		'repository.url of package.json is not git+https://github.com/<owner>/<name>.git',
	);
}

/** Whether a text is `https://github.com/<owner>/<name>`, without anything after it. */
export function isAddress(text: string): boolean {
	return ADDRESS.test(text) && !text.endsWith('.git');
}

export function isPlaceholder(address: string): boolean {
	return ownerOf(address) === PLACEHOLDER_OWNER;
}

function ownerOf(address: string): string | undefined {
	return ADDRESS.exec(address)?.groups?.owner;
}

/** The address in all that belongs to one owner: pages, issues, clones, and the owner's no-reply address. */
export function withAddress(text: string, from: string, to: string): string {
	return text
		.replace(ANY_ADDRESS, (found) => (found === from ? to : found))
		.replaceAll(
			`${ownerOf(from)}@users.noreply.github.com`,
			`${ownerOf(to)}@users.noreply.github.com`,
		);
}

/** What is wrong with the addresses in a file, as sentences. */
export function strayAddresses(file: string, text: string, address: string): string[] {
	if (OF_OTHERS.test(file)) return [];
	const found = text.match(ANY_ADDRESS) ?? [];
	const others = found.filter((other) => other !== address);
	if (others.length > 0) return others.map((other) => `${file} has the address ${other}`);
	if (found.length > 0 || !isPackaged(file)) return [];
	return [`${file} lacks the address of the repository`];
}

function isPackaged(file: string): boolean {
	return MUST_HOLD_IT.test(file);
}

/** The text files that git tracks or would, by their paths from the root, with what is in them. */
export async function* trackedTexts(): AsyncGenerator<{ file: string; text: string }> {
	const { stdout } = await run(
		'git',
		['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
		{
			cwd: repository,
			maxBuffer: 2 ** 26,
		},
	);
	for (const file of stdout.split('\0').filter((name) => name !== '' && !OF_OTHERS.test(name))) {
		const text = await readFile(join(repository, file), 'utf8').catch(() => undefined);
		if (text !== undefined && !text.includes('\0')) yield { file, text };
	}
}

/**
 * Says why a release cannot be made from this address; undefined where it may.
 *
 * @param origin `owner/name` of the repository that the tag is in, as GitHub Actions names it in GITHUB_REPOSITORY; if it
 *   is known, it decides
 */
export function whyNotReleasable(address: string, origin: string | undefined): string | undefined {
	const command = 'npm run address -- https://github.com/<owner>/<name>';
	if (origin !== undefined && origin !== '') {
		const actual = `https://github.com/${origin}`;
		if (actual.toLowerCase() === address.toLowerCase()) return undefined;
		return (
			`The address in package.json is ${address}, but this repository is ${actual}. npm refuses a provenance of ` +
			`another address. Run: npm run address -- ${actual}`
		);
	}
	if (!isPlaceholder(address)) return undefined;
	return `The address in package.json, ${address}, is still the placeholder. Run: ${command}`;
}
