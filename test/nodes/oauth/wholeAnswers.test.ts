import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject, IExecuteResponsePromiseData } from 'n8n-workflow';
import { textAnswer } from '../../../core/page/httpAnswer';
import { Wechat } from '../../../nodes/Wechat/Wechat.node';
import { answerInstead } from '../../../nodes/transport/hostAnswer';
import { compressAnswers } from '../harness/compressAnswers';
import { PACKAGE, START } from '../harness/nodeTypes';
import { expectWhole, rawHttp } from '../harness/rawHttp';
import { runWorkflow } from '../harness/runWorkflow';
import type { LoginHostParts } from './loginHost';
import { type LoginTestbed, startLoginTestbed } from './loginTestbed';

const ACCEPTING = { 'accept-encoding': 'gzip, deflate, br' };
const DOMAIN_FILE = 'MP_verify_Ab12Cd34Ef56Gh78.txt';
const VERSIONS = ['1.1', '1.0'] as const;

let testbed: LoginTestbed;

const set = async (parameters: IDataObject = {}, parts: Partial<LoginHostParts> = {}) => {
	testbed = await startLoginTestbed(parameters, parts);
};

/** Opens an address as the testbed's browser would, over a socket. */
const open = async (url: string, version: (typeof VERSIONS)[number] = '1.1', userAgent?: string) =>
	await rawHttp({
		method: 'GET',
		url,
		version,
		headers: {
			...ACCEPTING,
			...testbed.browser.headers,
			...(userAgent ? { 'user-agent': userAgent } : {}),
			cookie: testbed.browser.cookiesFor(url),
		},
	});

/** Goes through the login to the address of the callback. */
const callbackUrl = async () =>
	(await testbed.browser.open(testbed.host.url, (url) => /[?&]code=/.test(url))).url;

describe('an answer to the browser comes in one piece', () => {
	afterEach(async () => await testbed.close());

	test.each(VERSIONS)('the redirect to WeChat over HTTP/%s', async (version) => {
		await set();
		const answer = await open(testbed.host.url, version);
		expect(answer.status).toBe(302);
		expectWhole(answer, '');
	});

	test.each(VERSIONS)('the page after the login over HTTP/%s', async (version) => {
		await set();
		const answer = await open(await callbackUrl(), version);
		expect(answer.status).toBe(200);
		expectWhole(answer);
		expect(answer.body.toString('utf8')).toContain('登录成功');
	});

	test('the page for those who come without WeChat', async () => {
		await set();
		const answer = await open(testbed.host.url, '1.1', 'Mozilla/5.0');
		expect(answer.body.length).toBeGreaterThan(1024);
		expectWhole(answer);
	});

	test('the page when the login could not be stored', async () => {
		await set({}, { store: () => Promise.reject(new Error('database is locked')) });
		const answer = await open(await callbackUrl());
		expect(answer.status).toBeGreaterThanOrEqual(400);
		expectWhole(answer);
	});

	test('the domain file, and that there is none of that name', async () => {
		await set({ options: { domainFileName: DOMAIN_FILE } });
		expectWhole(await open(`${testbed.host.url}/${DOMAIN_FILE}`), 'Ab12Cd34Ef56Gh78');
		await testbed.close();
		await set();
		const missing = await open(`${testbed.host.url}/MP_verify.txt`);
		expect(missing.status).toBe(404);
		expectWhole(missing);
	});

	test.each<[string, IDataObject, number]>([
		['a page', { pageTitle: '欢迎', pageMessage: '长'.repeat(1000) }, 200],
		[
			'HTML with a status',
			{ respondWith: 'html', pageHtml: `<p>${'é'.repeat(1000)}</p>`, pageStatus: 500 },
			500,
		],
		['a redirect', { respondWith: 'redirect', redirectUrl: 'https://shop.example.com/x' }, 302],
	])('%s of the workflow', async (_name, parameters, status) => {
		await set({ answer: 'workflow' }, { behind: async () => await responsesOf(parameters) });
		const answer = await open(await callbackUrl());
		expect(answer.status).toBe(status);
		expectWhole(answer);
	});

	test('a status of the workflow that knows no body has neither body nor length', async () => {
		const parameters = { respondWith: 'html', pageHtml: '<p>nobody sees this</p>', pageStatus: 204 };
		await set({ answer: 'workflow' }, { behind: async () => await responsesOf(parameters) });
		const answer = await open(await callbackUrl());
		expect(answer.status).toBe(204);
		expect(answer.headers).not.toHaveProperty('content-length');
		expect(answer.headers).not.toHaveProperty('transfer-encoding');
		expect(answer.body).toHaveLength(0);
	});
});

describe('n8n ends a response without a word', () => {
	let server: Server;
	afterEach(async () => await new Promise((resolve) => server.close(resolve)));

	test('the browser gets the answer that was chosen', async () => {
		server = createServer((request, raw) => {
			compressAnswers(request, raw);
			const response = Object.assign(raw, {
				status: (code: number) => Object.assign(raw, { statusCode: code }),
			});
			answerInstead(response as never, (succeeded) => textAnswer(200, succeeded ? '登录成功' : 'failed'));
			raw.end();
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
		expectWhole(await rawHttp({ method: 'GET', url, headers: ACCEPTING }), '登录成功');
	});
});

/** What Respond gives to `sendResponse`. */
async function responsesOf(parameters: IDataObject): Promise<IExecuteResponsePromiseData[]> {
	const { responses, error } = await runWorkflow({
		types: [new Wechat()],
		credentials: {
			wechatMpApi: { appId: 'wx0123456789abcdef', appSecret: '0123456789abcdef0123456789abcdef' },
		},
		nodes: [
			{ name: 'Start', type: START },
			{
				name: 'Answer',
				type: `${PACKAGE}.wechat`,
				parameters: { resource: 'webAuthorization', operation: 'respond', ...parameters } as never,
			},
		],
	});
	if (error) throw error;
	return responses;
}
