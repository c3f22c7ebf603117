import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { silentNarrator } from '../demo/Narrator';
import { openProps } from '../demo/props';
import { setStage } from '../demo/setStage';
import { playStory } from '../demo/story';
import { logIntoEditor } from '../test/e2e/logIntoEditor';
import { openBrowser } from '../test/e2e/openBrowser';

/** Pictures of the editor out of a running demo, for the README: `tsx scripts/take-screenshots.ts [folder]`. */
const folder = process.argv[2] ?? path.join(path.dirname(__dirname), 'docs', 'images');

async function main(): Promise<void> {
	await mkdir(folder, { recursive: true });
	const stage = await setStage();
	const props = await openProps();
	const browser = await openBrowser({ width: 1400, height: 860 });
	try {
		await playStory(stage, props, silentNarrator());
		const page = browser.context.pages()[0] ?? (await browser.context.newPage());
		await logIntoEditor(page, stage);
		const workflows = await stage.host.api.workflows.list();
		const open = async (part: string, nodeName: string) => {
			const found = workflows.find(({ name }) => name.includes(part));
			await page.goto(`${stage.host.url}/workflow/${found?.id}`);
			await page.getByText(nodeName).first().waitFor();
		};
		await open('web login', 'WeChat OAuth Trigger');
		await openNode(page, 'WeChat OAuth Trigger');
		await shoot(page, 'node-oauth-trigger');
		await closeNode(page);
		await open('welcome', 'Send Welcome');
		await page.keyboard.press('Shift+1');
		await openNode(page, 'Send Welcome');
		await page.getByTestId('parameter-input-thing1').waitFor();
		await shoot(page, 'node-send-template');
		await closeNode(page);
		await openNode(page, 'WeChat Trigger');
		await shoot(page, 'node-trigger');
		await closeNode(page);
		// By now n8n has put its production checklist away.
		await page.keyboard.press('Shift+1');
		await shoot(page, 'editor-welcome');
		await searchNodes(page, '微信');
		await shoot(page, 'node-search');
	} finally {
		await browser.close();
		await stage.strike();
		props.close();
	}
}

async function openNode(page: Page, name: string): Promise<void> {
	await page.locator(`[data-node-name="${name}"]`).first().dblclick();
	await page.getByTestId('ndv').first().waitFor();
}

async function closeNode(page: Page): Promise<void> {
	await page.keyboard.press('Escape');
	await page.getByTestId('ndv').first().waitFor({ state: 'hidden' });
}

async function searchNodes(page: Page, text: string): Promise<void> {
	await page.getByTestId('node-creator-plus-button').first().click();
	await page.getByTestId('node-creator').locator('input').first().fill(text);
	await page.getByTestId('node-creator').getByText('WeChat').first().waitFor();
}

async function shoot(page: Page, name: string): Promise<void> {
	await page.waitForLoadState('networkidle');
	await page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' });
	process.stdout.write(`${name}.png\n`);
}

void main();
