import type { Locator, Page } from 'playwright-core';

/** How long a person looks at an empty list before clicking again, and how often. */
const PATIENCE_MS = 5000;
const MOST_TRIES = 6;

/** Somebody who works in n8n's editor and knows nothing but what it shows: every name is one that stands there. */
export class EditorUser {
	constructor(
		private readonly page: Page,
		private readonly origin: string,
	) {}

	/** Opens the list of credentials, and the form for a new one of a type. */
	async newCredential(names: { tab: string; create: string; type: string; go: string }): Promise<void> {
		await this.page.goto(`${this.origin}/home/credentials`);
		await this.page.getByText(names.tab, { exact: true }).first().click();
		await this.press(names.create);
		await this.page.getByTestId('new-credential-type-select').locator('input').fill(names.type);
		const types = this.page.getByTestId('new-credential-type-select-option');
		await types.getByText(names.type, { exact: true }).first().click();
		await this.press(names.go);
		await this.dialog().waitFor();
	}

	/** Opens a credential that is there already. */
	async openCredential(name: string): Promise<void> {
		await this.page.goto(`${this.origin}/home/credentials`);
		await this.page.getByTestId('resources-list-item').filter({ hasText: name }).first().click();
		await this.dialog().waitFor();
	}

	/** The form of a credential. */
	dialog(): Locator {
		return this.page.getByTestId('editCredential-modal');
	}

	/** Presses the button of that name, in the panel of a node when one is open: the canvas behind it has buttons, too. */
	async press(name: string): Promise<void> {
		const place = (await this.panel().isVisible()) ? this.panel() : this.page;
		await place.getByRole('button', { name, exact: true }).first().click();
	}

	/** Types into the field with that label. */
	async fill(label: string, value: string): Promise<void> {
		await this.field(label).locator('input, textarea').first().fill(value);
	}

	/** Chooses an entry in the field with that label; chosen already is chosen, too. */
	async choose(label: string, entry: string): Promise<void> {
		const input = this.field(label).locator('input').first();
		const isChosen = async () => (await input.inputValue()) === entry;
		await this.takeEntry(input, this.entries().getByText(entry, { exact: true }).first(), isChosen);
	}

	/** Takes the entry that begins so from the list of the field with that label. */
	async pick(label: string, entry: string): Promise<void> {
		await this.field(label).getByTestId('rlc-input').click();
		await this.page.getByTestId('rlc-item').filter({ hasText: entry }).first().click();
	}

	/** What is chosen in the field with that label. */
	async chosen(label: string): Promise<string> {
		return await this.field(label).locator('input').first().inputValue();
	}

	/** The field with that label, in a form or in the panel of a node; of one inside another, the inner one. */
	field(label: string): Locator {
		const parts = this.page.locator('[data-test-id="credential-connection-parameter"], .parameter-item');
		const escaped = label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
		// A field that must be filled in has a star.
		const title = this.page.locator('label [class*="_title_"]').getByText(new RegExp(`^${escaped}\\s*\\*?$`));
		return parts.filter({ has: title }).last();
	}

	/** Opens an empty workflow. */
	async newWorkflow(): Promise<void> {
		await this.page.goto(`${this.origin}/workflow/new`);
		await this.page.getByTestId('canvas-add-button').first().waitFor();
		// n8n may open its list of nodes by itself.
		await this.page.keyboard.press('Escape');
	}

	/** Opens a workflow that is there already. */
	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.origin}/workflow/${id}`);
		await this.page.locator('[data-node-name]').first().waitFor();
		// n8n opens its production checklist over the canvas.
		await this.page.keyboard.press('Escape');
	}

	/** Searches the list of nodes; the first step of an empty workflow is asked for by a plus on the canvas. */
	async searchNodes(words: string): Promise<Locator> {
		const first = this.page.getByTestId('canvas-add-button').first();
		const further = this.page.getByTestId('node-creator-plus-button').first();
		await ((await first.isVisible()) ? first : further).click();
		const list = this.page.getByTestId('node-creator');
		await list.locator('input').first().fill(words);
		return list;
	}

	/**
	 * Adds what stands in the list of nodes under an entry, and opens it.
	 *
	 * @param words to search for
	 * @param entry of the list
	 * @param further what is pressed then: a group and one of its actions, or the button of a node without actions
	 */
	async addNode(
		words: string,
		entry: string,
		further: { group: string; action: string } | string,
	): Promise<void> {
		const list = await this.searchNodes(words);
		await list.getByText(entry, { exact: true }).first().click();
		if (typeof further === 'string') await this.press(further);
		else {
			const heading = this.page.getByText(new RegExp(`^${further.group} \\(\\d+\\)`));
			const group = list.locator('[data-category-collapsed]').filter({ has: heading }).first();
			// A workflow that has a trigger already is shown the actions at once.
			if ((await group.getAttribute('data-category-collapsed')) === 'true')
				await group.locator(heading).first().click();
			await list.getByText(further.action, { exact: true }).first().click();
		}
		await this.panel().waitFor();
	}

	/** The panel of the node that is open. */
	panel(): Locator {
		return this.page.getByTestId('ndv').first();
	}

	async openNode(name: string): Promise<void> {
		await this.page.locator(`[data-node-name="${name}"]`).first().dblclick();
		await this.panel().waitFor();
	}

	async closeNode(): Promise<void> {
		await this.page.getByTestId('ndv-close-button').first().click();
		await this.panel().waitFor({ state: 'hidden' });
	}

	/** Renames the credential whose form is open. */
	async renameCredential(name: string): Promise<void> {
		await this.dialog().getByTestId('inline-edit-preview').first().click();
		await this.page.keyboard.press('ControlOrMeta+A');
		await this.page.keyboard.type(name);
		await this.page.keyboard.press('Enter');
	}

	/** The credential that is chosen in the node that is open. */
	async credential(): Promise<string> {
		return await this.page
			.getByTestId('node-credentials-select')
			.first()
			.locator('input')
			.first()
			.inputValue();
	}

	/** Chooses a credential in the node that is open. */
	async chooseCredential(name: string): Promise<void> {
		const select = this.page.getByTestId('node-credentials-select').first();
		const isChosen = async () => (await this.credential()) === name;
		await this.takeEntry(select, this.entries().filter({ hasText: name }).first(), isChosen);
	}

	private entries(): Locator {
		return this.page.locator('.el-select-dropdown__item:visible');
	}

	/** Opens a list and takes an entry; like a person, once more when the editor has closed it while it was still loading. */
	private async takeEntry(list: Locator, entry: Locator, isChosen: () => Promise<boolean>): Promise<void> {
		for (let tries = 1; !(await isChosen()); tries++) {
			await list.click();
			const appeared = entry.waitFor({ timeout: PATIENCE_MS });
			if (tries === MOST_TRIES) await appeared;
			if (await appeared.then(() => true).catch(() => false)) return await entry.click();
		}
	}

	/** Names of the nodes on the canvas. */
	async nodeNames(): Promise<string[]> {
		await this.page.locator('[data-node-name]').first().waitFor();
		const names = await this.page
			.locator('[data-node-name]')
			.evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-node-name') ?? ''));
		return [...new Set(names)];
	}

	/** Imports a workflow from a file by the menu whose entries are given. */
	async importFile(menu: readonly string[], file: string): Promise<void> {
		await this.newWorkflow();
		const [, ...entries] = menu;
		await this.page.getByTestId('workflow-menu').click();
		const chooser = this.page.waitForEvent('filechooser');
		for (const [index, entry] of entries.entries()) {
			const item = this.page.getByRole('menuitem').getByText(entry, { exact: true }).first();
			if (index < entries.length - 1) await item.hover();
			else await item.click();
		}
		// n8n stores it by itself, before a person has changed anything.
		const stored = this.page.waitForResponse(
			(response) => response.request().method() === 'POST' && response.url().endsWith('/rest/workflows'),
		);
		await (await chooser).setFiles(file);
		await this.page.locator('[data-node-name]').first().waitFor();
		await stored;
		await this.page.keyboard.press('Escape');
	}

	/** Publishes the workflow by the button of that name, and closes what n8n says about it. */
	async publish(button: string): Promise<void> {
		// Until n8n has stored the last edit, the button says that nothing is to be published, and waits.
		await this.page.getByTestId('workflow-open-publish-modal-button').filter({ hasText: button }).click();
		await this.page.getByTestId('workflow-publish-button').click();
		await this.page.getByText('Published', { exact: true }).first().waitFor();
		const done = this.page.getByRole('button', { name: 'Got it' });
		await done.waitFor({ timeout: 3_000 }).then(
			async () => await done.click(),
			() => undefined,
		);
	}

	/** The address that the trigger which is open shows under a heading. */
	async addressUnder(heading: string, kind: string): Promise<string> {
		const panel = this.panel();
		const tab = panel.getByText(kind, { exact: true }).first();
		if (!(await tab.isVisible())) await panel.getByText(heading, { exact: true }).first().click();
		await tab.click();
		return (
			await panel
				.getByText(/^https?:\/\//)
				.first()
				.innerText()
		).trim();
	}

	/** The tab of the workflow with that name. */
	async openTab(name: string): Promise<void> {
		await this.page.getByText(name, { exact: true }).first().click();
	}

	/** Id of the workflow that is open. */
	workflowId(): string {
		return /\/workflow\/([\w-]+)/.exec(this.page.url())?.[1] ?? '';
	}
}
