import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject } from 'n8n-workflow';
import { Wechat } from '../../../nodes/Wechat/Wechat.node';
import { PACKAGE, START } from '../harness/nodeTypes';
import { runWorkflow } from '../harness/runWorkflow';
import type * as virtualTime from '../run/virtualTime';

jest.mock('n8n-workflow', () =>
	jest.requireActual<typeof virtualTime>('../run/virtualTime').withoutWaiting(),
);

const TOKEN = 'TOKEN-0000000000000000000000001';
const STATUSES = [301, 302, 303, 307, 308];

interface Listener {
	url: string;
	/** Paths that were asked for. */
	asked: string[];
	close(): Promise<void>;
}

/** Answers by path; everything else gets status and place of a redirect. */
async function listen(
	answers: Record<string, unknown>,
	redirect?: () => [number, string],
): Promise<Listener> {
	const asked: string[] = [];
	const server: Server = createServer((request, response) => {
		const path = String(request.url).split('?')[0] ?? '';
		asked.push(path);
		request.resume().on('end', () => {
			if (path in answers || !redirect) return response.end(JSON.stringify(answers[path] ?? {}));
			const [status, location] = redirect();
			return response.writeHead(status, { location: `${location}${request.url}` }).end();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		asked,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

const GOOD_TOKEN = { access_token: TOKEN, expires_in: 7200 };
const GET_TAGS = { resource: 'tag', operation: 'getMany' };
const SEND_TEXT = {
	resource: 'customerService',
	operation: 'sendText',
	touser: 'oSAMPLE000000000000000000001',
	content: 'hi',
};

let elsewhere: Listener;
let platform: Listener;

afterEach(async () => {
	await platform.close();
	await elsewhere.close();
});

const cases: [string, string, Record<string, unknown>, IDataObject, IDataObject][] = [
	['the request for a stable token', '/cgi-bin/stable_token', {}, {}, GET_TAGS],
	['the request for a classic token', '/cgi-bin/token', {}, { accessSource: 'classic' }, GET_TAGS],
	[
		'the request to a token service',
		'/service',
		{},
		{ accessSource: 'service', serviceHeaderName: 'X-Key', serviceHeaderSecret: 'service-key-1' },
		GET_TAGS,
	],
	['a read with the token', '/cgi-bin/tags/get', { '/cgi-bin/stable_token': GOOD_TOKEN }, {}, GET_TAGS],
	[
		'a write with the token',
		'/cgi-bin/message/custom/send',
		{ '/cgi-bin/stable_token': GOOD_TOKEN },
		{},
		SEND_TEXT,
	],
	[
		'an upload with the token',
		'/cgi-bin/media/uploadimg',
		{ '/cgi-bin/stable_token': GOOD_TOKEN },
		{},
		{ resource: 'media', operation: 'uploadArticleImage', binaryPropertyName: 'data' },
	],
	[
		'a download with the token',
		'/cgi-bin/media/get',
		{ '/cgi-bin/stable_token': GOOD_TOKEN },
		{},
		{ resource: 'media', operation: 'download', mediaId: 'MEDIA' },
	],
	[
		'the exchange of a code with the AppSecret',
		'/sns/oauth2/access_token',
		{},
		{},
		{ resource: 'webAuthorization', operation: 'exchangeCode', code: 'CODE' },
	],
];

test.each(STATUSES.flatMap((status) => cases.map((one) => [status, ...one] as const)))(
	'HTTP %d does not lead %s to another host',
	async (status, _name, path, answers, credential, parameters) => {
		elsewhere = await listen({});
		platform = await listen(answers, () => [status, elsewhere.url]);
		const { error } = await runWorkflow({
			types: [new Wechat()],
			credentials: {
				wechatMpApi: {
					appId: 'wx0123456789abcdef',
					appSecret: '0123456789abcdef0123456789abcdef',
					apiHost: 'custom',
					customApiHost: platform.url,
					serviceUrl: `${platform.url}/service`,
					...credential,
				} as never,
			},
			input: [
				{ json: {}, binary: { data: { data: 'iVBORw0KGgo=', mimeType: 'image/png', fileName: 'a.png' } } },
			],
			nodes: [
				{ name: 'Start', type: START },
				{ name: 'WeChat', type: `${PACKAGE}.wechat`, parameters: { ...parameters, options: {} } as never },
			],
		});
		expect(platform.asked).toContain(path);
		expect(elsewhere.asked).toEqual([]);
		expect(error).toBeDefined();
	},
);
