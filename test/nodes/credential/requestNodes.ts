import type { IDataObject, IExecuteFunctions, IHttpRequestOptions, INodeType } from 'n8n-workflow';
import { WechatMpApi } from '../../../credentials/WechatMpApi.credentials';
import { START } from '../harness/nodeTypes';
import { runWorkflow, type TestRun } from '../harness/runWorkflow';

const CALL = 'test.call';
const TYPE = 'wechatMpApi';

type Credentials = Record<string, string>;

function requestNode(send: (n8n: IExecuteFunctions) => Promise<unknown>): INodeType {
	return {
		description: {
			displayName: CALL,
			name: CALL,
			group: ['transform'],
			version: 1,
			description: CALL,
			defaults: { name: CALL },
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: TYPE, required: true }],
			properties: [],
		},
		async execute(this: IExecuteFunctions) {
			const answer = (await send(this)) as { body: unknown };
			return [[{ json: { body: answer.body as string } }]];
		},
	};
}

async function run(
	credentials: Credentials,
	send: (n8n: IExecuteFunctions) => Promise<unknown>,
): Promise<TestRun> {
	return await runWorkflow({
		types: [],
		otherTypes: { [CALL]: requestNode(send) },
		credentials: { [TYPE]: credentials },
		nodes: [
			{ name: 'Start', type: START },
			{ name: 'Call', type: CALL, credentials: { [TYPE]: { id: '1', name: 'account' } } },
		],
	});
}

/**
 * Sends a request with the credential as n8n's HTTP Request node does, redirects included.
 *
 * @param credentials the credential's contents
 * @param uri address of the request
 * @param qs what stands under Query Parameters
 * @param headers what stands under Headers
 */
export async function requestLikeHttpNode(
	credentials: Credentials,
	uri: string,
	qs: IDataObject = {},
	headers: IDataObject = {},
): Promise<TestRun> {
	return await run(
		credentials,
		async (n8n) =>
			await n8n.helpers.requestWithAuthentication.call(n8n, TYPE, {
				method: 'GET',
				uri,
				qs,
				headers,
				followRedirect: true,
				followAllRedirects: true,
				resolveWithFullResponse: true,
				sendCredentialsOnCrossOriginRedirect: true,
			}),
	);
}

/**
 * Sends the request of the credential's test as the dialog does; n8n then compares the answer with the test's rules.
 *
 * @param credentials the credential's contents, with a custom API host
 */
export async function requestLikeDialog(credentials: Credentials): Promise<TestRun> {
	const { request } = new WechatMpApi().test;
	return await run(
		credentials,
		async (n8n) =>
			await n8n.helpers.httpRequestWithAuthentication.call(n8n, TYPE, {
				...(request as IHttpRequestOptions),
				headers: { ...request.headers },
				baseURL: credentials.customApiHost,
				returnFullResponse: true,
			}),
	);
}
