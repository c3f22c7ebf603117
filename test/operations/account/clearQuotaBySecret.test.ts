import { type CannedPlatform, startCannedPlatform } from '../support/cannedPlatform';
import { findOperation } from '../support/findOperation';
import { NODE, runOperation } from '../support/runOperation';

const SECRET = '0123456789abcdef'.repeat(2);
const operation = findOperation('account', 'clearQuotaBySecret');

let platform: CannedPlatform;
beforeAll(async () => {
	platform = await startCannedPlatform();
});
afterAll(async () => await platform.close());

test('two items reset the counters once, without a token, and the secret is in no output', async () => {
	platform.answer(() => ({ json: { errcode: 0, errmsg: 'ok' } }));
	const { items, run } = await runOperation(platform.url, operation, { input: [{ json: {} }, { json: {} }] });
	expect(platform.received).toHaveLength(1);
	expect(platform.received[0]?.accessToken).toBeUndefined();
	expect(platform.received[0]?.body.toString()).toContain(SECRET);
	expect(items(NODE).map(({ json }) => json)).toEqual([{ success: true }, { success: true }]);
	expect(JSON.stringify(run.data)).not.toContain(SECRET);
});

test('a gateway that looks for the values in the query gets them there', async () => {
	platform.answer(({ query }) => ({
		json: query.appsecret ? { errcode: 0, errmsg: 'ok' } : { errcode: 41002, errmsg: 'appid missing' },
	}));
	const { error } = await runOperation(platform.url, operation);
	expect(error).toBeUndefined();
	expect(platform.received.map(({ body }) => body.length > 0)).toEqual([true, false]);
});

test('a refusal that repeats the secret is shown without it', async () => {
	platform.answer(() => ({ json: { errcode: 48006, errmsg: `forbid ${SECRET}` } }));
	const { error, run } = await runOperation(platform.url, operation);
	expect((error as { description?: string }).description).toContain('10 resets of this month');
	expect(JSON.stringify([error, run.data])).not.toContain(SECRET);
	expect(platform.received).toHaveLength(1);
});

test('nothing is reset unless it is confirmed', async () => {
	platform.answer(() => ({ json: { errcode: 0, errmsg: 'ok' } }));
	const { error } = await runOperation(platform.url, operation, { params: { confirm: false } });
	expect(error?.message).toContain('Confirm: is off');
	expect(platform.received).toEqual([]);
});
