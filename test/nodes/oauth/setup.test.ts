import type { IDataObject } from 'n8n-workflow';
import { WechatOAuthTrigger } from '../../../nodes/WechatOAuthTrigger/WechatOAuthTrigger.node';
import { workflow as n8n } from '../harness/host';
import { nodeTypes, PACKAGE } from '../harness/nodeTypes';
import { completeNode } from '../harness/runWorkflow';
import { type LoginTestbed, startLoginTestbed } from './loginTestbed';

let testbed: LoginTestbed;

afterEach(async () => {
	await testbed.close();
});

/** What n8n does when the workflow is activated. */
async function activate(): Promise<void> {
	const { webhookMethods } = testbed.host.parts.type;
	for (const webhook of ['default', 'setup'] as const) {
		const context = testbed.host.hookContext(webhook);
		const exists = await webhookMethods?.[webhook]?.checkExists?.call(context);
		if (!exists) await webhookMethods?.[webhook]?.create?.call(context);
	}
}

const WRONG: [string, IDataObject, IDataObject, RegExp][] = [
	['an AppID that is none', {}, { appId: 'x' }, /^AppID: /],
	['no AppSecret', {}, { appSecret: '' }, /^AppSecret: is empty/],
	[
		'no AppSecret, with a token service',
		{},
		{ appSecret: '', accessSource: 'service', serviceUrl: 'http://127.0.0.1:9' },
		/^AppSecret: is empty/,
	],
	[
		'a broken pattern',
		{ passThrough: { parameter: [{ name: 'a', pattern: '(' }] } },
		{},
		/^Pass-Through Query Parameters: /,
	],
	[
		'a pattern with look-ahead',
		{ passThrough: { parameter: [{ name: 'a', pattern: '(?=x).*' }] } },
		{},
		/the pattern of "a" .*look-around/,
	],
	[
		'a pattern that leaves its group',
		{ passThrough: { parameter: [{ name: 'a', pattern: 'a)|(?:b' }] } },
		{},
		/the pattern of "a" .*unexpected \)/,
	],
	[
		'a redirect address with a user name',
		{ answer: 'redirect', redirectUrl: 'https://a.example.com@evil.example.net/' },
		{},
		/^Redirect URL: is not a plain http\(s\) address: .*user name/,
	],
	[
		'a reserved name',
		{ passThrough: { parameter: [{ name: 'state', pattern: '' }] } },
		{},
		/"state" is reserved/,
	],
	['no redirect address', { answer: 'redirect' }, {}, /^Redirect URL: is not a plain http\(s\) address/],
	[
		'a redirect address without scheme',
		{ answer: 'redirect', redirectUrl: 'shop.example.com' },
		{},
		/^Redirect URL: /,
	],
	[
		'a host with scheme',
		{
			answer: 'redirect',
			redirectUrl: 'https://a.example.com',
			options: { allowedRedirectHosts: 'https://b.example.com' },
		},
		{},
		/^Allowed Redirect Hosts: /,
	],
	[
		'a return parameter that is passed through too',
		{
			answer: 'redirect',
			redirectUrl: 'https://a.example.com',
			passThrough: { parameter: [{ name: 'next', pattern: '' }] },
			options: { returnToParameter: 'next' },
		},
		{},
		/"next" is listed twice/,
	],
	[
		'a lifetime of a day',
		{ options: { stateLifetime: 1440 } },
		{},
		/^State Lifetime \(Minutes\): must be a whole number from 1 to 60/,
	],
	[
		'a switch that is neither on nor off',
		{ options: { requireSignature: 'yes' } },
		{},
		/^Require Signature: must be true or false/,
	],
	[
		'an expression that gives nothing for whether links must be signed',
		{ options: { requireSignature: null } },
		{},
		/^Require Signature: must be true or false/,
	],
	['a channel that does not exist', { channel: 'phone' }, {}, /^Channel: must be one of wechat, website/],
	['a domain file of another name', { options: { domainFileName: 'verify.txt' } }, {}, /^Domain File Name: /],
];

describe('activation', () => {
	it('succeeds for a trigger that can log users in', async () => {
		testbed = await startLoginTestbed({ scope: 'snsapi_userinfo' });
		await expect(activate()).resolves.toBeUndefined();
	});

	it.each<[string, string, IDataObject, IDataObject, RegExp[]]>([
		[
			'a port',
			'https://n8n.example.com:5678',
			{},
			{ openHost: '' },
			[/^WeChat OAuth Trigger "Login": .*10003 for n8n/],
		],
		['this computer', 'http://localhost', {}, { openHost: '' }, [/cannot reach localhost/]],
		['no port', 'https://n8n.example.com', {}, { openHost: '' }, []],
		['a port, on a local platform', 'http://localhost:5678', {}, {}, []],
		['a port, for a website', 'https://n8n.example.com:5678', { channel: 'website' }, { openHost: '' }, []],
	])(
		'succeeds on an address with %s and says once in the log what WeChat will not take',
		async (_name, publicOrigin, parameters, credential, lines) => {
			testbed = await startLoginTestbed(parameters);
			testbed.host.publicOrigin = publicOrigin;
			Object.assign(testbed.credentials.wechatMpApi, credential);
			await activate();
			expect(testbed.host.logged).toEqual(lines.map((line) => expect.stringMatching(line) as unknown));
		},
	);

	it.each(WRONG)(
		'refuses %s, naming place, field and remedy in the message, the only text that n8n shows',
		async (_name, parameters, credential, message) => {
			testbed = await startLoginTestbed(parameters);
			Object.assign(testbed.credentials.wechatMpApi, credential);
			const { message: shown } = (await activate().catch((error: unknown) => error)) as Error;
			const place = Object.keys(credential).length > 0 ? 'Credential "account"' : 'Node "Login"';
			expect(shown.split(' → ')[0]).toBe(place);
			const text = shown.slice(place.length + 3);
			expect(text).toMatch(message);
			expect(text).toMatch(/\. [A-Z]\w+ [^.]{8}/);
		},
	);

	it.each(WRONG)(
		'a visitor who comes nevertheless gets a page, not an error: %s',
		async (_name, parameters, credential, message) => {
			testbed = await startLoginTestbed(parameters);
			Object.assign(testbed.credentials.wechatMpApi, credential);
			const { status, body } = await testbed.browser.step(testbed.host.url);
			expect(status).toBe(500);
			expect(body).toContain('登录功能尚未配置好');
			// Which field it is is for the owner's log only.
			expect(body).not.toMatch(
				/AppID|AppSecret|Parameters|Redirect|Hosts|Lifetime|Domain|Signature|Options|Channel|<small>/,
			);
			expect(testbed.host.logged[0]).toContain(/: (.*)/.exec(message.source)?.[1]?.slice(0, 5) ?? '');
		},
	);

	it('a visitor of a trigger without a credential gets that page, too', async () => {
		testbed = await startLoginTestbed({}, { isWithoutCredential: true });
		const { status, body } = await testbed.browser.step(testbed.host.url);
		expect(status).toBe(500);
		expect(body).toContain('登录功能尚未配置好');
	});
});

describe('the address', () => {
	it('of a test is the one that n8n listens on for it', async () => {
		testbed = await startLoginTestbed({}, { isTest: true });
		expect(testbed.host.url).toContain('/webhook-test/');
		const { path, status } = await testbed.browser.open(testbed.host.url);
		expect(status).toBe(200);
		expect(path.at(-1)).toContain('/webhook-test/');
		expect(testbed.logins()).toHaveLength(1);
	});
});

describe('the domain file', () => {
	it('is served below the address as plain text', async () => {
		testbed = await startLoginTestbed({ options: { domainFileName: 'MP_verify_Ab12Cd34Ef56Gh78.txt' } });
		const { status, body, headers } = await testbed.browser.open(
			`${testbed.host.url}/MP_verify_Ab12Cd34Ef56Gh78.txt`,
		);
		expect(status).toBe(200);
		expect(body).toBe('Ab12Cd34Ef56Gh78');
		expect(headers['content-type']).toBe('text/plain; charset=utf-8');
	});

	it('is not there under another name', async () => {
		testbed = await startLoginTestbed({ options: { domainFileName: 'MP_verify_Ab12Cd34Ef56Gh78.txt' } });
		const { status } = await testbed.browser.open(`${testbed.host.url}/MP_verify_0000000000000000.txt`);
		expect(status).toBe(404);
	});

	it('is not there while none is set up', async () => {
		testbed = await startLoginTestbed();
		expect((await testbed.browser.open(`${testbed.host.url}/MP_verify.txt`)).status).toBe(404);
	});
});

describe('the page that the owner writes', () => {
	it('has the owner’s texts, escaped', async () => {
		testbed = await startLoginTestbed({ pageTitle: 'Welcome <b>', pageMessage: 'Line 1\nLine 2' });
		const { body } = await testbed.browser.open(testbed.host.url);
		expect(body).toContain('<h1>Welcome &lt;b&gt;</h1>');
		expect(body).toContain('<p>Line 1\nLine 2</p>');
	});

	it('is in the language that is chosen, whatever the visitor prefers', async () => {
		testbed = await startLoginTestbed({ options: { pageLanguage: 'en' } });
		const { body } = await testbed.browser.open(testbed.host.url);
		expect(body).toContain('<html lang="en">');
		expect(body).toContain('You are signed in');
	});
});

describe('the webhook description', () => {
	const type = new WechatOAuthTrigger();

	/** Both ways in which n8n reads a field: by expression (before 2.41, or with expressions in the node), or by function. */
	function bothWays(parameters: IDataObject, field: 'path' | 'responseMode', name: 'default' | 'setup') {
		const node = completeNode({
			name: 'Login',
			type: `${PACKAGE}.wechatOAuthTrigger`,
			typeVersion: 2,
			parameters: parameters as never,
		});
		const workflow = new n8n.Workflow({
			nodes: [node],
			connections: {},
			active: true,
			nodeTypes: nodeTypes([type]),
		});
		const known = workflow.getNode('Login');
		const description = type.description.webhooks?.find((webhook) => webhook.name === name);
		if (!known || !description) throw new Error('not found');
		const native = n8n.resolveWebhookDescriptionField(known, description, field);
		return [
			native.resolved ? native.value : 'not resolved',
			workflow.expression.getSimpleParameterValue(known, description[field], 'internal', {}),
		];
	}

	beforeEach(async () => {
		testbed = await startLoginTestbed();
	});

	it.each([
		[{}, 'onReceived'],
		[{ answer: 'page' }, 'onReceived'],
		[{ answer: 'redirect' }, 'onReceived'],
		[{ answer: 'workflow' }, 'responseNode'],
	])('%p means response mode %s by both ways', (parameters, mode) => {
		expect(bothWays(parameters, 'responseMode', 'default')).toEqual([mode, mode]);
	});

	it.each([
		[{}, 'oauth/MP_verify.txt'],
		[{ options: { domainFileName: '' } }, 'oauth/MP_verify.txt'],
		[
			{ options: { domainFileName: 'MP_verify_Ab12Cd34Ef56Gh78.txt' } },
			'oauth/MP_verify_Ab12Cd34Ef56Gh78.txt',
		],
	])('%p means the file path %s by both ways', (parameters, path) => {
		expect(bothWays(parameters, 'path', 'setup')).toEqual([path, path]);
	});

	it('is a plain text for the address itself, and of a version whose requests are cheap', () => {
		expect(type.description.webhooks?.[0]).toMatchObject({ path: 'oauth', httpMethod: 'GET' });
		expect(type.description.version).toBeGreaterThan(1);
	});
});
