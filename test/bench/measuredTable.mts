import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { Failure } from '../../lab/n8n/failure.mts';
import { repository, shortPath } from '../../lab/n8n/workshop.mts';

/** A place in a page of docs/ for what a command has measured: `<!-- measured: name -->`. */
export class MeasuredTable {
	/** The page, for sentences. */
	readonly shownPage: string;
	readonly #page: string;
	readonly #place: RegExp;

	/**
	 * @param page of docs/, such as `triggers.md`
	 * @param name after `measured:`
	 */
	constructor(page: string, name: string) {
		this.#page = join(repository, 'docs', page);
		this.shownPage = shortPath(this.#page);
		this.#place = new RegExp(`(<!-- measured: ${name} -->\\n)[\\s\\S]*?(<!-- /measured -->)`);
	}

	/** Writes it there in place of what was there. @throws Failure when the page has no such place */
	async write(markdown: string): Promise<void> {
		const page = await readFile(this.#page, 'utf8');
		if (!this.#place.test(page)) throw new Failure(`${this.shownPage} has no place for the table.`);
		const filled = page.replace(
			this.#place,
			(_all, begin: string, end: string) => `${begin}\n${markdown}\n\n${end}`,
		);
		const options = await resolveConfig(this.#page, { editorconfig: true });
		await writeFile(this.#page, await format(filled, { ...options, parser: 'markdown' }));
	}
}
