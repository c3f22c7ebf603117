import type { IExecuteFunctions, IHttpRequestOptions, INodeParameters } from 'n8n-workflow';
import path from 'node:path';
import { Wechat } from '../../../nodes/Wechat/Wechat.node';
import { PACKAGE, START } from '../harness/nodeTypes';
import { runWorkflow } from '../harness/runWorkflow';

const ROOT = path.resolve(__dirname, '../../..');
const OURS = new RegExp(`${ROOT}/((?:core|nodes)/[^:]+):`);
/** Where the operation itself begins; what it takes to get there belongs to the run. */
const OPERATION = /^nodes\/(Wechat\/(resources\/|run\/runOperation)|shared\/(batches|messageSeries))/;

/** Our frames between an operation and n8n's helper, by file, the operation's own included once. */
async function framesOf(parameters: INodeParameters): Promise<string[]> {
	const stacks: string[] = [];
	const node = new Wechat();
	const { execute } = node;
	node.execute = async function (this: IExecuteFunctions) {
		const httpRequest = async ({ url }: IHttpRequestOptions) => {
			stacks.push(new Error().stack ?? '');
			const answer = url.includes('token?') || url.endsWith('token') ? TOKEN : { errcode: 0, errmsg: 'ok' };
			return { body: Buffer.from(JSON.stringify(answer)), headers: {}, statusCode: 200 };
		};
		const helpers = { ...this.helpers, httpRequest, httpRequestWithAuthentication: async () => LOST };
		return await execute.call(Object.assign(Object.create(this) as IExecuteFunctions, { helpers }));
	};
	const limit = Error.stackTraceLimit;
	Error.stackTraceLimit = 200;
	try {
		await runWorkflow({
			types: [node],
			nodes: [
				{ name: 'Start', type: START },
				{ name: 'WeChat', type: `${PACKAGE}.wechat`, parameters, onError: 'continueRegularOutput' },
			],
			input: [{ json: {} }, { json: {} }],
			credentials: {
				wechatMpApi: { appId: 'wx00000000000000a1', appSecret: '0123456789abcdef0123456789abcdef' },
			},
		});
	} finally {
		Error.stackTraceLimit = limit;
	}
	const frames = (stacks.at(-1) ?? '').split('\n').flatMap((line) => OURS.exec(line)?.[1] ?? []);
	return frames.slice(0, frames.findIndex((file) => OPERATION.test(file)) + 1);
}

const TOKEN = { access_token: 'TOKEN-0000000000000000000000001', expires_in: 7200 };
/** n8n stores a token with the first request. */
const LOST = { body: Buffer.from('{"errcode":0,"errmsg":"ok"}'), headers: {}, statusCode: 200 };

test.each([
	[
		'a request',
		{
			resource: 'customerService',
			operation: 'sendText',
			touser: 'oUSER000000000000000000000001',
			content: 'a',
		},
	],
	[
		'calls of its own',
		{ resource: 'tag', operation: 'tagUsers', tagId: '134', openids: 'oUSER000000000000000000000001' },
	],
])('an operation with %s reaches the helper of n8n in at most nine frames', async (_kind, parameters) => {
	const frames = await framesOf(parameters);
	expect(frames.at(-1)).toMatch(OPERATION);
	expect(frames).toContain('core/api/createCaller.ts');
	expect(frames.length).toBeLessThanOrEqual(9);
});
