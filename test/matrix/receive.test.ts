import { PhoneBrowser } from '../../demo/PhoneBrowser';
import { webhookAddress } from '../../demo/story';
import { type Execution, outputOf } from '../../host/rest';
import { ending, line, type MatrixTestbed, node, openMatrixTestbed, PACKAGE } from './matrixTestbed';

const END = node('End', 'noOp');
const text = (Content: string) => ({ MsgType: 'text', Content });
const reply = (parameters: object = {}) =>
	node('Reply', `${PACKAGE}.wechat`, {
		resource: 'passiveReply',
		operation: 'text',
		content: '=收到：{{ $json.Content }}',
		...parameters,
	});
const BY_NODE = { responseMode: 'responseNode' };

let matrix: MatrixTestbed;
beforeAll(async () => {
	matrix = await openMatrixTestbed('matrix-receive');
}, 900_000);
afterAll(async () => await matrix?.testbed.stop());

describe.each(['plain', 'compatible', 'safe'] as const)('%s mode', (mode) => {
	test('an authentic push starts one execution and gets `success`, a forged one 403 and a repeated one no other', async () => {
		const { control } = matrix.testbed.simulator;
		const { appid, openid, workflow } = await matrix.receiver(mode, `receives ${mode}`, [END]);
		const good = await control.push({ appid, openid, message: text(' 你好  <hi> ') });
		expect(good.attempts.map(({ status, body }) => [status, body])).toEqual([[200, 'success']]);
		const event = await control.push({ appid, openid, event: { Event: 'CLICK', EventKey: 'K' } });
		expect(event.attempts.map(({ body }) => body)).toEqual(['success']);
		for (const forge of ['wrong-token', 'altered-signature', 'old-timestamp', 'unsigned'] as const) {
			const { attempts } = await control.push({ appid, openid, message: text('x'), forge });
			expect([forge, attempts[0]?.status]).toEqual([forge, 403]);
		}
		await control.push({ appid, repeat: good.id });
		const executions = await matrix.testbed.host.api.executions.waitForEnded(workflow.id, 2);
		expect(executions.map(ending)).toEqual([
			{ status: 'success', error: undefined },
			{ status: 'success', error: undefined },
		]);
		expect(outputOf(executions[0] as Execution, 'End')[0]).toMatchObject({
			MsgType: 'text',
			Content: ' 你好  <hi> ',
			meta: { encrypted: mode !== 'plain' },
		});
		expect(await matrix.testbed.host.api.executions.list(workflow.id)).toHaveLength(2);
	});

	test('a passive reply goes out on the waiting connection', async () => {
		const { control } = matrix.testbed.simulator;
		const { appid, openid, workflow } = await matrix.receiver(mode, `replies ${mode}`, [reply()], BY_NODE);
		const { outcome, attempts } = await control.push({ appid, openid, message: text('你好') });
		const [done] = await matrix.testbed.host.api.executions.waitForEnded(workflow.id, 1);
		expect(done && ending(done)).toEqual({ status: 'success', error: undefined });
		expect([outcome, attempts.length, attempts[0]?.reply?.Content]).toEqual(['replied', 1, '收到：你好']);
	});
});

test('malformed XML of a stranger keeps no push from its execution', async () => {
	const { control } = matrix.testbed.simulator;
	const { appid, openid, workflow } = await matrix.receiver('safe', 'stranger', [END]);
	for (const body of ['not xml', '<xml>', '<xml><broken']) {
		await control.push({ appid, openid, message: text(`before ${body}`) });
		const { attempts } = await control.push({ appid, raw: { body } });
		expect([body, attempts.map(({ status }) => status)]).toEqual([body, attempts.map(() => 403)]);
	}
	const { outcome } = await control.push({ appid, openid, message: text('after') });
	expect(outcome).toBe('acknowledged');
	await matrix.testbed.host.api.executions.waitForEnded(workflow.id, 4);
});

test('a held push whose workflow fails, ends without a reply or replies late shows the follower no fault', async () => {
	const { control } = matrix.testbed.simulator;
	for (const last of [node('Fail', 'stopAndError', { errorMessage: 'on purpose' }), END]) {
		const { appid, openid } = await matrix.receiver('safe', `held ${last.name}`, [last], BY_NODE);
		const { faultShownToUser } = await control.push({ appid, openid, message: text('hello') });
		expect([last.name, faultShownToUser]).toEqual([last.name, false]);
	}
	const wait = node(
		'Late',
		'wait',
		{ resume: 'timeInterval', amount: 6, unit: 'seconds' },
		{ typeVersion: 1.1 },
	);
	const { appid, openid, workflow } = await matrix.receiver(
		'safe',
		'held late',
		[wait, reply({ whenLate: 'customerService' })],
		BY_NODE,
	);
	await control.push({ appid, openid, message: text('你好') });
	const [done] = await matrix.testbed.host.api.executions.waitForEnded(workflow.id, 1);
	expect(done && ending(done)).toEqual({ status: 'success', error: undefined });
	expect((await control.chat({ appid, openid })).map(({ kind }) => kind)).toContain('custom:text');
});

test('the trigger brings the picture of a message', async () => {
	const { control } = matrix.testbed.simulator;
	const { appid, openid, workflow } = await matrix.receiver('safe', 'picture', [END], {
		triggerOptions: { downloadMedia: true },
	});
	await control.push({ appid, openid, message: { MsgType: 'image' } } as never);
	const [done] = await matrix.testbed.host.api.executions.waitForEnded(workflow.id, 1);
	expect(done && ending(done)).toEqual({ status: 'success', error: undefined });
	expect(done?.data.resultData.runData.Received?.[0]?.data?.main?.[0]?.[0]?.binary).toHaveProperty('data');
});

test.each([
	['a page', {}],
	[
		'a redirect',
		{ answer: 'redirect', redirectUrl: 'http://127.0.0.1:9/landing', redirectFields: ['openid'] },
	],
	['the workflow', { answer: 'workflow' }],
])(
	'a web login answered by %s starts one execution, and no other when it is replayed',
	async (kind, parameters) => {
		const { control } = matrix.testbed.simulator;
		const type = `${PACKAGE}.wechatOAuthTrigger`;
		const login = node('Login', type, { scope: 'snsapi_userinfo', ...parameters }, { typeVersion: 2 });
		const workflow = await matrix.activate(line(`login ${kind}`, [login, END]));
		const { appid } = matrix.testbed.account;
		const { follower } = await control.follower({ appid, follow: true, push: false, nickname: '小红' });
		await control.area('oauth', 'phone', { appid, openid: follower.openid });
		const phone = new PhoneBrowser();
		const start = await phone.open(webhookAddress(matrix.testbed, workflow, type, 'oauth'));
		const agreed = await phone.press(await phone.open(start.location as string), 'decision', 'allow');
		const callback = agreed.location as string;
		expect((await phone.open(callback)).status).toBe(kind === 'a redirect' ? 302 : 200);
		const [done] = await matrix.testbed.host.api.executions.waitForEnded(workflow.id, 1);
		expect(outputOf(done as Execution, 'Login')[0]).toMatchObject({
			openid: follower.openid,
			user: { nickname: '小红' },
		});
		await phone.open(callback);
		expect(await matrix.testbed.host.api.executions.list(workflow.id)).toHaveLength(1);
	},
);
