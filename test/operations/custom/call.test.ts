import { explainUnknown } from '../../../core/errors/explainUnknown';
import { InvalidInputError, IndeterminateResultError } from '../../../core/errors/WechatErrors';
import { RESOURCES } from '../../../nodes/Wechat/resources';
import { Wechat } from '../../../nodes/Wechat/Wechat.node';
import { describeFailure } from '../../../nodes/transport/describeFailure';
import { executeOperation } from '../support/executeOperation';
import { findOperation } from '../support/findOperation';
import { callerOver, stubItem } from '../support/stubItem';
import type { WireRequest } from '../../../core/api/wire';

const call = findOperation('custom', 'call');
const never = async () => {
	throw new Error('a call was made');
};
const run = async (params: Record<string, unknown>, connection = never as Parameters<typeof stubItem>[0]) =>
	await executeOperation(call, stubItem(connection, call.sample), {
		...call.sample.params,
		...params,
	} as never);

test.each([
	['cgi-bin/user/info', 'Path: must begin with /'],
	['evil.example/cgi-bin', 'Path: must begin with /'],
	['https://evil.example/cgi-bin', 'Path: names evil.example, but calls go to api.weixin.qq.com'],
	['https://mp.weixin.qq.com/cgi-bin/showqrcode', 'Path: names mp.weixin.qq.com'],
	['https://api.weixin.qq.com.evil.example/x', 'Path: names api.weixin.qq.com.evil.example'],
	['https://api.weixin.qq.com@evil.example/x', 'Path: names api.weixin.qq.com@evil.example'],
	['https://api.weixin.qq.com:8443/x', 'Path: names api.weixin.qq.com:8443'],
	['https://evil.example\\@api.weixin.qq.com/x', 'Path: names evil.example'],
	['https:///cgi-bin/user/info', 'Path: names no host'],
	['https://api.weixin.qq.com', 'Path: may hold letters'],
	[
		'https://api.weixin.qq.com/cgi-bin/token?grant_type=client_credential',
		'Path: is an API that takes or gives',
	],
	['GET https://api.weixin.qq.com/cgi-bin/user/info', 'Path: begins with GET, but Method is POST'],
	['//evil.example/cgi-bin', 'Path: may hold letters'],
	['/\\evil.example', 'Path: may hold letters'],
	['/cgi-bin/../cgi-bin/token', 'Path: may hold letters'],
	['/cgi-bin/%74oken', 'Path: may hold letters'],
	['/cgi-bin/user/info?access_token=75_LIVE', 'Path: must not hold an access_token'],
	['/cgi-bin/user/info?openid=o1&openid=o2', 'Path: holds a parameter twice'],
	['/cgi-bin/user/info?open%26id=o1', 'Path: "open&id" is not a parameter name'],
	['/cgi-bin/user/info#x', 'Path: may hold letters'],
	['/cgi-bin/token', 'Path: is an API that takes or gives secrets'],
	['/CGI-BIN/stable_token', 'Path: is an API that takes or gives secrets'],
	['/cgi-bin/clear_quota/v2', 'Path: is an API that takes or gives secrets'],
	['/sns/oauth2/access_token', 'Path: is an API that takes or gives secrets'],
	['', 'Path: is empty'],
])('the path %j is refused before any call', async (path, message) => {
	await expect(run({ path })).rejects.toThrow(InvalidInputError);
	await expect(run({ path })).rejects.toThrow(message);
});

test.each([
	['{"access_token":"x"}', 'Query Parameters (JSON): must not hold an access_token'],
	['{"Access_Token":"x"}', 'Query Parameters (JSON): must not hold an access_token'],
	['{"a":{"b":1}}', 'Query Parameters (JSON): a is not a plain value'],
	['{"a&access_token":"x"}', 'Query Parameters (JSON): "a&access_token" is not a parameter name'],
	['[1]', 'Query Parameters (JSON): is not a JSON object'],
])('the query %s is refused before any call', async (queryJson, message) => {
	await expect(run({ queryJson })).rejects.toThrow(message);
});

/** The requests that parameters become. */
async function sentFor(params: Record<string, unknown>): Promise<WireRequest[]> {
	const sent: WireRequest[] = [];
	const connection = callerOver(async (request) => {
		sent.push(request);
		return { status: 200, headers: {}, body: Buffer.from('{}') };
	});
	await run(params, connection);
	return sent;
}

test.each([
	'/cgi-bin/user/info?openid=o1&lang=en',
	'/cgi-bin/user/info?access_token=ACCESS_TOKEN&openid=o1&lang=en',
	'https://api.weixin.qq.com/cgi-bin/user/info?access_token=ACCESS_TOKEN&openid=o1&lang=en',
	'POST https://api2.weixin.qq.com/cgi-bin/user/info?openid=o1&lang=en&access_token=TOKEN',
	'api.weixin.qq.com/cgi-bin/user/info?openid=o1&lang=en',
	' \u200bhttp://api.weixin.qq.com:443/cgi-bin/user/info?openid=o1&lang=en\n',
])('%j is what the documentation says and goes to the host of the credential', async (path) => {
	const [request] = await sentFor({ path });
	expect(request?.url).toBe(
		'https://api.weixin.qq.com/cgi-bin/user/info?access_token=TOKEN&openid=o1&lang=en',
	);
});

test('parameters stand in the path or in the field, each in one of them', async () => {
	const path = '/cgi-bin/user/info?openid=o1';
	const [request] = await sentFor({ path, queryJson: '{"lang": "en", "access_token": "ACCESS_TOKEN"}' });
	expect(new URL(request?.url ?? '').search).toBe('?access_token=TOKEN&openid=o1&lang=en');
	await expect(run({ path, queryJson: '{"openid": "o2"}' })).rejects.toThrow(
		'Query Parameters (JSON): holds openid, which is also in the address',
	);
});

test.each(['', ' ', null, undefined])('fields that are %j send no body and no query', async (nothing) => {
	const [request] = await sentFor({ queryJson: nothing, bodyJson: nothing });
	expect(request).toMatchObject({ method: 'POST' });
	expect(request?.body).toBeUndefined();
	expect(new URL(request?.url ?? '').search).toBe('?access_token=TOKEN');
});

describe('a lost answer', () => {
	const countSends = async (callEffect: string) => {
		const sent: WireRequest[] = [];
		const connection = callerOver(async (request) => {
			sent.push(request);
			throw new IndeterminateResultError(
				'maybe-sent',
				'the connection was closed before an answer came',
				request.path,
			);
		});
		await expect(run({ callEffect }, connection)).rejects.toThrow(IndeterminateResultError);
		return sent.length;
	};

	test('is asked for again when the call only reads', async () => {
		expect(await countSends('read')).toBe(4);
	});

	test('is left alone when the call writes, and when the effect is anything else', async () => {
		expect(await countSends('write')).toBe(1);
		expect(await countSends('reads')).toBe(1);
	});
});

test('GET sends no body, and an empty body is sent as {}', async () => {
	const sent: WireRequest[] = [];
	const connection = callerOver(async (request) => {
		sent.push(request);
		return { status: 200, headers: {}, body: Buffer.from('{}') };
	});
	await run({ method: 'GET', queryJson: '{"type":"image"}' }, connection);
	await run({ method: 'POST', bodyJson: '{}' }, connection);
	expect(sent.map(({ url, body }) => [new URL(url).search, body])).toEqual([
		['?access_token=TOKEN&type=image', undefined],
		['?access_token=TOKEN', '{}'],
	]);
});

test('a file is put into the binary field', async () => {
	const file = {
		kind: 'binary' as const,
		bytes: Buffer.from('a,b'),
		contentType: 'text/csv',
		fileName: 'bill.csv',
	};
	const items = await run({ answerFormat: 'file', outputField: 'bill' }, async () => file);
	expect(items[0]?.binary?.bill).toMatchObject({ fileName: 'bill.csv', mimeType: 'text/csv' });
});

test.each(['write', 'read'])(
	'a web page in the place of a file is told as what the call was declared to be: %s',
	async (callEffect) => {
		const connection = callerOver(async () => ({
			status: 200,
			headers: { 'content-type': 'text/html' },
			body: Buffer.from('<!DOCTYPE html><html>'),
		}));
		const called = run({ answerFormat: 'file', callEffect }, connection);
		const error = (await called.catch((thrown: unknown) => thrown)) as IndeterminateResultError;
		expect(error.reason).toBe('the response is a web page instead of a file (21 bytes)');
		const { description } = explainUnknown(error, 'read');
		expect(description).toContain('a proxy, a gateway or the sign-in page of a network has answered');
		expect(description).toContain(callEffect === 'write' ? 'may have carried out' : 'nothing was changed');
	},
);

test.each(['<?xml version="1.0"?><Error/>', '{"errco'])(
	'%j in the place of a file is refused',
	async (text) => {
		const called = run({ answerFormat: 'file' }, async () => ({
			kind: 'binary',
			bytes: Buffer.from(text),
			contentType: 'application/octet-stream',
		}));
		await expect(called).rejects.toThrow('the response is text instead of a file');
	},
);

test('a file in the place of JSON leads to the field Answer', async () => {
	const connection = callerOver(async () => ({
		status: 200,
		headers: { 'content-type': 'image/png' },
		body: Buffer.from('89504e470d0a1a0a', 'hex'),
	}));
	await expect(run({ answerFormat: 'json' }, connection)).rejects.toThrow(
		'if the API answers with a file, set Answer to File',
	);
});

test('a lost answer does not lead to the field Answer', async () => {
	const connection = callerOver(async ({ path }) => {
		throw new IndeterminateResultError('maybe-sent', 'the connection was closed before an answer came', path);
	});
	await expect(run({ answerFormat: 'json' }, connection)).rejects.not.toThrow('set Answer to File');
});

describe('the effect of a call decides what is said of a lost answer', () => {
	const explain = async (callEffect: string) => {
		const connection = callerOver(async ({ path }) => {
			throw new IndeterminateResultError('maybe-sent', 'no answer came in time', path);
		});
		const error = await run({ callEffect }, connection).catch((thrown: unknown) => thrown);
		return describeFailure(error, { effect: call.effect, now: 0 }).description;
	};

	test('a read was tried four times and changed nothing', async () => {
		expect(await explain('read')).toContain('in 4 attempts. The call only reads');
	});

	test('a write was not sent again', async () => {
		expect(await explain('write')).toContain('so it was not sent again');
	});
});

test('long numbers are sent as they were written', async () => {
	const sent: WireRequest[] = [];
	const connection = callerOver(async (request) => {
		sent.push(request);
		return { status: 200, headers: {}, body: Buffer.from('{}') };
	});
	await run(
		{
			queryJson: '{"id": 3345678901234567891}',
			bodyJson: '{"msg_id": 3345678901234567891, "n": [9007199254740993, 1.5], "text": "你好\\u0001"}',
		},
		connection,
	);
	expect(sent[0]?.body).toBe('{"msg_id":3345678901234567891,"n":[9007199254740993,1.5],"text":"你好"}');
	expect(new URL(sent[0]?.url ?? '').searchParams.get('id')).toBe('3345678901234567891');
});

test('a number that n8n has rounded already is refused, naming its place', async () => {
	const bodyJson = { filter: { ids: [1, Number('3345678901234567891')] } };
	const refused = run({ bodyJson });
	await expect(refused).rejects.toThrow(InvalidInputError);
	await expect(refused).rejects.toThrow(
		'Body (JSON): filter.ids.1 is the number 3345678901234567700, which is too long',
	);
});

describe('an answer', () => {
	const answered = async (data: Record<string, unknown>) => {
		const item = stubItem(async () => ({ kind: 'json', data }), call.sample);
		Object.assign(item.connection.account, { secrets: ['0123456789abcdef0123456789abcdef'] });
		const [first] = await executeOperation(call, item);
		return first?.json;
	};

	test('of a looked-up request holds no token', async () => {
		const request = { request_url: 'access_token=75_LIVE&openid=o1', request_body: '{"secret":"abc"}' };
		expect(await answered({ errcode: 0, request })).toEqual({
			request: { request_url: 'access_token=***&openid=o1', request_body: '{"secret":"***"}' },
		});
	});

	test('holds neither the AppSecret nor a token under its own name', async () => {
		expect(await answered({ note: '0123456789abcdef0123456789abcdef', access_token: 'abc' })).toEqual({
			note: '***',
			access_token: '***',
		});
	});

	test('keeps the ticket that it was called for', async () => {
		expect(await answered({ ticket: 'kgt8ON7yVITDhtdwci0qeX', expires_in: 7200 })).toEqual({
			ticket: 'kgt8ON7yVITDhtdwci0qeX',
			expires_in: 7200,
		});
	});
});

test('"Custom API Call" ends the resource list, so that n8n adds none of its own', () => {
	expect(RESOURCES.at(-1)?.name).toBe('Custom API Call');
	const operations = new Wechat().description.properties.find(
		({ name, displayOptions }) => name === 'operation' && displayOptions?.show?.resource?.[0] === 'custom',
	);
	expect(operations?.options?.at(-1)?.name).toBe('Custom API Call');
});
