import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { silentNarrator } from '../demo/Narrator';
import { startLocalServices } from '../demo/localServices';
import { startTestbed } from '../demo/startTestbed';
import { runStory } from '../demo/story';
import { webhookAddress } from '../demo/webhookAddress';
import { logIntoEditor } from '../test/e2e/logIntoEditor';
import { openBrowser } from '../test/e2e/openBrowser';

/** Pictures of the editor and of the login pages from a running demo: `tsx scripts/take-screenshots.ts [folder]`. */
const folder = process.argv[2] ?? path.join(path.dirname(__dirname), 'docs', 'images');

const OAUTH_TRIGGER = 'n8n-nodes-wechat-mp.wechatOAuthTrigger';

/** The part of WeChat's user agent that servers check. */
const WECHAT_BROWSER =
	'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120 Mobile Safari/537.36 MicroMessenger/8.0.49 Language/zh_CN';

async function main(): Promise<void> {
	await mkdir(folder, { recursive: true });
	const testbed = await startTestbed();
	const services = await startLocalServices();
	const browser = await openBrowser({ width: 1400, height: 860 });
	try {
		await runStory(testbed, services, silentNarrator());
		const page = browser.context.pages()[0] ?? (await browser.context.newPage());
		await logIntoEditor(page, testbed);
		const workflows = await testbed.host.api.workflows.list();
		const open = async (part: string, nodeName: string) => {
			const found = workflows.find(({ name }) => name.includes(part));
			await page.goto(`${testbed.host.url}/workflow/${found?.id}`);
			await page.getByText(nodeName).first().waitFor();
		};
		await open('welcome', 'Send Welcome');
		await page.keyboard.press('Shift+1');
		await openNode(page, 'Send Welcome');
		await page.getByTestId('parameter-input-thing1').waitFor();
		await shoot(page, 'node-send-template');
		await closeNode(page);
		// By now n8n has hidden its production checklist.
		await page.keyboard.press('Shift+1');
		await shoot(page, 'editor-welcome');
		await searchNodes(page, '微信');
		await shoot(page, 'node-search');
		const workflow = async (part: string) =>
			await testbed.host.api.workflows.get(workflows.find(({ name }) => name.includes(part))?.id ?? '');
		// A person who has not agreed yet, since WeChat asks only once.
		const { appid } = testbed.account;
		const { control } = testbed.simulator;
		const { follower } = await control.follower({ appid, nickname: '小林', follow: true, push: false });
		await control.area('oauth', 'phone', { appid, openid: follower.openid });
		await shootLogin(
			webhookAddress(testbed, await workflow('web login'), OAUTH_TRIGGER, 'oauth'),
			webhookAddress(testbed, await workflow('phone number'), OAUTH_TRIGGER, 'oauth'),
		);
	} finally {
		await browser.close();
		await testbed.stop();
		services.close();
	}
}

/** The pages for a login link on a phone, and for a damaged link. */
async function shootLogin(login: string, phoneLink: string): Promise<void> {
	const phone = await openBrowser({
		...{ width: 390, height: 700, mobile: true },
		...{ locale: 'zh-CN', userAgent: WECHAT_BROWSER },
	});
	try {
		const page = phone.context.pages()[0] ?? (await phone.context.newPage());
		await page.goto(login);
		const allow = page.getByRole('button', { name: '允许' });
		await allow.waitFor({ timeout: 15_000 });
		await shoot(page, 'oauth-consent');
		await allow.click();
		await page.getByText('登录成功').waitFor();
		await shoot(page, 'oauth-success');
		await page.goto(`${phoneLink}?phone=12345`);
		await page.getByText('链接无效').waitFor();
		await shoot(page, 'oauth-error');
	} finally {
		await phone.close();
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
