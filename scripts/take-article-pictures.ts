import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { buildArticle } from '../core/article/buildArticle';
import { THEMES, type Theme } from '../core/article/themes';
import { type Testbed, startTestbed } from '../demo/startTestbed';
import { createSimulator } from '../simulator/createSimulator';
import { logIntoEditor } from '../test/e2e/logIntoEditor';
import { openBrowser } from '../test/e2e/openBrowser';

/** Pictures of articles on a phone, and of the form that makes them: `tsx scripts/take-article-pictures.ts [folder] [themes|form]`. */
const folder = process.argv[2] ?? path.join(path.dirname(__dirname), 'docs', 'images');

const TEXT = `# 春茶十二问

清明前的茶园，**一天一个样**。这篇说说怎么挑、怎么泡，数据来自[茶叶协会](https://example.com/tea)。

## 怎么泡

| 茶样 | 产地 | 水温 | 评分 |
|:--|:--|--:|:-:|
| 青柠绿 | 安吉 | 80 | **9.1** |

> 好茶不怕等。

\`\`\`javascript
// 按水温推荐时间
function steep(celsius) {
  return celsius >= 85 ? 40 : 90;
}
\`\`\`

温度 $T = T_0 + k t$，所以

$$\\int_0^{t} e^{-k x}\\,dx = \\frac{1 - e^{-k t}}{k}$$

## 能放多久

取决于*光线*、温度和密封。`;

async function main(): Promise<void> {
	const [, , , part] = process.argv;
	// The themes need no n8n.
	if (part !== 'form') await shootThemes();
	if (part === 'themes') return;
	const testbed = await startTestbed({ seed: 'article-pictures' });
	try {
		await shootForm(testbed);
	} finally {
		await testbed.stop();
	}
}

/** Each theme on a phone's reading page: the draft after the platform's filter. */
async function shootThemes(): Promise<void> {
	const simulator = await createSimulator({ seed: 'article-pictures', log: () => undefined });
	const { control, urls } = simulator;
	const { account } = await control.account({ kind: 'service-certified' });
	const post = await apiOf(urls.api, account);
	const openid = (await control.follower({ nickname: '小明', follow: true, push: false })).follower.openid;
	await control.area('customerService', 'pay', { openid });
	const picture = new FormData();
	picture.append('media', new Blob([Buffer.from('89504e470d0a1a0a0000', 'hex')]), 'cover.png');
	const { media_id: cover } = await post('/cgi-bin/material/add_material', picture, '&type=image');
	const browser = await openBrowser({ width: 390, height: 1080, mobile: true });
	try {
		const page = browser.context.pages()[0] ?? (await browser.context.newPage());
		await page.emulateMedia({ colorScheme: 'light' });
		await page.goto(urls.ui);
		for (const theme of (Object.keys(THEMES) as Theme[]).filter((name) => name !== 'none')) {
			const content = await contentIn(theme);
			const articles = [{ title: '春茶十二问', author: '编辑部', content, thumb_media_id: cover }];
			const { media_id } = await post('/cgi-bin/draft/add', { articles });
			const { news_item: items } = await post('/cgi-bin/draft/get', { media_id });
			const [{ url }] = items as [{ url: string }];
			await post('/cgi-bin/message/custom/send', { touser: openid, msgtype: 'text', text: { content: url } });
			await page.getByRole('button', { name: url }).click();
			const reading = page.getByRole('dialog', { name: 'Article' });
			await reading.getByRole('heading', { name: '怎么泡' }).waitFor();
			await shoot(page.getByRole('article', { name: 'Phone of 小明' }), `article-${theme}`);
			await page.keyboard.press('Escape');
		}
	} finally {
		await browser.close();
		await simulator.close();
	}
}

async function contentIn(theme: Theme): Promise<string> {
	const built = await buildArticle({
		...{ field: 'Text', format: 'markdown', content: TEXT, theme, customCss: '', title: '' },
		...{ links: 'notes', notesHeading: '参考链接' },
	});
	return built.render((address) => address);
}

/** The form of Create Draft in the editor. */
async function shootForm({ host, owner, credentialIds }: Testbed): Promise<void> {
	const { id } = await host.api.workflows.create(
		{
			name: 'Article',
			nodes: [
				{
					name: 'Create Draft',
					type: 'n8n-nodes-wechat-mp.wechat',
					typeVersion: 1,
					position: [0, 0],
					parameters: {
						...{ resource: 'draft', operation: 'create', articleType: 'news', format: 'markdown' },
						...{ content: TEXT, title: '', coverFrom: 'firstPicture', theme: 'business' },
						...{ furtherArticles: {}, options: { author: '编辑部', pictureFailure: 'leaveOut' } },
					},
					credentials: { wechatMpApi: { id: null, name: 'WeChat Official Account' } },
				},
			],
			connections: {},
			settings: {},
		} as never,
		credentialIds,
	);
	const browser = await openBrowser({ width: 1400, height: 860 });
	try {
		const page = browser.context.pages()[0] ?? (await browser.context.newPage());
		await logIntoEditor(page, { host, owner });
		await page.goto(`${host.url}/workflow/${id}`);
		await page.locator('[data-node-name="Create Draft"]').first().dblclick();
		await page.getByTestId('ndv').first().waitFor();
		await page.waitForLoadState('networkidle');
		await shoot(page, 'node-create-draft');
	} finally {
		await browser.close();
	}
}

/** Calls of the platform with a token of the account. */
async function apiOf(base: string, { appid, secret }: { appid: string; secret: string }) {
	const send = async (url: string, body: object): Promise<Record<string, unknown>> => {
		const form = body instanceof FormData;
		const response = await fetch(url, { method: 'POST', body: form ? body : JSON.stringify(body) });
		return (await response.json()) as Record<string, unknown>;
	};
	const grant = { grant_type: 'client_credential', appid, secret };
	const { access_token: token } = await send(`${base}/cgi-bin/stable_token`, grant);
	return async (path: string, body: object, query = '') =>
		await send(`${base}${path}?access_token=${String(token)}${query}`, body);
}

async function shoot(shown: Page | Locator, name: string): Promise<void> {
	await shown.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' });
	process.stdout.write(`${name}.png\n`);
}

void main();
