import type { Page } from 'playwright-core';
import { type Testbed, startTestbed } from '../../demo/startTestbed';
import { pollUntil } from '../../host/pollUntil';
import { outputOf } from '../../host/rest';
import { EditorUser } from './EditorUser';
import { type GuideLanguage, GuidePage } from './GuidePage';
import { logIntoEditor } from './logIntoEditor';
import { loginOf, logins, newLogin, openPhone, press, shown, somebody } from './phoneLogins';
import { openBrowser, type TestBrowser } from './openBrowser';
import { type PathProxy, startPathProxy } from './pathProxy';

/** n8n under a path of a domain, with the variables and the path that the guide names. */

const LANGUAGES: GuideLanguage[] = ['guide', 'zh-CN'];
const HEADINGS = { guide: 'Under a path', 'zh-CN': '放在子路径下' };

/** The environment of n8n, and what the proxy leaves alone, as a page has them. */
function readPage(language: GuideLanguage): { variables: Record<string, string>; kept: string[] } {
	const section = new GuidePage(language, 'install-n8n').section(HEADINGS[language]);
	const lines = [...section.matchAll(/^(\w+)=(\S+)$/gm)].map(([, name = '', value = '']) => [name, value]);
	const kept = /^@webhooks path (.+)$/m.exec(section)?.[1]?.split(' ') ?? [];
	return {
		variables: Object.fromEntries(lines) as Record<string, string>,
		kept: kept.map((one) => one.replace(/\*$/, '')),
	};
}

const { variables, kept } = readPage('guide');
const path = variables.N8N_PATH ?? '';

let proxy: PathProxy;
let testbed: Testbed;
let browser: TestBrowser;
let phone: TestBrowser;
let page: Page;
/** What the phone shows. */
let tab: Page;
let user: EditorUser;

beforeAll(async () => {
	proxy = await startPathProxy(path, kept);
	const env = Object.fromEntries(
		Object.entries(variables).map(([name, value]) => [
			name,
			value.replace('https://example.com', proxy.origin),
		]),
	);
	const direct = await startTestbed({ seed: 'under a path', env: { ...env, N8N_PROXY_HOPS: '1' } });
	proxy.forwardTo(direct.host.url);
	const url = `${proxy.origin}${path.slice(0, -1)}`;
	const webhookUrl = (webhookPath: string): string => `${url}/webhook/${webhookPath}`;
	testbed = { ...direct, host: { ...direct.host, url, webhookUrl } };
	browser = await openBrowser({ width: 1400, height: 1100 });
	phone = await openPhone();
	page = browser.context.pages()[0] ?? (await browser.context.newPage());
	tab = phone.context.pages()[0] ?? (await phone.context.newPage());
	page.setDefaultTimeout(20_000);
	user = new EditorUser(page, url);
	await logIntoEditor(page, testbed);
}, 600_000);
afterAll(async () => {
	await browser?.close();
	await phone?.close();
	await testbed?.stop();
	proxy?.close();
});

test('the guide says the same in both languages', () => {
	for (const language of LANGUAGES) expect(readPage(language)).toEqual({ variables, kept });
	expect(path).toBe('/n8n/');
	expect(kept).toEqual(['/n8n/webhook', '/n8n/form']);
});

test('the trigger shows a server URL below the path, and WeChat reaches it there', async () => {
	await user.newWorkflow();
	await user.addNode('wechat', 'WeChat', { group: 'Triggers', action: 'On any message or event (全部)' });
	await user.closeNode();
	await user.publish('Publish');
	await user.openNode('WeChat Trigger');
	const url = await user.addressUnder('Webhook URLs', 'Production URL');
	expect(url).toMatch(new RegExp(`^${proxy.origin}${path}webhook/[^/]+/wechat$`));

	const { control } = testbed.simulator;
	const { appid } = testbed.account;
	const { handshake } = await control.account({ appid, callbackUrl: url });
	expect(handshake).toMatchObject({ ok: true });
	const { follower } = await control.follower({ appid, follow: true, push: false });
	const message = { MsgType: 'text', Content: '你好' };
	expect(await control.push({ appid, openid: follower.openid, message })).toMatchObject({
		outcome: 'acknowledged',
	});
	const [execution] = await testbed.host.api.executions.waitForEnded(user.workflowId(), 1);
	expect(outputOf(execution as NonNullable<typeof execution>, 'WeChat Trigger')[0]).toMatchObject({
		Content: '你好',
	});
});

test('a login goes out from below the path and comes back to it', async () => {
	const openid = await somebody(testbed, '小红');
	const login = await newLogin(testbed, 'under a path', { scope: 'snsapi_userinfo' });
	expect(login.path.startsWith(path)).toBe(true);
	expect(await shown(tab, login.link)).toEqual({ status: 200, title: '微信授权' });
	expect(await press(tab, '允许')).toEqual({ status: 200, title: '登录成功' });
	expect(tab.url()).toContain(`${login.link}?code=`);
	expect(loginOf((await logins(testbed, login, 1))[0])).toMatchObject({ openid, user: { nickname: '小红' } });
	const cookies = await phone.context.cookies(login.link);
	expect(cookies.filter(({ name }) => name.startsWith('wechat_')).map((cookie) => cookie.path)).toEqual([
		login.path,
	]);
	expect(await shown(tab)).toEqual({ status: 200, title: '本次登录已处理' });
});

test('an approval is given on a page below the path', async () => {
	const openid = await somebody(testbed, '经理');
	const { control } = testbed.simulator;
	await control.follower({ openid, follow: true, push: false });
	const { templateId } = await control.area('templates', 'add', {
		title: '审批通知',
		content: '申请内容：{{thing1.DATA}}',
	});
	const { api } = testbed.host;
	const nodes = [
		{
			name: 'Request',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			position: [0, 0],
			parameters: { path: 'refund', httpMethod: 'POST', responseMode: 'onReceived' },
		},
		{
			name: 'Ask',
			type: 'n8n-nodes-wechat-mp.wechat',
			typeVersion: 1,
			position: [300, 0],
			credentials: { wechatMpApi: { id: null, name: testbed.credential.name } },
			parameters: {
				resource: 'approval',
				operation: 'sendAndWait',
				touser: openid,
				message: '退款 ¥39.80？',
				templateId: { __rl: true, mode: 'id', value: templateId },
				dataInput: 'json',
				dataJson: '{"thing1":"退款"}',
			},
		},
	];
	const connections = { Request: { main: [[{ node: 'Ask', type: 'main', index: 0 }]] } };
	const { id } = await api.workflows.create({ name: 'refund', nodes, connections }, testbed.credentialIds);
	await api.workflows.activate(id);
	await fetch(testbed.host.webhookUrl('refund'), { method: 'POST' });
	const link = await pollUntil('the question to arrive', async () => {
		const areas = (await control.state()).accounts[0]?.areas as {
			templates?: { messages: Array<{ url: string; openid: string }> };
		};
		return areas.templates?.messages.find((message) => message.openid === openid)?.url;
	});
	expect(link.startsWith(`${proxy.origin}${path}webhook-waiting/`)).toBe(true);
	expect(await shown(tab, link)).toEqual({ status: 200, title: '需要您确认' });
	expect(await press(tab, '同意')).toEqual({ status: 200, title: '已同意' });
});

test('a test of the login trigger listens, and comes back, below the path', async () => {
	const openid = await somebody(testbed, '小芳');
	const login = await newLogin(testbed, 'tested under a path');
	await user.openWorkflow(login.workflow.id);
	await user.openNode('Login');
	await user.press('Execute step');
	const url = login.link.replace('/webhook/', '/webhook-test/');
	await pollUntil('n8n to listen', async () => ((await fetch(url)).status === 404 ? undefined : true));
	expect(await shown(tab, url)).toEqual({ status: 200, title: '登录成功' });
	expect(tab.url()).toContain(`${url}?code=`);
	await page.getByText(openid).first().waitFor();
});
