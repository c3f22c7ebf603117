import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { WechatMpApi } from '../../credentials/WechatMpApi.credentials';
import { type BuiltPackage, buildPackage } from '../../demo/buildPackage';
import { PhoneBrowser } from '../../demo/PhoneBrowser';
import type { Testbed } from '../../demo/startTestbed';
import { pollUntil } from '../../host/pollUntil';
import { outputOf } from '../../host/rest';
import { seedHost } from '../../host/seed';
import { type RunningHost, startHost } from '../../host/start';
import { OPERATIONS } from '../../nodes/Wechat/resources';
import { createSimulator, type Simulator } from '../../simulator/createSimulator';
import { type ChatModel, startChatModel } from '../../demo/chatModel';
import { EditorUser } from './EditorUser';
import { type GuideLanguage, GuidePage, type GuideStep } from './GuidePage';
import { logIntoEditor } from './logIntoEditor';
import { openBrowser, type TestBrowser } from './openBrowser';

/**
 * Follows the guide in a fresh n8n, in order, as somebody does who has only its pages: what is pressed, chosen and filled in is
 * read from them. Whatever a page calls otherwise than the editor is not found there.
 */

const FIELDS = new WechatMpApi().properties.map(({ displayName }) => displayName);
const GREETING = '您好，请问有什么可以帮您？';
const TIMEOUT = { timeoutMs: 60_000 };

let built: BuiltPackage;
let simulator: Simulator;
let host: RunningHost;
let browser: TestBrowser;
let model: ChatModel;
let page: Page;
let user: EditorUser;
let account: Testbed['account'];
let openid: string;

beforeAll(async () => {
	model = await startChatModel(async (text) => await Promise.resolve(`Answer to ${text}`));
	built = await buildPackage();
	simulator = await createSimulator({ seed: 'guide' });
	host = await startHost({ packageDir: built.dir });
	const { owner } = await seedHost(host, {});
	const { control } = simulator;
	({ account } = await control.account({ mode: 'safe', kind: 'service-certified' }));
	await control.area('templates', 'add', {
		title: '订单支付成功通知',
		content: '商品名称：{{thing1.DATA}}',
		example: '商品名称咖啡',
	});
	openid = (await control.follower({ appid: account.appid, follow: true, push: false })).follower.openid;
	await host.api.credentials.create({
		name: 'OpenAI',
		type: 'openAiApi',
		data: { apiKey: 'local', url: model.url },
	});
	browser = await openBrowser({ width: 1400, height: 1100 });
	page = browser.context.pages()[0] ?? (await browser.context.newPage());
	page.setDefaultTimeout(20_000);
	user = new EditorUser(page, host.url);
	await logIntoEditor(page, { host, owner });
}, 600_000);
afterAll(async () => {
	await browser?.close();
	model?.close();
	await host?.stop();
	await simulator?.close();
	await built?.remove();
});

/** What the console does with the server URL that somebody enters: whether it was saved. */
async function saveServerUrl(callbackUrl: string): Promise<string | undefined> {
	const { handshake } = await simulator.control.account({ appid: account.appid, callbackUrl });
	return handshake?.ok ? 'saved' : handshake?.reason;
}

async function write(Content: string) {
	const message = { MsgType: 'text', Content };
	return await simulator.control.push({ appid: account.appid, openid, message });
}

/** Waits until the account has said something on the follower's phone. */
async function hear(words: string): Promise<void> {
	await pollUntil(`"${words}" on the phone`, async () => {
		const chat = await simulator.control.chat({ appid: account.appid, openid });
		const said = chat.filter(({ from }) => from === 'account').map(({ content }) => JSON.stringify(content));
		return said.find((one) => one.includes(words));
	});
}

/** The output of a node in the only execution of the workflow that is open. */
async function outputOfOnly(node: string) {
	const [execution] = await host.api.executions.waitForEnded(user.workflowId(), 1, TIMEOUT);
	return outputOf(execution as NonNullable<typeof execution>, node)[0];
}

describe.each<{ language: GuideLanguage }>([{ language: 'guide' }, { language: 'zh-CN' }])(
	'$language',
	({ language }) => {
		const credential = `Account of ${language}`;
		const guide = (name: string) => new GuidePage(language, name);
		const install = guide('install-package');
		const receive = guide('receive');

		/** Publishes as a step says. */
		const publishAs = async (step: GuideStep) => await user.publish(step.says('Publish'));

		/** The Production URL of the trigger that a step has people open. */
		async function addressAs(step: GuideStep, trigger: string): Promise<string> {
			await user.openNode(trigger);
			const url = await user.addressUnder(step.says('Webhook URLs'), step.says('Production URL'));
			await user.closeNode();
			return url;
		}

		test('3: the package is found where the page says, with its triggers and actions', async () => {
			const [settings = '', nodes = ''] = install.step(1).names[0]?.split(' → ') ?? [];
			await page.goto(`${host.url}/${settings.toLowerCase()}`);
			await user.openTab(nodes);
			await page.getByRole('button', { name: install.step(1).says('Install a community node') }).waitFor();

			await user.newWorkflow();
			const { names } = install.step(3);
			for (const words of ['wechat', '微信']) {
				const list = await user.searchNodes(words);
				for (const entry of ['WeChat', 'WeChat OAuth Trigger']) {
					await list.getByText(install.step(3).says(entry), { exact: true }).first().waitFor();
				}
				await list.getByText('WeChat', { exact: true }).first().click();
				for (const group of names.filter((name) => ['Triggers', 'Actions'].includes(name))) {
					await list
						.getByText(new RegExp(`^${group} \\(\\d+\\)`))
						.first()
						.waitFor();
				}
				await user.newWorkflow();
			}
		});

		test('4: with AppID and AppSecret the credential is made, and n8n says at once whether it works', async () => {
			const { control, urls } = simulator;
			const steps = guide('credential');
			await control.account({ appid: account.appid, ipAllowlist: ['203.0.113.9'] });
			const { names } = steps.step(5);
			await user.newCredential({
				tab: steps.step(5).says('Credentials'),
				create: steps.step(5).says('Create credential'),
				type: names.find((name) => name === new WechatMpApi().displayName) ?? '',
				go: steps.step(5).says('Continue'),
			});
			await user.fill(steps.step(2).only(FIELDS), account.appid);
			await user.fill(steps.step(3).only(FIELDS), account.secret);
			// The one thing that is different here: WeChat is local.
			const [apiHost = '', custom = ''] = steps.around('API Host').names;
			await user.choose(apiHost, custom);
			await user.fill(`Custom ${apiHost}`, urls.api);
			await user.fill('Authorize Page Host', urls.open);
			await user.press(steps.step(5).says('Save'));
			await user.dialog().getByText(steps.step(5).says('More details')).click();
			await user
				.dialog()
				.getByText(/127\.0\.0\.1.*40164|40164.*127\.0\.0\.1/)
				.first()
				.waitFor();
			await control.account({ appid: account.appid, ipAllowlist: null });
			await user.press(steps.step(5).says('Retry'));
			await user.dialog().getByText('Connection tested successfully').waitFor();
			await user.renameCredential(credential);
			await user.press(steps.step(5).says('Save'));
			await user.dialog().getByText('Saved', { exact: true }).waitFor();
		});

		test('5: a message of a follower becomes an execution', async () => {
			await user.openCredential(credential);
			await user.fill(receive.step(1).only(['Token']), account.token);
			expect(await user.chosen(receive.step(1).says('Message Encryption'))).toBe(
				receive.step(1).says('Safe (安全模式)'),
			);
			await user.fill(receive.step(2).only(['EncodingAESKey']), account.encodingAESKey);
			await user.press(receive.step(2).says('Save'));
			await user.dialog().getByText('Saved', { exact: true }).waitFor();
			await user.dialog().getByText('Connection tested successfully').waitFor();

			const step = receive.step(3);
			await user.newWorkflow();
			await user.addNode('wechat', step.says('WeChat'), {
				group: step.says('Triggers'),
				action: step.beginning('On '),
			});
			if (language === 'guide') expect(await user.credential()).toBe(credential);
			await user.chooseCredential(credential);
			await user.closeNode();
			await publishAs(step);
			const trigger = step.says('WeChat Trigger');
			const url = await addressAs(receive.step(4), trigger);
			expect(await saveServerUrl(url)).toBe('saved');
			await write('你好');
			expect(await outputOfOnly(trigger)).toMatchObject({ FromUserName: openid, Content: '你好' });
			await user.openTab(receive.step(5).says('Executions'));
			await page
				.getByText(/^Succeeded/)
				.first()
				.waitFor();
		});

		test('5: the workflow answers, when it is published again', async () => {
			const answer = receive.around('Respond');
			const trigger = receive.step(3).says('WeChat Trigger');
			await user.openWorkflow(user.workflowId());
			await user.openNode(trigger);
			await user.choose(answer.says('Respond'), answer.says("Using the WeChat Node's Passive Reply"));
			await user.closeNode();
			await user.addNode('wechat', answer.says('WeChat'), {
				group: answer.says('Actions'),
				action: answer.beginning('Reply with text'),
			});
			await user.chooseCredential(credential);
			await user.fill(answer.says('Text'), `${GREETING} ${language}`);
			await user.closeNode();
			await publishAs(answer);
			await write('在吗');
			await hear(`${GREETING} ${language}`);
		});

		test('6: a template becomes a form, and the message is on the phone', async () => {
			const steps = guide('send-template');
			const step = steps.step(3);
			const operation = OPERATIONS.find(
				({ resource, option }) => resource === 'template' && option.value === 'send',
			);
			await user.newWorkflow();
			await user.addNode('微信', step.says('WeChat'), {
				group: step.says('Actions'),
				action: step.beginning(operation?.option.action ?? '-'),
			});
			await user.chooseCredential(credential);
			const [resource, name] = step.names.find((one) => one.includes(' → '))?.split(' → ') ?? [];
			expect([await user.chosen('Resource'), await user.chosen('Operation')]).toEqual([
				expect.stringContaining(resource ?? '-') as string,
				expect.stringContaining(name ?? '-') as string,
			]);
			await user.pick(step.says('Template'), '订单支付成功通知');
			await user.pick(steps.step(4).says('To OpenID'), openid);
			await page.getByTestId('parameter-input-thing1').locator('input').fill(`咖啡 ${language}`);
			await user.press(steps.step(4).says('Execute step'));
			await page.getByText('Node executed successfully').first().waitFor();
			await hear(`咖啡 ${language}`);
		});

		test('8: somebody opens the link of a web login, and the workflow knows who it is', async () => {
			const steps = guide('web-login');
			const trigger = steps.step(1).says('WeChat OAuth Trigger');
			await user.newWorkflow();
			await user.addNode('微信', trigger, steps.step(1).says('Add to workflow'));
			await user.chooseCredential(credential);
			await user.choose(steps.step(1).says('Scope'), steps.step(1).says('Base (Silent)'));
			await user.closeNode();
			await publishAs(steps.step(2));
			const link = await addressAs(steps.step(3), trigger);
			await simulator.control.area('oauth', 'phone', { appid: account.appid, openid });
			const phone = new PhoneBrowser();
			let shown = await phone.open(link);
			for (let hops = 0; shown.location !== undefined && hops < 4; hops++) {
				shown = await phone.open(new URL(shown.location, shown.url).href);
			}
			expect(shown.status).toBe(200);
			expect(await outputOfOnly(trigger)).toMatchObject({ openid });
		});

		test.each([
			{ number: 9, name: 'ai-chat-certified' },
			{ number: 10, name: 'ai-chat-personal' },
		])('$number: the example $name answers followers', async ({ name }) => {
			const steps = guide(name);
			const [menu = ''] = steps.step(2).names;
			await user.importFile(menu.split(' → '), steps.step(2).example());
			const nodes = (
				JSON.parse(readFileSync(steps.step(2).example(), 'utf8')) as {
					nodes: { name: string; type: string }[];
				}
			).nodes;
			const ours = nodes.filter(({ type }) => type.startsWith('n8n-nodes-wechat-mp.'));
			for (const node of ours) {
				await user.openNode(node.name);
				await user.chooseCredential(credential);
				await user.closeNode();
			}
			await user.openNode(steps.step(3).node());
			await user.chooseCredential('OpenAI');
			await user.closeNode();
			const trigger = ours.find(({ type }) => type.endsWith('Trigger'))?.name ?? '';
			await user.openNode(trigger);
			for (const [field, value] of steps.settings()) {
				if ((await user.field(field).count()) > 0)
					expect({ field, value: await user.chosen(field) }).toEqual({ field, value });
			}
			await user.closeNode();
			await publishAs(steps.step(4));
			const url = await addressAs(receive.step(4), trigger);
			expect(await saveServerUrl(url)).toBe('saved');
			const question = `${language}, ${name}`;
			await write(question);
			await host.api.executions.waitForEnded(user.workflowId(), 1, TIMEOUT);
			await hear(`Answer to ${question}`);
		});
	},
);
