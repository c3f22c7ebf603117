import { type Testbed, startTestbed } from '../../demo/startTestbed';
import { webhookAddress } from '../../demo/story';
import { type ForgedPush, forgeHandshake, forgePush, nextText } from '../nodes/trigger/forgePush';
import { expectWhole, rawHttp, type RawRequest } from '../nodes/harness/rawHttp';
import { newLogin } from './phoneLogins';

const TRIGGER = 'n8n-nodes-wechat-mp.wechatTrigger';
const VERSIONS = ['1.1', '1.0'] as const;
/** As WeChat sends them; its servers have not been seen to accept compression, browsers do. */
const WECHAT = { 'User-Agent': 'Mozilla/4.0', Accept: '*/*', Pragma: 'no-cache' };
const BROWSER = {
	'User-Agent': 'Mozilla/5.0 MicroMessenger/8.0.49 Language/zh_CN',
	'Accept-Encoding': 'gzip, deflate, br',
};
/** The longest text that a reply may have, in characters of three bytes. */
const LONG_TEXT = '长'.repeat(682);

let testbed: Testbed;
beforeAll(async () => {
	testbed = await startTestbed({ seed: 'whole answers' });
}, 600_000);
afterAll(async () => await testbed?.stop());

/** Makes a workflow of a trigger and a node behind it live, and gives the address of the trigger. */
async function receiver(name: string, parameters: object, behind: object): Promise<string> {
	const { api } = testbed.host;
	const credentials = { wechatMpApi: { id: null, name: testbed.credential.name } };
	const created = await api.workflows.create(
		{
			name,
			nodes: [
				{ name: 'Received', type: TRIGGER, typeVersion: 1, position: [0, 0], parameters, credentials },
				{ name: 'Behind', position: [300, 0], credentials, ...behind },
			],
			connections: { Received: { main: [[{ node: 'Behind', type: 'main', index: 0 }]] } },
		},
		testbed.credentialIds,
	);
	const workflow = await api.workflows.activate(created.id);
	return webhookAddress(testbed, workflow, TRIGGER, 'wechat');
}

const NO_OP = { type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };
const REPLY = {
	type: 'n8n-nodes-wechat-mp.wechat',
	typeVersion: 1,
	parameters: { resource: 'passiveReply', operation: 'text', content: LONG_TEXT },
};

const sealed = () => {
	const { token, encodingAESKey: key, appid } = testbed.account;
	return forgePush(nextText(), { mode: 'safe', token, key, appid });
};

const get = async (url: string, version: RawRequest['version'], headers: Record<string, string> = WECHAT) =>
	await rawHttp({ method: 'GET', url, version, headers });

const push = async (url: string, { query, body }: ForgedPush, version: RawRequest['version'] = '1.1') =>
	await rawHttp({
		method: 'POST',
		url: `${url}?${new URLSearchParams(query)}`,
		version,
		headers: { ...WECHAT, 'Content-Type': 'text/xml' },
		body,
	});

describe('what WeChat gets comes in one piece', () => {
	let url: string;
	beforeAll(async () => {
		url = await receiver('Texts', { events: ['text'] }, NO_OP);
	});

	test.each(VERSIONS)('to the check of the URL over HTTP/%s', async (version) => {
		const query = new URLSearchParams(forgeHandshake('7678943348689730297', testbed.account.token));
		const answer = await get(`${url}?${query}`, version);
		expect(answer.status).toBe(200);
		expectWhole(answer, '7678943348689730297');
	});

	test.each(VERSIONS)(
		'to a push that starts the workflow, and to the same again, over HTTP/%s',
		async (version) => {
			const one = sealed();
			expectWhole(await push(url, one, version), 'success');
			expectWhole(await push(url, one, version), 'success');
		},
	);

	test.each(VERSIONS)('to a forged push over HTTP/%s', async (version) => {
		const { query, body } = sealed();
		const answer = await push(url, { query: { ...query, signature: '0'.repeat(40) }, body }, version);
		expect(answer.status).toBe(403);
		expectWhole(answer);
	});

	test.each(VERSIONS)('to a push that nobody selected, over HTTP/%s', async (version) => {
		const other = await receiver(`Pictures ${version}`, { events: ['image'] }, NO_OP);
		expectWhole(await push(other, sealed(), version), 'success');
	});

	test.each(VERSIONS)('to a push that is answered with a passive reply, over HTTP/%s', async (version) => {
		const held = await receiver(`Replies ${version}`, { responseMode: 'responseNode' }, REPLY);
		const answer = await push(held, sealed(), version);
		expect(answer.status).toBe(200);
		expect(answer.headers['content-type']).toBe('text/xml; charset=utf-8');
		expectWhole(answer);
		expect(answer.body.length).toBeGreaterThan(LONG_TEXT.length);
	});

	test('to a push that is held open and nobody answers', async () => {
		const held = await receiver('Silence', { responseMode: 'responseNode' }, NO_OP);
		expectWhole(await push(held, sealed()), 'success');
	});
});

describe('what a browser gets comes in one piece', () => {
	test('the way to WeChat, the pages of the trigger and the domain file', async () => {
		const domainFileName = 'MP_verify_Ab12Cd34Ef56Gh78.txt';
		const { link } = await newLogin(testbed, 'Login', { options: { domainFileName } });
		const start = await get(link, '1.1', BROWSER);
		expect(start.status).toBe(302);
		expectWhole(start, '');
		const outside = await get(link, '1.1', { ...BROWSER, 'User-Agent': 'Mozilla/5.0' });
		expect(outside.body.length).toBeGreaterThan(1024);
		expectWhole(outside);
		expectWhole(await get(`${link}?code=1&state=2`, '1.1', BROWSER));
		expectWhole(await get(`${link}/${domainFileName}`, '1.1', BROWSER), 'Ab12Cd34Ef56Gh78');
	});
});
