import type * as n8nWorkflow from 'n8n-workflow';
import type { IExecuteFunctions, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import type * as abilities from '../../../nodes/transport/hostAbilities';
import type { oldHostNotice, refuseOldHost } from '../../../nodes/transport/oldHost';
import type { WechatOAuthTrigger } from '../../../nodes/WechatOAuthTrigger/WechatOAuthTrigger.node';
import type { WechatTrigger } from '../../../nodes/WechatTrigger/WechatTrigger.node';
import type { Wechat } from '../../../nodes/Wechat/Wechat.node';

type Host = typeof n8nWorkflow;

interface Loaded {
	abilities: typeof abilities;
	old: { oldHostNotice: typeof oldHostNotice; refuseOldHost: typeof refuseOldHost };
	nodes: [Wechat, WechatTrigger, WechatOAuthTrigger];
}

/** Loads the package as an n8n does that lacks some exports. */
function loadWithout(...missing: Array<keyof Host>): Loaded {
	jest.resetModules();
	jest.doMock('n8n-workflow', () => {
		const { ...exports } = jest.requireActual<Host>('n8n-workflow');
		return Object.fromEntries(
			Object.entries(exports).filter(([name]) => !missing.includes(name as keyof Host)),
		);
	});
	/* eslint-disable @typescript-eslint/no-require-imports -- loaded anew for every host */
	const { Wechat: Action } = require('../../../nodes/Wechat/Wechat.node') as {
		Wechat: new () => Wechat;
	};
	const { WechatTrigger: Trigger } = require('../../../nodes/WechatTrigger/WechatTrigger.node') as {
		WechatTrigger: new () => WechatTrigger;
	};
	const oauth = require('../../../nodes/WechatOAuthTrigger/WechatOAuthTrigger.node') as {
		WechatOAuthTrigger: new () => WechatOAuthTrigger;
	};
	return {
		abilities: require('../../../nodes/transport/hostAbilities') as typeof abilities,
		old: require('../../../nodes/transport/oldHost') as Loaded['old'],
		nodes: [new Action(), new Trigger(), new oauth.WechatOAuthTrigger()],
	};
	/* eslint-enable @typescript-eslint/no-require-imports */
}

afterEach(() => jest.dontMock('n8n-workflow'));

const contextOf = (type: string, more: object = {}) =>
	({ getNode: () => ({ type: `n8n-nodes-wechat-mp.${type}`, name: 'WeChat' }), ...more }) as never;

const asFunction = { getNextRunIndex: () => 0 };

test.each([
	['a node', contextOf('wechat'), false, false],
	[
		'a tool that n8n calls, says so',
		contextOf('wechatTool', { ...asFunction, isToolExecution: () => true }),
		true,
		false,
	],
	['a tool that n8n calls, cannot say so', contextOf('wechatTool', asFunction), true, false],
	['a tool that n8n runs as a node', contextOf('wechatTool', { isToolExecution: () => false }), false, true],
	['the same, cannot say so', contextOf('wechatTool'), false, true],
])('isToolExecution and isToolNode tell %s', (_what, context: IExecuteFunctions, called, asNode) => {
	const { isToolExecution, isToolNode } = loadWithout().abilities;
	expect([isToolExecution(context), isToolNode(context)]).toEqual([called, asNode]);
});

test.each([
	['a worker', { instanceSettings: { instanceType: 'worker' } }, true],
	['a webhook processor', { instanceSettings: { instanceType: 'webhook' } }, true],
	['main, with or without a queue', { instanceSettings: { instanceType: 'main' } }, false],
	['an n8n that does not say', {}, false],
])('worksBesideOthers knows %s', (_what, context, expected) => {
	expect(loadWithout().abilities.worksBesideOthers(context)).toBe(expected);
});

test('requestedUrl gives the address of the request, and nothing where n8n cannot tell', () => {
	const { requestedUrl } = loadWithout().abilities;
	const url = 'https://n8n.example.com/webhook-test/1/oauth';
	expect(requestedUrl({ getWebhookResourceUrl: (name: string) => `${url}?${name}` } as never)).toBe(
		`${url}?default`,
	);
	expect(requestedUrl({} as IWebhookFunctions)).toBeUndefined();
});

test('webhookFields gives n8n both ways to read a field, and an older n8n the expression alone', () => {
	const field = { template: '={{$parameter["a"]}}', resolve: () => 'onReceived' };
	const now = loadWithout().abilities.webhookFields({ responseMode: field });
	expect(now.responseMode).toBe(field.template);
	expect(Object.getOwnPropertySymbols(now)).toHaveLength(1);
	const then = loadWithout('WEBHOOK_RESOLVERS').abilities.webhookFields({ responseMode: field });
	expect(then).toEqual({ responseMode: field.template });
	expect(Object.getOwnPropertySymbols(then)).toEqual([]);
});

test('no webhook of the package gets a field called undefined from an n8n without resolvers', () => {
	const [, trigger, login] = loadWithout(
		'WEBHOOK_RESOLVERS',
		'webhookDescriptionFields',
		'fromParameter',
	).nodes;
	const webhooks = [...(trigger.description.webhooks ?? []), ...(login.description.webhooks ?? [])];
	expect(webhooks).toHaveLength(4);
	for (const webhook of webhooks) expect(webhook).not.toHaveProperty('undefined');
});

test('an n8n with all that is needed shows no notice and is not refused', () => {
	const { nodes, old } = loadWithout();
	for (const { description } of nodes) {
		expect(description.properties.map(({ name }) => name)).not.toContain('oldHostNotice');
	}
	expect(old.oldHostNotice()).toEqual([]);
	expect(() => old.refuseOldHost(contextOf('wechat'))).not.toThrow();
});

describe('an n8n older than the oldest that will do', () => {
	const floor = /too old for n8n-nodes-wechat-mp, which needs n8n 1\.123 or newer/;
	const load = () => loadWithout('createRunExecutionData', 'NodeConnectionTypes');

	test('loads every node, with the notice in front', () => {
		for (const { description } of load().nodes) {
			expect(description.outputs[0]).toBe('main');
			expect(description.properties[0]).toMatchObject({ name: 'oldHostNotice', type: 'notice' });
			expect(description.properties[0]?.displayName).toMatch(floor);
		}
	});

	test('says so in the error of a run and of publishing', async () => {
		const [action, trigger, login] = load().nodes;
		const attempts = [
			action.execute.call(contextOf('wechat')),
			trigger.execute.call(contextOf('wechatTrigger')),
			trigger.webhookMethods.default.create.call(contextOf('wechatTrigger') as IHookFunctions),
			login.webhookMethods.default.create.call(contextOf('wechatOAuthTrigger') as IHookFunctions),
		];
		for (const attempt of attempts) await expect(attempt).rejects.toThrow(floor);
	});
});
