import type { Locator, Page } from 'playwright-core';

/** Names in the list. */
export interface SearchResult {
	found: readonly string[];
	gone?: readonly string[];
}

/** The list in which the editor offers nodes, and then what a node can do. */
export class NodesPanel {
	readonly all: Locator;
	readonly #search: Locator;
	readonly #names: Locator;

	private constructor(page: Page) {
		this.all = page.getByTestId('node-creator');
		this.#search = page.getByTestId('node-creator-search-bar');
		this.#names = page.getByTestId('node-creator-item-name');
	}

	/**
	 * Waits for the list with that heading: the editor may show another one first, and moves it away.
	 *
	 * @throws TimeoutError when it does not come
	 */
	static async opened(page: Page, heading: string): Promise<NodesPanel> {
		const headers = page.getByTestId('nodes-list-header');
		await headers.filter({ hasText: heading }).waitFor();
		await headers.nth(1).waitFor({ state: 'detached' });
		return new NodesPanel(page);
	}

	/**
	 * Types into the search, and waits until the list has what it must have, and no longer has what it
	 * must not: the editor waits a moment before it searches, and shows the old list meanwhile.
	 *
	 * @throws TimeoutError when one does not come or go
	 */
	async search(words: string, { found, gone = [] }: SearchResult): Promise<void> {
		await this.#search.fill(words);
		for (const name of gone) await this.#entry(name).waitFor({ state: 'hidden' });
		for (const name of found) await this.#entry(name).waitFor();
	}

	/** Chooses a node, or one of its actions or triggers. */
	async choose(name: string): Promise<void> {
		await this.#entry(name).click();
	}

	#entry(name: string): Locator {
		return this.#names.getByText(name, { exact: true }).first();
	}
}
