import type { IDataObject, IExecuteResponsePromiseData, INodeExecutionData } from 'n8n-workflow';
import { Wechat } from '../../../nodes/Wechat/Wechat.node';
import { PACKAGE, START } from '../harness/nodeTypes';
import { runWorkflow, type TestRun } from '../harness/runWorkflow';
import { type LoginTestbed, startLoginTestbed } from './loginTestbed';
import { TestBrowser } from './testBrowser';

const FROM_WORKFLOW = { answer: 'workflow' };
const CREDENTIALS = {
	wechatMpApi: { appId: 'wx0123456789abcdef', appSecret: '0123456789abcdef0123456789abcdef' },
};

let testbed: LoginTestbed | undefined;

afterEach(async () => {
	await testbed?.close();
	testbed = undefined;
});

/** Runs the node's Respond on items, in n8n's own engine. */
async function respond(
	parameters: Record<string, unknown>,
	input: INodeExecutionData[] = [{ json: { nickname: '小明' } }],
): Promise<TestRun> {
	return await runWorkflow({
		types: [new Wechat()],
		credentials: CREDENTIALS,
		input,
		nodes: [
			{ name: 'Start', type: START },
			{
				name: 'Answer',
				type: `${PACKAGE}.wechat`,
				parameters: { resource: 'webAuthorization', operation: 'respond', ...parameters } as never,
			},
		],
	});
}

/** A workflow that answers with the Respond operation. */
function answering(parameters: Record<string, unknown>) {
	return async ([items]: INodeExecutionData[][]): Promise<IExecuteResponsePromiseData[]> => {
		const run = await respond(parameters, items);
		if (run.error) throw run.error;
		return run.responses;
	};
}

describe('an answer from the workflow', () => {
	it('is the page that Respond sends, with what the trigger gave', async () => {
		testbed = await startLoginTestbed(FROM_WORKFLOW, {
			behind: answering({ pageTitle: '={{ "欢迎 " + $json.openid }}', pageMessage: 'a < b' }),
		});
		const shown = await testbed.browser.open(testbed.host.url);
		expect(shown.status).toBe(200);
		expect(shown.body).toContain(`<h1>欢迎 ${testbed.person.openid}</h1>`);
		expect(shown.body).toContain('<p>a &lt; b</p>');
		expect(shown.headers['cache-control']).toBe('no-store, no-transform');
	});

	it('without a word of its own says in both languages that the login succeeded', async () => {
		testbed = await startLoginTestbed(FROM_WORKFLOW, { behind: answering({}) });
		const shown = await testbed.browser.open(testbed.host.url);
		expect(shown.body).toContain('<h1>登录成功 · You are signed in</h1>');
	});

	it.each([
		[
			'a page with the mark of a failure',
			{ pageMood: 'bad' },
			'Page Title: is empty, and so is Page Message',
		],
		['HTML', { respondWith: 'html', pageHtml: '={{ $json.nothing }}' }, 'HTML: is empty'],
		['a redirect', { respondWith: 'redirect' }, 'Redirect URL: is empty'],
	])('that is %s without content is refused', async (_what, parameters, message) => {
		expect((await respond(parameters)).error?.message).toContain(message);
	});

	it('is the redirect that Respond sends', async () => {
		testbed = await startLoginTestbed(FROM_WORKFLOW, {
			behind: answering({ respondWith: 'redirect', redirectUrl: 'https://shop.example.com/x' }),
		});
		const { status, url } = await testbed.browser.open(testbed.host.url, (at) => at.includes('shop'));
		expect({ status, url }).toEqual({ status: 302, url: 'https://shop.example.com/x' });
	});

	it('says until when it is waited for', async () => {
		testbed = await startLoginTestbed({ ...FROM_WORKFLOW, options: { waitSeconds: 12 } });
		await testbed.browser.open(testbed.host.url);
		const { receivedAt, answerBefore } = testbed.logins()[0]?.meta as IDataObject;
		expect(Date.parse(String(answerBefore)) - Date.parse(String(receivedAt))).toBe(12_000);
	});

	it('that does not come is a built-in page, at once when the workflow has ended', async () => {
		testbed = await startLoginTestbed(FROM_WORKFLOW, { behind: async () => undefined });
		const shown = await testbed.browser.open(testbed.host.url);
		expect(shown.status).toBe(200);
		expect(shown.body).toContain('登录成功');
	});

	it('that fails is a page for a person, not n8n’s JSON', async () => {
		testbed = await startLoginTestbed(FROM_WORKFLOW, {
			behind: () => Promise.reject(new Error('a node failed')),
		});
		const shown = await testbed.browser.open(testbed.host.url);
		expect(shown.status).toBe(500);
		expect(shown.body).toContain('处理失败');
		expect(shown.headers['content-security-policy']).toMatch(/^default-src 'none'/);
	});

	it('that takes too long is a page that says so; a late answer does no harm', async () => {
		let finish: (answers: IExecuteResponsePromiseData[]) => void = () => {};
		let started: () => void = () => {};
		const running = new Promise<void>((resolve) => (started = resolve));
		testbed = await startLoginTestbed(FROM_WORKFLOW, {
			behind: async () => {
				started();
				return await new Promise<IExecuteResponsePromiseData[]>((resolve) => (finish = resolve));
			},
		});
		const opened = testbed.browser.open(testbed.host.url);
		await running;
		expect(testbed.trigger.waits).toEqual([25_000]);
		testbed.trigger.endWaits();
		const shown = await opened;
		expect(shown.status).toBe(200);
		expect(shown.body).toContain('您的请求正在处理中');
		finish([{ statusCode: 200, headers: {}, body: Buffer.from('late') } as never]);
		expect((await testbed.browser.open(shown.url)).body).toContain('本次登录已处理');
	});

	it('is waited for by a reload meanwhile, which starts nothing', async () => {
		let finish: () => void = () => {};
		let started: () => void = () => {};
		const running = new Promise<void>((resolve) => (started = resolve));
		testbed = await startLoginTestbed(FROM_WORKFLOW, {
			behind: async () => {
				started();
				await new Promise<void>((resolve) => (finish = resolve));
			},
		});
		const { url } = await testbed.browser.open(testbed.host.url, (at) => /[?&]code=/.test(at));
		const first = testbed.browser.open(url);
		await running;
		const impatient = new TestBrowser().copyFrom(testbed.browser);
		expect((await impatient.open(url)).body).toContain('正在登录');
		finish();
		await first;
		expect((await impatient.open(url)).body).toContain('本次登录已处理');
		expect(testbed.logins()).toHaveLength(1);
	});
});

describe('Respond', () => {
	it('sends bytes, once, however many items there are, and hands the items on', async () => {
		const items = [{ json: { a: 1 } }, { json: { a: 2 } }];
		const { responses, items: output, error } = await respond({ pageTitle: 'Hi' }, items);
		expect(error).toBeUndefined();
		expect(responses).toHaveLength(1);
		expect(Buffer.isBuffer((responses[0] as { body: unknown }).body)).toBe(true);
		expect(output('Answer').map(({ json }) => json)).toEqual([{ a: 1 }, { a: 2 }]);
	});

	it('sends HTML as it is written, with the status that is chosen', async () => {
		const { responses } = await respond({ respondWith: 'html', pageHtml: '<h1>Hi</h1>', pageStatus: 201 });
		const [answer] = responses as unknown as { statusCode: number; body: Buffer; headers: IDataObject }[];
		expect(answer?.statusCode).toBe(201);
		expect(answer?.body.toString()).toBe('<h1>Hi</h1>');
		expect(answer?.headers['content-type']).toBe('text/html; charset=utf-8');
	});

	it.each(['//evil.example.net', 'https:evil.example.net', 'javascript:alert(1)', '/x', ''])(
		'refuses to redirect to %p',
		async (redirectUrl) => {
			const { error, responses } = await respond({ respondWith: 'redirect', redirectUrl });
			expect(error?.message).toContain('Redirect URL');
			expect(responses).toEqual([]);
		},
	);

	it.each([
		[
			'https://shop.example.com/商品?sign=a+b&p=/x',
			'https://shop.example.com/%E5%95%86%E5%93%81?sign=a+b&p=/x',
		],
		['https://例子.中国/#/home', 'https://xn--fsqu00a.xn--fiqs8s/#/home'],
	])('redirects to %s as a browser would', async (redirectUrl, location) => {
		const { responses } = await respond({ respondWith: 'redirect', redirectUrl });
		expect(responses).toEqual([
			expect.objectContaining({ headers: expect.objectContaining({ location }) as object }),
		]);
	});

	it('redirects to what an expression gives only on an allowed host', async () => {
		const redirectUrl = '={{ $json.next }}';
		const input = [{ json: { next: 'https://evil.example.net/' } }];
		const refused = await respond({ respondWith: 'redirect', redirectUrl }, input);
		expect(refused.error?.message).toContain('Redirect URL');
		const allowed = await respond(
			{ respondWith: 'redirect', redirectUrl, allowedRedirectHosts: 'evil.example.net' },
			input,
		);
		expect(allowed.responses).toEqual([expect.objectContaining({ statusCode: 302 })]);
	});
});
