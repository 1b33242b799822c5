import { randomUUID } from 'node:crypto';
import type { Browser, Locator, Page } from 'playwright-core';
import { Failure } from '../../../lab/n8n/failure.mts';
import type { Stage } from '../stage.mts';
import { CredentialDialog } from './credentialDialog.mts';
import { NodePanel } from './nodePanel.mts';
import { NodesPanel } from './nodesPanel.mts';

/** How the editor is shown. */
export interface Window {
	/** In pixels. */
	viewport?: { width: number; height: number };
	colorScheme?: 'light' | 'dark';
}

/** The only node of a workflow. */
export interface FirstNode {
	name: string;
	type: string;
	typeVersion: number;
}

/** How long the editor may take to show what is waited for. */
const millisecondsForStep = 30_000;
/** So wide that the heads of a node's three columns are whole. */
const ordinary = { width: 1440, height: 820 };

/** n8n's editor in a browser, with the owner logged in. */
export class Editor implements AsyncDisposable {
	readonly page: Page;
	readonly #stage: Stage;

	private constructor(page: Page, stage: Stage) {
		this.page = page;
		this.#stage = stage;
	}

	/**
	 * Opens the editor in a window of its own. Disposing of it closes the window.
	 *
	 * @throws Failure when n8n does not let the owner in
	 */
	static async open(browser: Browser, stage: Stage, window: Window = {}): Promise<Editor> {
		const { viewport = ordinary, colorScheme = 'light' } = window;
		const context = await browser.newContext({ viewport, colorScheme });
		context.setDefaultTimeout(millisecondsForStep);
		const { origin, owner } = stage.session;
		const answer = await context.request.post(`${origin}/rest/login`, {
			data: { emailOrLdapLoginId: owner.email, password: owner.password },
		});
		if (!answer.ok()) throw new Failure(`n8n did not let the owner in (HTTP ${answer.status()}).`);
		return new Editor(await context.newPage(), stage);
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.page.context().close();
	}

	/** The nodes and notes that are drawn. */
	get nodes(): Locator {
		return this.page.getByTestId('canvas-wrapper').locator('.vue-flow__node');
	}

	/** The nodes that this n8n does not know, or not in this version: they are drawn with a question mark. */
	get unknownNodes(): Locator {
		const questionMark = this.page.locator('.n8n-node-icon').getByText('?', { exact: true });
		return this.page.getByTestId('canvas-node').filter({ has: questionMark });
	}

	/** The node whose fields are open. */
	get nodePanel(): NodePanel {
		return new NodePanel(this.page);
	}

	get credentialDialog(): CredentialDialog {
		return new CredentialDialog(this.page, this.#stage.installation.generation);
	}

	/**
	 * Shows a saved workflow, all of it.
	 *
	 * @param count how many nodes and notes it has, to wait for
	 */
	async openWorkflow(id: string, count: number): Promise<void> {
		await this.page.goto(`${this.#stage.session.origin}/workflow/${id}`);
		await this.nodes.nth(count - 1).waitFor();
		await this.page.getByTestId('zoom-to-fit').click();
	}

	/** Shows a new workflow that has nothing but this node. */
	async openWorkflowWith(node: FirstNode): Promise<void> {
		const nodes = [{ id: randomUUID(), position: [0, 0], parameters: {}, ...node }];
		const workflow = { name: node.name, nodes, connections: {}, settings: {} };
		const { id } = await this.#stage.session.rest.createWorkflow(workflow);
		await this.openWorkflow(id, nodes.length);
	}

	/** Opens the nodes panel for the first node of a new workflow. */
	async addFirstNode(): Promise<NodesPanel> {
		await this.page.goto(`${this.#stage.session.origin}/workflow/new`);
		await this.page.getByTestId('canvas-plus-button').first().click();
		return await NodesPanel.opened(this.page, 'What triggers this workflow?');
	}

	/** Opens the nodes panel for what comes after the only node. */
	async addNextNode(): Promise<NodesPanel> {
		return await this.#addNodeAt('outputs/main/0', 'What happens next?');
	}

	/** Opens the nodes panel for a tool of the only node, an AI agent. */
	async addTool(): Promise<NodesPanel> {
		return await this.#addNodeAt('inputs/ai_tool/0', 'Tools');
	}

	async #addNodeAt(handle: string, heading: string): Promise<NodesPanel> {
		const place = this.page.locator(`[data-handleid="${handle}"]`);
		await place.getByTestId('canvas-handle-plus').click();
		return await NodesPanel.opened(this.page, heading);
	}
}
