import { existsSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { slugOf } from './markdown.mts';

const CODE = /^(?: {0,3})(```|~~~)[\s\S]*?^ {0,3}\1|`[^`\n]*`/gm;
const LINK = /\]\(([^)\s]+)\)/g;
const HEADING = /^#{1,6} +(\S.*)$/gm;

/**
 * The links in a page of Markdown that lead nowhere, each as "page: link".
 *
 * @param root the folder of the repository
 * @param own the address under which GitHub shows its files; links that begin with it are followed here
 */
export function brokenLinks(path: string, root: string, own: string): string[] {
	const page = readFileSync(path, 'utf8').replace(CODE, '');
	return [...page.matchAll(LINK)]
		.map(([, link = '']) => link)
		.filter((link) => !leadsSomewhere(link, path, root, own))
		.map((link) => `${relative(root, path)}: ${link}`);
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

function anchorsIn(path: string): Set<string> {
	const page = readFileSync(path, 'utf8').replace(/^(?: {0,3})(```|~~~)[\s\S]*?^ {0,3}\1/gm, '');
	const anchors = new Set<string>();
	for (const [, heading = ''] of page.matchAll(HEADING)) {
		const slug = slugOf(heading.trimEnd());
		let anchor = slug;
		for (let number = 1; anchors.has(anchor); number++) anchor = `${slug}-${number}`;
		anchors.add(anchor);
	}
	return anchors;
}
