import type { Locator, Page } from 'playwright-core';

/** What is filled into a node's fields, by their internal names. */
export interface FieldValues {
	/** Typed. */
	texts?: Readonly<Record<string, string>>;
	/** Chosen from a list of the gateway's: how the entry begins. */
	fromList?: Readonly<Record<string, string>>;
}

/** An open node: its input, its fields and its output. */
export class NodePanel {
	readonly all: Locator;
	/** Its parameters. */
	readonly fields: Locator;
	readonly #page: Page;
	readonly #output: Locator;

	constructor(page: Page) {
		this.#page = page;
		this.all = page.getByTestId('ndv');
		this.fields = this.all.getByTestId('node-parameters');
		this.#output = this.all.getByTestId('output-panel');
	}

	async waitUntilOpen(): Promise<void> {
		await this.fields.waitFor();
	}

	/** What stands above the fields: what the node was named when it was added. */
	async title(): Promise<string> {
		return (await this.all.getByTestId('node-title-container').innerText()).trim();
	}

	async fillIn({ texts = {}, fromList = {} }: FieldValues): Promise<void> {
		for (const [field, entry] of Object.entries(fromList)) await this.#chooseFrom(field, entry);
		for (const [field, text] of Object.entries(texts)) {
			await this.#field(field).locator('input, textarea').first().fill(text);
		}
	}

	/** Chooses one of the options that a field has by itself, by its display name. */
	async chooseOption(field: string, name: string): Promise<void> {
		await this.#field(field).click();
		const option = this.#page.getByRole('option').filter({ visible: true });
		await option.filter({ has: this.#page.getByText(name, { exact: true }) }).click();
	}

	async execute(): Promise<void> {
		await this.#executeButton.click();
	}

	/**
	 * Waits until the output, or the error in its place, has these words, and the run is over.
	 *
	 * @throws TimeoutError when they do not come
	 */
	async waitForOutput(words: readonly string[]): Promise<void> {
		for (const some of words) await this.#output.getByText(some).first().waitFor();
		// While the node runs, its button is disabled and has something that turns.
		await this.#executeButton.locator('.n8n-spinner').waitFor({ state: 'detached' });
		await this.#executeButton.click({ trial: true });
	}

	/** Waits for an output, and shows it as a list of the fields (of the first item only), or as a table of all items. */
	async showOutputAs(view: 'schema' | 'table'): Promise<void> {
		await this.#output.getByTestId(`radio-button-${view}`).click();
	}

	get #executeButton(): Locator {
		return this.all.getByTestId('node-execute-button');
	}

	#field(name: string): Locator {
		return this.all.getByTestId(`parameter-input-${name}`);
	}

	async #chooseFrom(field: string, entry: string): Promise<void> {
		await this.all.getByTestId(`resource-locator-${field}`).getByTestId('rlc-input').click();
		await this.#page.getByTestId('rlc-item').filter({ hasText: entry, visible: true }).click();
	}
}
