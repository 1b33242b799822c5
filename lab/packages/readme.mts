import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { format, resolveConfig } from 'prettier';
import { visit } from 'unist-util-visit';
import { repository } from '../n8n/workshop.mts';
import type { SinglePackage } from './singlePackages.mts';

const INSTALL = (name: string, root: string, address: string) => `
## Install in n8n

On your own n8n, open **Settings**, **Community nodes**, select **Install**, and enter \`${name}\`. Its nodes are also in
\`${root}\`, which holds all gateways: [which one to install](${address}/blob/main/docs/packages.md).
`;

/**
 * The README of a gateway's package: the gateway's page in \`docs\`, with links that lead into the repository.
 *
 * @param address the repository's, without a slash at the end
 */
export async function readmeOf(
	{ name, page }: SinglePackage,
	root: string,
	address: string,
): Promise<string> {
	const text = await readFile(join(repository, 'docs', page), 'utf8');
	const [title = '', ...rest] = linkedToRepository(text, address)
		.replaceAll(/<!-- .*? -->\n*/g, '')
		.split('\n\n');
	const intro = `An n8n community node package for ${title.replace(/^# /, '')}.`;
	const start = rest.findIndex((part) => part.startsWith('- ['));
	const parts = [
		`# ${name}`,
		intro,
		...rest.slice(0, start),
		INSTALL(name, root, address),
		...rest.slice(start),
	];
	const path = join(repository, 'README.md');
	return await format(parts.join('\n\n'), { ...(await resolveConfig(path)), filepath: path });
}

/** A page of `docs` whose links to other files are addresses in the repository. */
function linkedToRepository(text: string, address: string): string {
	const places: Array<{ start: number; end: number; instead: string }> = [];
	const tree = fromMarkdown(text, {
		extensions: [gfm()],
		mdastExtensions: [gfmFromMarkdown()],
	});
	visit(tree, (node) => {
		if (node.type !== 'link' && node.type !== 'image' && node.type !== 'definition') return;
		if (/^(#|[a-z]+:)/i.test(node.url)) return;
		const start = node.position?.start.offset ?? 0;
		const end = node.position?.end.offset ?? 0;
		const at = text.slice(start, end).lastIndexOf(node.url);
		if (at < 0) return;
		const kind = node.type === 'image' ? 'raw' : 'blob';
		const instead = `${address}/${kind}/main/${posix.join('docs', node.url)}`;
		places.push({ start: start + at, end: start + at + node.url.length, instead });
	});
	return places
		.sort((a, b) => b.start - a.start)
		.reduce(
			(page, { start, end, instead }) => page.slice(0, start) + instead + page.slice(end),
			text,
		);
}
