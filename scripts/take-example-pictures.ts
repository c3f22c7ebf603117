import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { type ExampleWorkflow, withKnownCredentials } from '../demo/personalize';
import { readExample, type Testbed, startTestbed } from '../demo/startTestbed';
import { logIntoEditor } from '../test/e2e/logIntoEditor';
import { openBrowser } from '../test/e2e/openBrowser';

/** Pictures of the canvas of every example, for the gallery: `tsx scripts/take-example-pictures.ts [folder]`. */
const root = path.dirname(__dirname);
const folder = process.argv[2] ?? path.join(root, 'docs', 'images', 'examples');

/** Parts of the editor that are not part of the workflow. */
const HIDDEN = `
	[data-test-id="canvas-controls"], [data-test-id="canvas-minimap"], .vue-flow__panel, .vue-flow__controls,
	.vue-flow__minimap, .el-notification, [data-test-id="node-view-root"] button:not(.vue-flow *),
	[data-test-id="execute-workflow-button"], [class*="executionButtons"], [data-test-id="tab-bar"] { display: none !important; }`;

async function main(): Promise<void> {
	await mkdir(folder, { recursive: true });
	const testbed = await startTestbed();
	const browser = await openBrowser({ width: 1500, height: 800 });
	try {
		const page = browser.context.pages()[0] ?? (await browser.context.newPage());
		await logIntoEditor(page, testbed);
		const files = (await readdir(path.join(root, 'examples'))).filter((file) => file.endsWith('.json'));
		for (const file of files) await shoot(page, testbed, file.replace(/\.json$/, ''));
	} finally {
		await browser.close();
		await testbed.stop();
	}
}

async function shoot(page: Page, { host, credentialIds }: Testbed, name: string): Promise<void> {
	const example = (await readExample(name)) as unknown as ExampleWorkflow;
	const { id } = await host.api.workflows.create(
		withKnownCredentials(example, Object.keys(credentialIds)),
		credentialIds,
	);
	await page.goto(`${host.url}/workflow/${id}`);
	const canvas = page.locator('.vue-flow').first();
	await canvas.locator('.vue-flow__node').first().waitFor();
	await page.waitForLoadState('networkidle');
	await page.addStyleTag({ content: HIDDEN });
	await page.keyboard.press('Shift+1');
	await page.evaluate(
		async () =>
			await Promise.all(document.getAnimations().map(async ({ finished }) => await finished.catch(() => {}))),
	);
	const clip = await frameOf(page);
	await page.screenshot({ path: path.join(folder, `${name}.png`), clip, animations: 'disabled' });
	process.stdout.write(`${name}.png\n`);
}

/** The part of the page with the nodes, with room for the names below them and next to their outputs. */
async function frameOf(page: Page) {
	const nodes = await page.locator('.vue-flow__node').all();
	const boxes = (await Promise.all(nodes.map(async (node) => await node.boundingBox()))).filter(
		(box) => box !== null,
	);
	const x = Math.min(...boxes.map((box) => box.x)) - 40;
	const y = Math.min(...boxes.map((box) => box.y)) - 20;
	const right = Math.max(...boxes.map((box) => box.x + box.width)) + 60;
	const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + 60;
	return { x, y, width: right - x, height: bottom - y };
}

void main();
