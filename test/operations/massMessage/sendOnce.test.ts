import type { IDataObject } from 'n8n-workflow';
import { IndeterminateResultError } from '../../../core/errors/WechatErrors';
import { executeOperation } from '../support/executeOperation';
import { type CannedPlatform, startCannedPlatform } from '../support/cannedPlatform';
import { findOperation } from '../support/findOperation';
import { NODE, runOperation } from '../support/runOperation';
import { callerOver, stubItem } from '../support/stubItem';

const operation = findOperation('massMessage', 'sendArticle');
const NO_ID = { ...operation.sample.params, options: {} };

let platform: CannedPlatform;
beforeAll(async () => {
	platform = await startCannedPlatform();
});
afterAll(async () => await platform.close());

const sentIds = () =>
	platform.received.map(({ body }) => (JSON.parse(body.toString()) as { clientmsgid: string }).clientmsgid);

test('a message without an ID of its own gets one of 32 bytes, which the output repeats', async () => {
	platform.answer(() => ({ json: operation.sample.response }));
	const { items } = await runOperation(platform.url, operation, { params: NO_ID });
	expect(sentIds()).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
	expect(items(NODE)[0]?.json).toEqual({
		tag_id: 2,
		success: true,
		msgtype: 'mpnews',
		clientmsgid: sentIds()[0],
		msg_id: '34186',
		msg_data_id: '206227730',
	});
});

test('every attempt of a message of unknown outcome carries the same ID', async () => {
	const bodies: string[] = [];
	const call = callerOver(async ({ body }) => {
		bodies.push(String(body));
		if (bodies.length < 3)
			throw new IndeterminateResultError(
				'maybe-sent',
				'the connection was closed',
				'/cgi-bin/message/mass/send',
			);
		return { status: 200, headers: {}, body: Buffer.from(JSON.stringify(operation.sample.response)) };
	});
	const [item] = await executeOperation(operation, stubItem(call, operation.sample), NO_ID);
	expect(new Set(bodies).size).toBe(1);
	expect(bodies).toHaveLength(3);
	expect(item?.json).toMatchObject({ clientmsgid: 'sample-send-id', msg_id: '34186' });
});

test('45065 counts as sent and gives the ids of the message that went out before', async () => {
	platform.answer(() => ({
		json: { errcode: 45065, errmsg: 'clientmsgid exist', msg_id: '9007199254740993', msg_data_id: 206227730 },
	}));
	const { items, error } = await runOperation(platform.url, operation);
	expect(error).toBeUndefined();
	expect(items(NODE)[0]?.json).toEqual({
		tag_id: 2,
		success: true,
		msgtype: 'mpnews',
		clientmsgid: 'article-2026-11-1',
		msg_id: '9007199254740993',
		msg_data_id: '206227730',
		already_sent: true,
	});
});

test('a used-up allowance is no success and says how much there is', async () => {
	platform.answer(() => ({ json: { errcode: 45028, errmsg: 'has no masssend quota' } }));
	const { error } = await runOperation(platform.url, operation);
	const { description } = error as unknown as IDataObject;
	expect(description).toContain('a subscription account has one mass message a day');
	expect(platform.received).toHaveLength(1);
});

test('an ID of 32 bytes is sent as it is', async () => {
	platform.answer(() => ({ json: operation.sample.response }));
	await runOperation(platform.url, operation, {
		params: { ...NO_ID, options: { clientMessageId: 'x'.repeat(32) } },
	});
	expect(sentIds()).toEqual(['x'.repeat(32)]);
});

test('an ID of 33 bytes is refused before any call', async () => {
	platform.answer(() => ({ json: operation.sample.response }));
	const { error } = await runOperation(platform.url, operation, {
		params: { ...NO_ID, options: { clientMessageId: 'x'.repeat(33) } },
	});
	expect(error?.message).toContain('has 33 bytes, the limit is 32');
	expect(platform.received).toEqual([]);
});
