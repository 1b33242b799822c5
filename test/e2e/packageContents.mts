import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { isObject, readObject, type JsonObject } from '../../lab/json.mts';
import { Failure } from '../../lab/n8n/failure.mts';
import { repository } from '../../lab/n8n/workshop.mts';
import manifest from '../../package.json' with { type: 'json' };
import type { Case } from './case.mts';
import { loadedTypes } from './loadedTypes.mts';
import type { Stage } from './stage.mts';

/** n8n has loaded all that package.json lists, as the editor asks for it. */
export const packageContents: Case = {
	title: 'Nodes and credentials',
	async run(stage) {
		const { nodes, credentials } = manifest.n8n;
		const loadedNodes = await loadedTypes('nodes', stage);
		const loadedCredentials = await loadedTypes('credentials', stage);
		const complaints: string[] = [];
		let tools = 0;
		for (const path of nodes) {
			const name = `${manifest.name}.${typeName(path)}`;
			const node = loadedNodes.get(name);
			if (node === undefined) {
				complaints.push(`The node ${name} is not there.`);
				continue;
			}
			complaints.push(...(await complaintsAboutIcons(name, node, stage)));
			complaints.push(...(await complaintsAboutCodex(name, node, path)));
			const isTool = loadedNodes.has(`${name}Tool`);
			if (isTool) tools += 1;
			if (isTool === name.endsWith('Trigger')) {
				complaints.push(`${name} is ${isTool ? 'a' : 'no'} tool for AI agents.`);
			}
		}
		for (const path of credentials) {
			const name = typeName(path);
			const credential = loadedCredentials.get(name);
			if (credential === undefined) complaints.push(`The credential ${name} is not there.`);
			else complaints.push(...(await complaintsAboutIcons(name, credential, stage)));
		}
		if (complaints.length > 0) throw new Failure('The package is not loaded whole:', complaints);
		return (
			`${nodes.length} nodes with codex, ${tools} of them as tools, and ${credentials.length} ` +
			'credentials; all with their icons, light and dark'
		);
	},
};

/** The node or credential type that a file of the package holds: its name, with a small first letter. */
function typeName(path: string): string {
	const name = basename(path).replace(/\.(node|credentials)\.js$/, '');
	return name.charAt(0).toLowerCase() + name.slice(1);
}

async function complaintsAboutIcons(
	name: string,
	{ iconUrl }: JsonObject,
	{ session }: Stage,
): Promise<string[]> {
	const complaints: string[] = [];
	const addresses: unknown[] = [];
	for (const theme of ['light', 'dark']) {
		const address = isObject(iconUrl) ? iconUrl[theme] : undefined;
		addresses.push(address);
		if (typeof address !== 'string') {
			complaints.push(`${name} has no ${theme} icon.`);
			continue;
		}
		const { status, type, text } = await session.rest.editorFile(`/${address}`);
		if (status !== 200 || type !== 'image/svg+xml' || !text.includes('<svg')) {
			complaints.push(`The ${theme} icon of ${name} came with HTTP ${status} as ${type}.`);
		}
	}
	if (addresses[0] === addresses[1]) complaints.push(`${name} has one icon for light and dark.`);
	return complaints;
}

/** The codex file says all that it should, and that is what n8n shows the node by. */
async function complaintsAboutCodex(
	name: string,
	{ codex }: JsonObject,
	path: string,
): Promise<string[]> {
	const source = path.replace(/^dist\//, '').replace(/\.js$/, '.json');
	const file: unknown = JSON.parse(await readFile(join(repository, source), 'utf8'));
	const written = readObject(file, source);
	const loaded = isObject(codex) ? codex : {};
	return ['categories', 'alias', 'resources'].flatMap((key) => {
		if (written[key] === undefined) return [`There are no ${key} in ${source}.`];
		if (isDeepStrictEqual(loaded[key], written[key])) return [];
		return [`The codex of ${name} has other ${key} than ${source}.`];
	});
}
