import { existsSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import GithubSlugger from 'github-slugger';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toString } from 'mdast-util-to-string';
import { gfm } from 'micromark-extension-gfm';
import { visit } from 'unist-util-visit';

/**
 * The links and images in a page of Markdown that lead nowhere, each as "page: link".
 *
 * @param root the folder of the repository
 * @param own the address under which GitHub shows its files; links that begin with it are followed here
 */
export function brokenLinks(path: string, root: string, own: string): string[] {
	const broken: string[] = [];
	visit(read(path), ['link', 'image', 'definition'], (node) => {
		if (!('url' in node) || leadsSomewhere(node.url, path, root, own)) return;
		broken.push(`${relative(root, path)}: ${node.url}`);
	});
	return broken;
}

/** Whether a link leads to a file of this repository and a heading in it, or out of it. */
export function leadsSomewhere(link: string, from: string, root: string, own: string): boolean {
	const isOwn = link.startsWith(own);
	if (!isOwn && /^[a-z]+:/i.test(link)) return true;
	const [file = '', anchor] = (isOwn ? link.slice(own.length) : link).split('#');
	const base = isOwn ? root : dirname(from);
	const target = file === '' && !isOwn ? from : resolve(base, file);
	if (!existsSync(target)) return false;
	return anchor === undefined || anchorsIn(target).has(anchor);
}

/** The anchors that GitHub gives the headings of a page. */
function anchorsIn(path: string): Set<string> {
	const slugger = new GithubSlugger();
	const anchors = new Set<string>();
	visit(read(path), 'heading', (heading) => {
		anchors.add(slugger.slug(toString(heading)));
	});
	return anchors;
}

function read(path: string) {
	return fromMarkdown(readFileSync(path, 'utf8'), {
		extensions: [gfm()],
		mdastExtensions: [gfmFromMarkdown()],
	});
}
