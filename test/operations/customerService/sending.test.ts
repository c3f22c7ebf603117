import { OPERATIONS } from '../../../nodes/Wechat/resources';
import { type CannedPlatform, startCannedPlatform } from '../support/cannedPlatform';
import { findOperation } from '../support/findOperation';
import { nameOf } from '../support/registryRules';
import { NODE, runOperation } from '../support/runOperation';

const ANNA = 'oAAAA000000000000000000000001';
const BERT = 'oBBBB000000000000000000000002';
const CARL = 'oCCCC000000000000000000000003';

let platform: CannedPlatform;
beforeAll(async () => {
	platform = await startCannedPlatform();
});
afterAll(async () => await platform.close());

const textOf = (body: Buffer) => (JSON.parse(body.toString()) as { text: { content: string } }).text.content;
const sent = () => platform.received.map(({ body }) => textOf(body));
const sendText = async (input: { to: string; text: string; agent?: unknown }[]) =>
	await runOperation(platform.url, findOperation('customerService', 'sendText'), {
		params: {
			touser: '={{ $json.to }}',
			content: '={{ $json.text }}',
			options: { kfAccount: '={{ $json.agent }}' },
		},
		input: input.map((json) => ({ json: json as never })),
	});

test('messages to one person wait for one another, messages to others do not', async () => {
	let bertWasReached: () => void = () => {};
	const bertIsReached = new Promise<void>((resolve) => (bertWasReached = resolve));
	const atRelease: string[][] = [];
	platform.answer(async ({ body }) => {
		if (textOf(body) === 'bert 1') bertWasReached();
		if (textOf(body) === 'anna 1') {
			await bertIsReached;
			atRelease.push(sent());
		}
		return { json: { errcode: 0, errmsg: 'ok' } };
	});
	const { error, items } = await sendText([
		{ to: CARL, text: 'carl 1' },
		{ to: ANNA, text: 'anna 1' },
		{ to: ANNA, text: 'anna 2' },
		{ to: BERT, text: 'bert 1' },
	]);
	expect(error).toBeUndefined();
	expect(atRelease).toEqual([['carl 1', 'anna 1', 'bert 1']]);
	expect(sent().slice(3)).toEqual(['anna 2']);
	expect(items(NODE)).toHaveLength(4);
});

test('every operation that writes to a person keeps the order', () => {
	const unordered = OPERATIONS.filter(
		({ resource, fields, inOrderOf }) =>
			resource === 'customerService' &&
			fields.some(({ name }) => name === 'touser') &&
			inOrderOf !== 'touser',
	);
	expect(unordered.map(nameOf)).toEqual([]);
});

test('an agent is named in the form that WeChat knows, and one without account is refused before any call', async () => {
	platform.answer(() => ({ json: { errcode: 0, errmsg: 'ok' } }));
	await sendText([{ to: ANNA, text: 'a', agent: ' 1001＠wx\u200b ' }]);
	expect(JSON.parse(String(platform.received[0]?.body))).toMatchObject({
		customservice: { kf_account: '1001@wx' },
	});
	platform.answer(() => ({ json: { errcode: 0, errmsg: 'ok' } }));
	const { error } = await sendText([{ to: ANNA, text: 'a', agent: { name: 'anna' } }]);
	expect(error?.message).toContain('Send as Customer Service Agent: must be a text');
	const bare = await sendText([{ to: ANNA, text: 'a', agent: 1001 }]);
	expect(bare.error?.message).toContain('Send as Customer Service Agent: is not the account of an agent');
	expect(platform.received).toEqual([]);
});

test('a long text becomes several messages to one person, in order', async () => {
	platform.answer(async () => ({ json: { errcode: 0, errmsg: 'ok' } }));
	const before = sent().length;
	const parts = ['一', '二', '三'].map((character) => `${character.repeat(600)}。`);
	const { items } = await sendText([{ to: ANNA, text: parts.join('\n\n') }]);
	expect(sent().slice(before)).toEqual(parts);
	expect(items(NODE).map(({ json }) => json)).toEqual([
		{ touser: ANNA, msgtype: 'text', success: true, messages: 3 },
	]);
});
