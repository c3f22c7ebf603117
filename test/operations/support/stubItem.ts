import type { IExecuteFunctions } from 'n8n-workflow';
import { type Caller, createCaller } from '../../../core/api/createCaller';
import type { ApiAnswer, ApiPorts, ApiRequest } from '../../../core/api/wire';
import type { Sample } from '../../../nodes/Wechat/operation';
import type { ItemContext } from '../../../nodes/shared/itemContexts';

/** AppID of the account that samples are written for. */
export const SAMPLE_APPID = 'wx00000000000000a1';

let accounts = 0;

/** A call that an operation made. */
export interface MadeCall {
	request: ApiRequest;
	rule: Parameters<Caller>[1];
}

/** The answer that a sample promises. */
export function sampleAnswer(sample: Sample): ApiAnswer {
	const { answerFile, response } = sample;
	if (!answerFile) return { kind: 'json', data: response };
	const { base64, contentType, fileName } = answerFile;
	return { kind: 'binary', bytes: Buffer.from(base64, 'base64'), contentType, fileName };
}

/**
 * An item context without n8n and without network.
 *
 * @param call what the connection does with a call
 * @param sample gives the input file, and the answer to a request that goes past the API
 * @param pages collects requests that go past the API, as if they were API requests
 */
export function stubItem(
	call: ItemContext['connection']['call'],
	sample: Sample,
	pages: ApiRequest[] = [],
): ItemContext {
	const { inputFile } = sample;
	const n8n = {
		helpers: {
			assertBinaryData: () => ({ data: '', mimeType: inputFile?.contentType, fileName: inputFile?.fileName }),
			getBinaryDataBuffer: async () => Buffer.from(inputFile?.base64 ?? '', 'base64'),
			prepareBinaryData: async (bytes: Buffer, fileName: string, mimeType: string) => ({
				data: bytes.toString('base64'),
				fileName,
				mimeType,
			}),
			httpRequest: async ({ url }: { url: string }) => {
				const { pathname, searchParams } = new URL(url);
				const query = Object.fromEntries(searchParams);
				pages.push({ method: 'GET', path: pathname, query, auth: 'none', expects: 'binary' });
				const answer = sampleAnswer(sample);
				const body = answer.kind === 'binary' ? answer.bytes : Buffer.from(JSON.stringify(answer.data));
				const type = answer.kind === 'binary' ? answer.contentType : 'application/json';
				return { body, headers: { 'content-type': type }, statusCode: 200 };
			},
		},
		getCredentials: async () => ({}),
		getInputData: () => [{ json: {} }],
		getMode: () => 'trigger',
		getNode: () => ({ name: 'WeChat', parameters: {} }),
		logger: { info: () => {} },
		sendMessageToUI: () => {},
		addExecutionHints: () => {},
		getNodeParameter: (name: string) => sample.params[name],
		getSignedResumeUrl: ({ item }: { item: string }) =>
			`https://n8n.example.com/webhook-waiting/1/node?item=${item}&signature=SAMPLE`,
		sendResponse: async () => {},
		getExecutionCancelSignal: () => undefined,
	} as unknown as IExecuteFunctions;
	accounts += 1;
	return {
		n8n,
		itemIndex: 0,
		progress: {},
		sendId: 'sample-send-id',
		timezone: 'Asia/Shanghai',
		connection: {
			call,
			account: {
				appid: SAMPLE_APPID,
				secret: '0123456789abcdef0123456789abcdef',
				host: { baseUrl: 'https://api.weixin.qq.com', timeoutMs: 1000 },
				source: { kind: 'stable', appid: SAMPLE_APPID, secret: '0123456789abcdef0123456789abcdef' },
				stored: undefined,
				fingerprint: `sample-account-${accounts}`,
				secrets: [],
			},
			now: () => Date.UTC(2026, 10, 22),
			sleep: async () => {},
		},
	};
}

/** The real caller of `core/api` with a token at hand and a network of the test's own; it never waits. */
export function callerOver(send: ApiPorts['send']): ItemContext['connection']['call'] {
	const ports: ApiPorts = {
		send,
		now: () => 0,
		sleep: async () => {},
		random: () => 0.5,
		share: async (work) => await work,
	};
	return createCaller(
		ports,
		{ baseUrl: 'https://api.weixin.qq.com', timeoutMs: 1000 },
		{ appid: SAMPLE_APPID, secret: 'secret' },
		{
			current: async () => 'TOKEN',
			renewed: async () => ({
				token: 'TOKEN',
				renewal: { replaced: false, forced: 0, mostForced: 10, nextForceAt: 0 },
			}),
			accepted: async () => {},
		},
	);
}
