import type { Locator, Page } from 'playwright-core';

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

	static async opened(page: Page): Promise<NodesPanel> {
		const panel = new NodesPanel(page);
		await panel.#search.waitFor();
		return panel;
	}

	/**
	 * Types into the search, and waits until the list has these.
	 *
	 * @throws TimeoutError when one does not come
	 */
	async search(words: string, expected: readonly string[]): Promise<void> {
		await this.#search.fill(words);
		for (const name of expected) await this.#entry(name).waitFor();
	}

	/** Chooses a node, or one of its actions or triggers. */
	async choose(name: string): Promise<void> {
		await this.#entry(name).click();
	}

	#entry(name: string): Locator {
		return this.#names.getByText(name, { exact: true }).first();
	}
}
