import { Failure } from '../../lab/n8n/failure.mts';

/** Tags that descriptions of n8n nodes may have, by what is before and after their text. */
const MARKS: Record<string, string> = { b: '**', code: '`', em: '_', i: '_', strong: '**' };
const ENTITIES: Record<string, string> = {
	'&amp;': '&',
	'&gt;': '>',
	'&lt;': '<',
	'&nbsp;': ' ',
	'&quot;': '"',
	'&#39;': "'",
};

/**
 * The text of a description, which may be HTML, as Markdown in one line.
 *
 * @throws Failure for a tag that nobody has foreseen
 */
export function htmlToMarkdown(html: string): string {
	const pieces = html
		.replace(/\s+/g, ' ')
		.trim()
		.split(/(<[^<>]+>)/);
	let markdown = '';
	let address = '';
	let isCode = false;
	for (const piece of pieces) {
		const [, slash, tag = ''] = /^<(\/?)([a-z]+)\b[^>]*>$/i.exec(piece) ?? [];
		const name = tag.toLowerCase();
		const mark = MARKS[name];
		if (name === '') {
			const text = decodeEntities(piece);
			markdown += isCode ? text : escapeMarkdown(text);
		} else if (mark !== undefined) {
			markdown += mark;
			if (name === 'code') isCode = slash === '';
		} else if (name === 'br') {
			markdown += ' ';
		} else if (name === 'a' && slash === '') {
			address = /\bhref=["']([^"']*)["']/i.exec(piece)?.[1] ?? '';
			markdown += '[';
		} else if (name === 'a') {
			markdown += `](${decodeEntities(address)})`;
		} else {
			throw new Failure(`The generator of docs does not know the tag <${name}> in: ${html}`);
		}
	}
	return markdown.replace(/ {2,}/g, ' ');
}

/** A text as code. */
export function code(text: string): string {
	return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** Texts as sentences in one line: each gets the full stop that descriptions in n8n go without. */
export function sentences(...texts: string[]): string {
	return texts
		.filter((text) => text !== '')
		.map((text) => (/[.!?:]`?$/.test(text) ? text : `${text}.`))
		.join(' ');
}

/** A table, of which each row has a cell for every heading. */
export function table(headings: string[], rows: string[][]): string {
	const line = (cells: string[]) =>
		`| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
	return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');
}

function decodeEntities(text: string): string {
	return text.replace(/&(?:[a-z]+|#39);/gi, (entity) => ENTITIES[entity.toLowerCase()] ?? entity);
}

function escapeMarkdown(text: string): string {
	return text.replace(/[\\`*[\]<~]|(?<!\w)_|_(?!\w)/g, '\\$&');
}
