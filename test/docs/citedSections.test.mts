import { readdirSync, readFileSync } from 'node:fs';
import { join, parse, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const REPOSITORY = resolve(import.meta.dirname, '../..');
/** In lower case, as the gateway's folders otherwise. */
const SHEETS = readdirSync(join(REPOSITORY, 'docs/vendors')).map((file) => parse(file).name);

const COMMENT = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*/g;

/** "vendor document, section 3", "RFC 3966, section 3": sections of something else. */
const OF_ANOTHER_PAPER = /(?:vendor documents?|RFC \d+),\s+sections?\s+\d+(?:(?:,| and)\s+\d+)*/g;

/** "fact sheet 16.2", "fact sheet, sections 3.4 and 12.10", and after one of these "section 7": the numbers. */
const CITATION =
	/(?:fact sheets?,?|sections?)\s+(?:sections?\s+)?(\d+(?:\.\d+)?(?:(?:,| and|, and| to)\s+\d+(?:\.\d+)?)*)/gi;

/** The numbers of a sheet's sections: its headings, and the numbered paragraphs below each. */
function sectionsOf(sheet: string): Set<string> {
	const sections = new Set<string>();
	let heading = '';
	for (const line of readFileSync(join(REPOSITORY, `docs/vendors/${sheet}.md`), 'utf8').split(
		'\n',
	)) {
		const number = /^#+ (\d+(?:\.\d+)?)[. ]/.exec(line)?.[1];
		if (number !== undefined) heading = number;
		const paragraph = /^(\d+)\. /.exec(line)?.[1];
		sections.add(paragraph === undefined ? heading : `${heading}.${paragraph}`);
	}
	return sections;
}

const sheets = new Map(SHEETS.map((name) => [name, sectionsOf(name)]));

interface Citation {
	file: string;
	section: string;
}

function citations(): Citation[] {
	return ['credentials', 'lab', 'nodes', 'scripts', 'test'].flatMap((folder) =>
		readdirSync(join(REPOSITORY, folder), { recursive: true, encoding: 'utf8' })
			.filter((file) => /\.m?ts$/.test(file))
			.map((file) => join(folder, file))
			.filter((file) => resolve(REPOSITORY, file) !== import.meta.filename)
			.flatMap(citationsIn),
	);
}

function citationsIn(file: string): Citation[] {
	const comments = readFileSync(join(REPOSITORY, file), 'utf8').match(COMMENT) ?? [];
	// A sentence may break anywhere in a comment.
	const text = comments.join(' ').replace(/\n[\s*/]*/g, ' ');
	const ownText = text.replace(OF_ANOTHER_PAPER, '');
	return [...ownText.matchAll(CITATION)].flatMap(([, numbers = '']) =>
		[...numbers.matchAll(/\d+(?:\.\d+)?/g)].map(([section]) => ({ file, section })),
	);
}

/** The sheets that a file may mean: its vendor's, or any where it belongs to none. */
function sheetsFor(file: string): Array<Set<string>> {
	const own = [...sheets].filter(([name]) => file.toLowerCase().includes(name));
	return (own.length > 0 ? own : [...sheets]).map(([, sections]) => sections);
}

describe('the fact sheets that the code cites', () => {
	const cited = citations();

	it('are cited', () => {
		expect(cited.length).toBeGreaterThan(300);
	});

	it('have every section that is cited', () => {
		const missing = cited.filter(
			({ file, section }) => !sheetsFor(file).some((sections) => sections.has(section)),
		);
		expect(missing).toEqual([]);
	});
});
