import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { signPage } from '../../../core/protocol/signPage';
import { type CannedPlatform, startCannedPlatform } from '../support/cannedPlatform';
import { executeOperation } from '../support/executeOperation';
import { findOperation } from '../support/findOperation';
import { NODE, runOperation } from '../support/runOperation';
import { stubItem } from '../support/stubItem';

const never = async () => {
	throw new Error('a call was made');
};

describe.each(['clearQuota', 'clearApiQuota'])('account → %s', (value) => {
	const operation = findOperation('account', value);

	test.each([false, undefined, 'true', 'false', 1])('is refused while Confirm is %j', async (confirm) => {
		const params = { ...operation.sample.params, confirm };
		const cleared = executeOperation(operation, stubItem(never, operation.sample), params as never);
		await expect(cleared).rejects.toThrow(InvalidInputError);
		await expect(cleared).rejects.toThrow('Confirm: is off, and each call uses up one of');
	});
});

describe('a reset of quotas', () => {
	let platform: CannedPlatform;
	beforeAll(async () => {
		platform = await startCannedPlatform();
	});
	afterAll(async () => await platform.close());
	const items = (paths: string[]) => paths.map((path) => ({ json: { path } }));

	test('of all APIs is made once for twelve items', async () => {
		platform.answer(() => ({ json: { errcode: 0 } }));
		const run = await runOperation(platform.url, findOperation('account', 'clearQuota'), {
			input: items(Array.from({ length: 12 }, () => '')),
		});
		expect(platform.received).toHaveLength(1);
		expect(run.items(NODE).map(({ json }) => json)).toEqual(
			Array.from({ length: 12 }, () => ({ success: true })),
		);
	});

	test('of one API is made once for each API named', async () => {
		platform.answer(() => ({ json: { errcode: 0 } }));
		const [first, second] = ['/cgi-bin/user/get', '/cgi-bin/user/info'];
		await runOperation(platform.url, findOperation('account', 'clearApiQuota'), {
			params: { cgiPath: '={{ $json.path }}', confirm: true },
			input: items([first, second, first, second, first] as string[]),
		});
		expect(platform.received.map(({ body }) => JSON.parse(body.toString()) as unknown)).toEqual([
			{ cgi_path: first },
			{ cgi_path: second },
		]);
	});

	test.each(['getQuota', 'clearApiQuota'])('76022 of %s names both kinds of APIs without', async (value) => {
		platform.answer(() => ({ json: { errcode: 76022, errmsg: 'could not use this cgi_path' } }));
		const { error } = await runOperation(platform.url, findOperation('account', value));
		expect((error as { description?: string }).description).toContain(
			'belongs to another kind of account, or to web authorization',
		);
	});

	test('that was refused is not asked for again, and every item says so', async () => {
		platform.answer(() => ({ json: { errcode: 45009, errmsg: 'reach max api daily quota limit' } }));
		const run = await runOperation(platform.url, findOperation('account', 'clearApiQuota'), {
			input: items(['', '']),
		});
		expect(platform.received).toHaveLength(1);
		expect(run.error?.message).toContain('45009');
		expect(String((run.error as { description?: string }).description)).toContain(
			'The 50 resets of this month',
		);
	});

	test('is made again in the next run', async () => {
		platform.answer(() => ({ json: { errcode: 0 } }));
		for (let run = 0; run < 2; run++)
			await runOperation(platform.url, findOperation('account', 'clearQuota'));
		expect(platform.received).toHaveLength(2);
	});
});

describe('account → lookUpRid', () => {
	const operation = findOperation('account', 'lookUpRid');

	test('finds the rid in a whole error text', async () => {
		const asked: unknown[] = [];
		const call: Parameters<typeof stubItem>[0] = async ({ body }) => {
			asked.push(body);
			return { kind: 'json', data: operation.sample.response };
		};
		const rid = 'invalid openid rid: 61725984-6126f6f9-040f19c4';
		await executeOperation(operation, stubItem(call, operation.sample), { rid });
		expect(asked).toEqual([{ rid: '61725984-6126f6f9-040f19c4' }]);
	});

	test('hides the token that WeChat shows', async () => {
		const request_url = 'access_token=50_SECRETTOKEN&openid=o1';
		const item = stubItem(
			async () => ({ kind: 'json', data: { request: { request_url } } }),
			operation.sample,
		);
		const [shown] = await executeOperation(operation, item);
		expect(shown?.json).toEqual({ request_url: 'access_token=***&openid=o1' });
	});

	test('gives the request as it was, whatever stands in its texts', async () => {
		const request_body = '{"touser":"o1","url":"https://shop.example.com/?code=ABC","note":"a \\"b\\""}';
		const response_body = '{"access_token":"80_OTHER","expires_in":7200}';
		const item = stubItem(
			async () => ({ kind: 'json', data: { request: { cost_in_ms: 30, request_body, response_body } } }),
			operation.sample,
		);
		const [shown] = await executeOperation(operation, item);
		expect(shown?.json).toEqual({
			cost_in_ms: 30,
			request_body,
			response_body: '{"access_token":"***","expires_in":7200}',
		});
	});

	test('refuses a text without a rid', async () => {
		const looked = executeOperation(operation, stubItem(never, operation.sample), { rid: 'invalid openid' });
		await expect(looked).rejects.toThrow('Request ID: contains no rid');
	});
});

test('account → getQuota may ask for the quota of the token APIs too', async () => {
	const operation = findOperation('account', 'getQuota');
	const call: Parameters<typeof stubItem>[0] = async ({ body }) => ({ kind: 'json', data: { asked: body } });
	const [item] = await executeOperation(operation, stubItem(call, operation.sample), {
		cgiPath: '/cgi-bin/token',
	});
	expect(item?.json).toEqual({ asked: { cgi_path: '/cgi-bin/token' } });
});

test.each(['getQuota', 'clearApiQuota'])(
	'account → %s takes the address in the documentation, and its path alone',
	async (name) => {
		const operation = findOperation('account', name);
		const bodies: unknown[] = [];
		const call: Parameters<typeof stubItem>[0] = async ({ body }) => {
			bodies.push(body);
			return { kind: 'json', data: {} };
		};
		const ask = async (cgiPath: string) =>
			await executeOperation(operation, stubItem(call, operation.sample), { cgiPath, confirm: true });
		await ask('POST https://api.weixin.qq.com/cgi-bin/tags/get?access_token=ACCESS_TOKEN');
		expect(bodies).toEqual([{ cgi_path: '/cgi-bin/tags/get' }]);
		await expect(ask('/cgi-bin/tags/get?type=1')).rejects.toThrow('API Path: must not carry a query');
		await expect(ask('https://evil.example/cgi-bin/tags/get')).rejects.toThrow(
			'API Path: names evil.example',
		);
	},
);

describe('jssdk → sign', () => {
	const operation = findOperation('jssdk', 'sign');
	const ticketing = () => {
		let calls = 0;
		const item = stubItem(async () => {
			calls += 1;
			return { kind: 'json', data: { ticket: 'TICKET', expires_in: 7200 } };
		}, operation.sample);
		return { item, calls: () => calls };
	};

	test('signs the page without what follows #, so that the signature can be recomputed', async () => {
		const { item } = ticketing();
		const [signed] = await executeOperation(operation, item, { pageUrl: 'https://example.com/a?b=c#d' });
		const { timestamp, nonceStr, signature, url } = signed?.json as Record<string, string>;
		expect(url).toBe('https://example.com/a?b=c');
		const page = {
			ticket: 'TICKET',
			nonceStr: String(nonceStr),
			timestamp: String(timestamp),
			url: String(url),
		};
		expect(signature).toBe(signPage(page));
		expect(JSON.stringify(signed)).not.toContain('TICKET');
	});

	test('signs an address that arrives encoded as a whole as the browser has it', async () => {
		const { item } = ticketing();
		const address = 'https://example.com/%E5%95%86%E5%93%81?a=1%2B1&b=2';
		const [signed] = await executeOperation(operation, item, {
			pageUrl: encodeURIComponent(`${address}#/home`),
		});
		expect(signed?.json.url).toBe(address);
		await expect(
			executeOperation(operation, item, { pageUrl: 'https%3A%2F%2Fexample.com%' }),
		).rejects.toThrow('is not a web address');
	});

	test('tells of an address with the marks of HTML, which is hardly the one in the browser', async () => {
		const { item } = ticketing();
		const hints = jest.spyOn(item.n8n, 'addExecutionHints');
		await executeOperation(operation, item, { pageUrl: 'https://example.com/?a=1&b=2' });
		expect(hints).not.toHaveBeenCalled();
		const pageUrl = 'https://example.com/?a=1&amp;b=2';
		const [signed] = await executeOperation(operation, item, { pageUrl });
		expect(signed?.json.url).toBe(pageUrl);
		expect(hints.mock.calls[0]?.[0]?.message).toContain('Page URL holds &amp;');
	});

	test('asks for the ticket once, and again when it is about to expire', async () => {
		const { item, calls } = ticketing();
		let now = 0;
		item.connection.now = () => now;
		await executeOperation(operation, item);
		now = 6_899_000;
		await executeOperation(operation, item);
		expect(calls()).toBe(1);
		now = 6_900_000;
		await executeOperation(operation, item);
		expect(calls()).toBe(2);
	});

	test.each([
		['', 'Page URL: is empty'],
		...['example.com/a', 'javascript:alert(1)', 'ftp://example.com/'].map((pageUrl) => [
			pageUrl,
			'Page URL: is not a web address',
		]),
	])('refuses the page %j', async (pageUrl, refusal) => {
		const { item, calls } = ticketing();
		await expect(executeOperation(operation, item, { pageUrl })).rejects.toThrow(refusal);
		expect(calls()).toBe(0);
	});
});

test('signPage gives the signature of the official example, and another one for another page', () => {
	const page = {
		ticket: 'sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg',
		nonceStr: 'Wm3WZYTPz0wzccnW',
		timestamp: 1414587457,
		url: 'http://mp.weixin.qq.com?params=value',
	};
	expect(signPage(page)).toBe('0f9de62fce790f9a083d5c99e95740ceb90c27ed');
	expect(signPage({ ...page, url: 'http://mp.weixin.qq.com?params=valuE' })).not.toBe(signPage(page));
});
