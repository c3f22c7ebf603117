import { readdirSync } from 'node:fs';
import path from 'node:path';
import { personalize, withKnownCredentials } from '../../demo/personalize';
import { readExample } from '../../demo/startTestbed';
import { outputOf } from '../../host/rest';
import {
	ending,
	itemsNode,
	line,
	type MatrixTestbed,
	node,
	openMatrixTestbed,
	PACKAGE,
	START,
} from './matrixTestbed';

const SEND = '/cgi-bin/message/template/send';
const NOBODY = 'oNOBODY00000000000000000000x';
const ORDER = '订单支付成功通知';
const OK = { status: 'success', error: undefined };

let matrix: MatrixTestbed;
let templateId: string;
beforeAll(async () => {
	matrix = await openMatrixTestbed('matrix-act');
	({ templateId } = await matrix.testbed.simulator.control.area('templates', 'add', {
		title: ORDER,
		content: '商品名称：{{thing1.DATA}}\n支付金额：{{amount2.DATA}}\n支付时间：{{time3.DATA}}',
	}));
}, 900_000);
afterAll(async () => await matrix?.testbed.stop());

const sender = (more: object = {}, parameters: object = {}) =>
	node(
		'Send',
		`${PACKAGE}.wechat`,
		{
			resource: 'template',
			operation: 'send',
			touser: '={{ $json.openid }}',
			templateId: { __rl: true, mode: 'id', value: templateId },
			dataInput: 'json',
			dataJson: '={{ JSON.stringify({ thing1: $json.text, amount2: "39.80", time3: "2026-11-22 10:00" }) }}',
			options: {},
			...parameters,
		},
		more,
	);

async function delivered(): Promise<number> {
	const { accounts } = await matrix.testbed.simulator.control.state();
	return (accounts[0]?.areas as { templates: { delivered: number } }).templates.delivered;
}

test('n8n loads the package without a word of complaint', () => {
	const complaints = matrix.log.filter(
		(text) => !text.startsWith('platform') && /wechat/i.test(text) && /error|fail|could not/i.test(text),
	);
	expect(complaints).toEqual([]);
});

const EXAMPLES = readdirSync(path.join(__dirname, '../../examples')).filter((file) => file.endsWith('.json'));

test.each(EXAMPLES.map((file) => file.replace('.json', '')))('the example %s is imported', async (name) => {
	const { credentials, workflows } = matrix.testbed.host.api;
	const ids = { ...matrix.testbed.credentialIds };
	ids.OpenAI = (await credentials.create({ name: 'OpenAI', type: 'openAiApi', data: { apiKey: 'x' } })).id;
	const basic = { name: 'Form login', type: 'httpBasicAuth', data: { user: 'a', password: 'b' } };
	ids['Form login'] = (await credentials.create(basic)).id;
	const titles = { [ORDER]: templateId, 关注成功通知: templateId, 登录成功通知: templateId };
	// Those whose nodes every supported n8n has are activated as well; http-request is run by hand.
	const isActivated = ['spreadsheet', 'order-webhook', 'follow-welcome', 'ai-agent'].includes(name);
	const example = withKnownCredentials(await readExample(name), Object.keys(ids));
	const { id } = await workflows.create(isActivated ? personalize(example, titles) : example, ids);
	expect((await workflows.get(id)).nodes.length).toBeGreaterThan(1);
	if (!isActivated) return;
	await workflows.activate(id);
	await workflows.deactivate(id);
});

test('the test of the credential says OK, or why not', async () => {
	const { api } = matrix.testbed.host;
	const { id, name, type } = matrix.testbed.credential;
	const press = async (changed: object = {}) =>
		await api.credentials.test(id, { name, type, data: { ...(await api.credentials.read(id)), ...changed } });
	expect(await press()).toMatchObject({ status: 'OK' });
	expect(await press({ token: '!!' })).toMatchObject({
		status: 'Error',
		message: expect.stringContaining('Token: must be 3 to 32'),
	});
});

test('several executions, ours and the HTTP Request node, share one token', async () => {
	const { control, urls } = matrix.testbed.simulator;
	const tokens = async () =>
		(await control.calls()).filter(({ path: called }) => called.includes('stable_token')).length;
	const before = await tokens();
	const users = node('Call', `${PACKAGE}.wechat`, {
		resource: 'user',
		operation: 'getMany',
		returnAll: true,
	});
	const http = node(
		'Call',
		'httpRequest',
		{
			url: `${urls.api}/cgi-bin/user/get`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'wechatMpApi',
			options: {},
		},
		{ typeVersion: 4.2, credentials: users.credentials },
	);
	for (const call of [users, users, http])
		expect(ending(await matrix.run(line('token', [START, call])))).toEqual(OK);
	expect((await tokens()) - before).toBeLessThanOrEqual(1);
});

test('bulk: 100 items with one unknown person, On Error: continue', async () => {
	const people = await matrix.followers(10);
	const list = Array.from({ length: 100 }, (_, index) => ({
		openid: index === 7 ? NOBODY : people[index % 10],
		text: `N${index}`,
	}));
	const before = await delivered();
	const done = await matrix.run(
		line('bulk', [
			START,
			itemsNode(list),
			sender({ onError: 'continueRegularOutput' }, { runOptions: { inFlight: 20 } }),
		]),
	);
	expect(ending(done)).toEqual(OK);
	const out = outputOf(done, 'Send');
	expect([out.length, out[7]]).toEqual([
		100,
		expect.objectContaining({ error: expect.stringContaining('40003') }),
	]);
	expect((await delivered()) - before).toBe(99);
});

test('failed items leave by the error output with code and input, and none by the other', async () => {
	const [one] = await matrix.followers(1);
	const list = [
		{ openid: one, text: 'ok' },
		{ openid: NOBODY, text: 'no' },
	];
	const done = await matrix.run(
		line('error output', [START, itemsNode(list), sender({ onError: 'continueErrorOutput' })]),
	);
	expect(ending(done)).toEqual(OK);
	expect(outputOf(done, 'Send', 0)).toHaveLength(1);
	expect(outputOf(done, 'Send', 1)).toEqual([
		expect.objectContaining({
			openid: NOBODY,
			error: expect.stringContaining('40003'),
			details: expect.objectContaining({ errcode: 40003 }),
		}),
	]);
});

test('items that nobody tried leave by the error output, too', async () => {
	const people = await matrix.followers(3);
	await matrix.testbed.simulator.control.fault({ match: SEND, errcode: 45009, count: 3 });
	const list = people.map((openid) => ({ openid, text: 'x' }));
	const done = await matrix.run(
		line('quota', [START, itemsNode(list), sender({ onError: 'continueErrorOutput' })]),
	);
	await matrix.testbed.simulator.control.fault({ clear: true });
	expect([outputOf(done, 'Send', 0).length, outputOf(done, 'Send', 1).length]).toEqual([0, 3]);
});

test('Retry On Fail sends each message once', async () => {
	const people = await matrix.followers(3);
	await matrix.testbed.simulator.control.fault({ match: SEND, drop: 'after', count: 4 });
	const before = await delivered();
	const list = people.map((openid, index) => ({ openid, text: `R${index}` }));
	const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1000 };
	const done = await matrix.run(line('retry', [START, itemsNode(list), sender(retry)]));
	await matrix.testbed.simulator.control.fault({ clear: true });
	expect(ending(done)).toEqual(OK);
	expect((await delivered()) - before).toBe(3);
});

test('a failure names code and remedy, and 45015 does not pass for a canceled execution', async () => {
	const unknown = await matrix.run(
		line('fails', [START, itemsNode([{ openid: NOBODY, text: 'no' }]), sender()]),
	);
	expect(ending(unknown)).toEqual({ status: 'error', error: expect.stringContaining('WeChat 40003') });
	expect(String(unknown.data.resultData.error?.description)).toContain('OpenID');
	const [one] = await matrix.followers(1);
	const { control } = matrix.testbed.simulator;
	await control.fault({ match: '/cgi-bin/message/custom/send', errcode: 45015, count: 1 });
	const service = { resource: 'customerService', operation: 'sendText', touser: one, content: 'hi' };
	const late = await matrix.run(line('late', [START, node('Send', `${PACKAGE}.wechat`, service)]));
	expect(ending(late)).toEqual({ status: 'error', error: expect.stringContaining('WeChat 45015') });
});

test('a file goes up and comes down again', async () => {
	const base64 =
		'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
	const file = { fileName: 'a.png', mimeType: 'image/png' };
	const done = await matrix.run(
		line('media', [
			START,
			itemsNode([{ base64 }]),
			node(
				'File',
				'convertToFile',
				{ operation: 'toBinary', sourceProperty: 'base64', options: file },
				{ typeVersion: 1.1 },
			),
			node('Up', `${PACKAGE}.wechat`, {
				resource: 'media',
				operation: 'upload',
				mediaType: 'image',
				options: {},
			}),
			node('Down', `${PACKAGE}.wechat`, {
				resource: 'media',
				operation: 'download',
				mediaId: '={{ $json.media_id }}',
			}),
		]),
	);
	expect(ending(done)).toEqual(OK);
	expect(outputOf(done, 'Down')[0]).toMatchObject({ mimeType: 'image/png' });
});
