import type { Page } from 'playwright-core';
import { ACCOUNT_CREDENTIAL, type Testbed } from '../../demo/startTestbed';
import { webhookAddress } from '../../demo/story';
import { type Execution, outputOf, type StoredWorkflow } from '../../host/rest';
import { openBrowser, type TestBrowser } from './openBrowser';

const TRIGGER = 'n8n-nodes-wechat-mp.wechatOAuthTrigger';

/** What WeChat's own browser says of itself, as far as anybody looks. */
const WECHAT_BROWSER =
	'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120 Mobile Safari/537.36 MicroMessenger/8.0.49 Language/zh_CN';

/** A live workflow that starts with a login. */
export interface LoginWorkflow {
	workflow: StoredWorkflow;
	/** Start and callback in one. */
	link: string;
	/** Path of the link, where its cookies belong. */
	path: string;
}

/**
 * Makes a workflow of one OAuth trigger live.
 *
 * @param testbed where
 * @param name of the workflow
 * @param parameters of the trigger
 * @param credential name and id; the testbed's account unless told
 */
export async function newLogin(
	testbed: Testbed,
	name: string,
	parameters: object = {},
	credential: { name: string; id: string } = testbed.credential,
): Promise<LoginWorkflow> {
	const { api } = testbed.host;
	const nodes = [
		{
			name: 'Login',
			type: TRIGGER,
			typeVersion: 2,
			position: [0, 0],
			parameters,
			credentials: { wechatMpApi: { id: null, name: credential.name } },
		},
		{ name: 'End', type: 'n8n-nodes-base.noOp', typeVersion: 1, position: [300, -100], parameters: {} },
		{ name: 'Failure', type: 'n8n-nodes-base.noOp', typeVersion: 1, position: [300, 100], parameters: {} },
	];
	const to = (node: string) => [{ node, type: 'main', index: 0 }];
	const connections = { Login: { main: [to('End'), to('Failure')] } };
	const created = await api.workflows.create(
		{ name, nodes, connections },
		{ [credential.name]: credential.id },
	);
	return asLogin(testbed, await api.workflows.activate(created.id));
}

/** A live workflow with an OAuth trigger, with its address. */
export function asLogin(testbed: Testbed, workflow: StoredWorkflow): LoginWorkflow {
	const link = webhookAddress(testbed, workflow, TRIGGER, 'oauth');
	return { workflow, link, path: new URL(link).pathname };
}

/**
 * Puts the phone of somebody new into the browser's hand.
 *
 * @param testbed where
 * @param nickname of the person; not a follower
 * @returns their OpenID
 */
export async function somebody({ simulator, account }: Testbed, nickname: string): Promise<string> {
	const { appid } = account;
	const { follower } = await simulator.control.follower({ appid, nickname, push: false });
	await simulator.control.area('oauth', 'phone', { appid, openid: follower.openid });
	return follower.openid;
}

/** A credential for another account of the platform, which is a website application. */
export async function websiteCredential({ simulator, host }: Testbed): Promise<{ name: string; id: string }> {
	const { account } = await simulator.control.account({ kind: 'service-certified' });
	await simulator.control.area('oauth', 'console', { appid: account.appid, website: true });
	return await host.api.credentials.create({
		name: `${ACCOUNT_CREDENTIAL} (website)`,
		type: 'wechatMpApi',
		data: {
			appId: account.appid,
			appSecret: account.secret,
			apiHost: 'custom',
			customApiHost: simulator.urls.api,
			openHost: simulator.urls.open,
		},
	});
}

/** How often the platform was asked so far: for a page, and for the user behind a code. */
export async function asked({ simulator }: Testbed): Promise<{ pages: number; exchanges: number }> {
	const paths = (await simulator.control.calls()).map(({ path }) => path);
	return {
		pages: paths.filter((path) => path.startsWith('/connect/')).length,
		exchanges: paths.filter((path) => path === '/sns/oauth2/access_token').length,
	};
}

/** The executions of a workflow, all of them, as soon as there are so many and they have ended. */
export async function logins(
	testbed: Testbed,
	{ workflow }: LoginWorkflow,
	count: number,
): Promise<Execution[]> {
	const ended = await testbed.host.api.executions.waitForEnded(workflow.id, count);
	expect(await testbed.host.api.executions.list(workflow.id)).toHaveLength(count);
	return ended;
}

/** The item with which the trigger started an execution. */
export function loginOf(execution: Execution | undefined, output = 0): Record<string, unknown> {
	if (!execution) throw new Error('There is no execution');
	return outputOf(execution, 'Login', output)[0] ?? {};
}

/** Opens an address, or reloads, and says what is shown. */
export async function shown(page: Page, url?: string): Promise<{ status: number; title: string }> {
	const answer = url === undefined ? await page.reload() : await page.goto(url);
	return { status: answer?.status() ?? 0, title: await page.title() };
}

/** Presses a button or link and says what it led to. */
export async function press(page: Page, name: string): Promise<{ status: number; title: string }> {
	const [answer] = await Promise.all([
		page.waitForResponse((response) => response.request().isNavigationRequest() && response.status() !== 302),
		page.getByText(name, { exact: true }).click(),
	]);
	await page.waitForURL((url) => withoutFragment(url.href) === withoutFragment(answer.url()));
	return { status: answer.status(), title: await page.title() };
}

/** The browser of WeChat on somebody's phone. */
export async function openPhone(): Promise<TestBrowser> {
	return await openBrowser({
		width: 390,
		height: 844,
		locale: 'zh-CN',
		userAgent: WECHAT_BROWSER,
		mobile: true,
	});
}

/**
 * Starts a silent login without showing anything.
 *
 * @returns the callback to which the authorize page would send this browser
 */
export async function startQuietly({ context }: TestBrowser, { link }: LoginWorkflow): Promise<string> {
	const step = async (url: string) => {
		const answer = await context.request.get(url, {
			maxRedirects: 0,
			headers: { 'user-agent': WECHAT_BROWSER },
		});
		return answer.headers().location ?? '';
	};
	return await step(await step(link));
}

/** Browsers keep the fragment of WeChat's link over redirects. */
export function withoutFragment(url: string): string {
	return url.split('#', 1)[0] ?? '';
}
