import type { Locator, Page } from 'playwright-core';
import type { Generation } from '../../../lab/n8n/installation.mts';

/** The dialog in which a credential is filled in, opened from the panel of a node. */
export class CredentialDialog {
	readonly all: Locator;
	readonly #page: Page;
	readonly #generation: Generation;

	constructor(page: Page, generation: Generation) {
		this.#page = page;
		this.#generation = generation;
		this.all = page.getByTestId('editCredential-modal');
	}

	/** Opens it for the first credential of the node's type. */
	async openForFirst(): Promise<void> {
		if (this.#generation === 1) {
			await this.#page.getByTestId('node-credentials-select').click();
			await this.#page.getByTestId('node-credentials-select-item-new').click();
		} else {
			await this.#page.getByTestId('node-credentials-empty-state').getByRole('button').click();
		}
		await this.all.getByTestId('credential-save-button').waitFor();
	}

	/** @param values by the internal names of the fields */
	async fillIn(values: Readonly<Record<string, string>>): Promise<void> {
		for (const [field, text] of Object.entries(values)) {
			await this.all.getByTestId(`parameter-input-${field}`).locator('input').first().fill(text);
		}
	}

	/**
	 * Saves it, which tests it too, and waits until the dialog shows that the test was good.
	 *
	 * @throws TimeoutError when it does not
	 */
	async saveAndSeeSuccess(): Promise<void> {
		await this.all.getByTestId('credential-save-button').click();
		if (this.#generation === 2) {
			// After a good test it closes by itself.
			await this.all.waitFor({ state: 'hidden' });
			await this.#page.getByTestId('credential-edit-button').click();
		}
		await this.all.getByText('Connection tested successfully').waitFor();
	}

	async close(): Promise<void> {
		// Escape would close the node's panel too.
		await this.all.getByRole('button', { name: /^Close/ }).click();
		await this.all.waitFor({ state: 'hidden' });
	}
}
