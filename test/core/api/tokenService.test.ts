import fc from 'fast-check';
import { obtainToken, type StoredToken } from '../../../core/api/obtainToken';
import type { WireResponse } from '../../../core/api/wire';
import { WechatApiError, IndeterminateResultError } from '../../../core/errors/WechatErrors';
import { explainUnknown } from '../../../core/errors/explainUnknown';
import { fakePlatform } from './fakePlatform';

const HOST = { baseUrl: 'https://api.example.com', timeoutMs: 1000 };
const TOKEN = '80_aB3-dE6_gH9.iJ2~kL5+mN8/oP1=';
const NOW = 1_790_000_000_000;
const ANSWER = 'the response of Token Service URL';

const answerOf = (body: string | Buffer, contentType = 'text/plain', status = 200): WireResponse => ({
	status,
	headers: { 'content-type': contentType },
	body: Buffer.from(body),
});

async function ask(answer: WireResponse, path?: string[]): Promise<StoredToken> {
	const platform = fakePlatform([answer]);
	return await obtainToken(platform.ports, HOST, {
		kind: 'service',
		url: 'https://token.example.com/',
		path,
	});
}

/** First value, second value, path: jest counts the parameters, so there are always three. */
type Row<T> = [T, string, string[]];
const rows = <T>(table: Array<[T, string, string[]?]>): Array<Row<T>> =>
	table.map(([first, second, path = []]) => [first, second, path]);

const outcome = async (answer: WireResponse, path?: string[]): Promise<unknown> =>
	await ask(answer, path).catch((error: unknown) => error);

describe('a token is read', () => {
	test.each<Row<string>>(
		rows([
			['plain text', TOKEN],
			['plain text with line breaks', `\r\n ${TOKEN}\n`],
			['plain text behind a byte order mark', `\uFEFF${TOKEN}`],
			['quoted text', JSON.stringify(TOKEN)],
			['access_token', JSON.stringify({ access_token: TOKEN, expires_in: 7200 })],
			['accessToken', JSON.stringify({ accessToken: TOKEN })],
			['token', JSON.stringify({ token: TOKEN })],
			[
				'access_token before token',
				JSON.stringify({ token: 'another-token-0000000000', access_token: TOKEN }),
			],
			['token beside an empty access_token', JSON.stringify({ access_token: null, token: TOKEN })],
			['errcode 0 beside it', JSON.stringify({ errcode: 0, errmsg: 'ok', access_token: TOKEN })],
			['a path', JSON.stringify({ code: 0, data: { access_token: TOKEN } }), ['data', 'access_token']],
			['a path through a list', JSON.stringify({ list: [{}, { t: TOKEN }] }), ['list', '1', 't']],
			['a list at the top', JSON.stringify([TOKEN]), ['0']],
			[
				'a path with names of objects in general',
				JSON.stringify({ constructor: { toString: TOKEN } }),
				['constructor', 'toString'],
			],
		]),
	)('from %s', async (_case, body, path) => {
		for (const type of ['text/plain', 'application/json', 'text/html', '']) {
			expect((await ask(answerOf(body, type), path)).accessToken).toBe(TOKEN);
		}
	});

	test.each([
		[7200, 6900],
		['7200', 6900],
		[400, 200],
		[86_400, 86_100],
		[86_401, 60],
		[undefined, 60],
		[null, 60],
		[0, 60],
		[-5, 60],
		['soon', 60],
		[true, 60],
		[7_200_000, 60],
		[1_790_007_200, 60],
	])('and kept by the time beside it, %j seconds', async (expires_in, kept) => {
		const flat = await ask(answerOf(JSON.stringify({ access_token: TOKEN, expires_in })));
		expect(flat.expiresAt - NOW).toBe(kept * 1000);
		const nested = { expires_in: 9, data: { token: TOKEN, expiresIn: expires_in } };
		const deep = await ask(answerOf(JSON.stringify(nested)), ['data', 'token']);
		expect(deep.expiresAt - NOW).toBe(kept * 1000);
	});
});

test.each([
	['30 characters with a digit', '1'.padEnd(30, 'a'), '1'.padEnd(30, 'a')],
	['16 characters', JSON.stringify({ token: 'a'.repeat(16) }), 'a'.repeat(16)],
	['1024 characters', JSON.stringify({ token: 'a'.repeat(1024) }), 'a'.repeat(1024)],
	['64 KB around it', TOKEN.padEnd(65_536), TOKEN],
])('a token is taken with %s, which is just enough or just not too much', async (_case, body, token) => {
	expect((await ask(answerOf(body))).accessToken).toBe(token);
});

describe('refused with the field and what came', () => {
	test.each<Row<string | Buffer>>(
		rows<string | Buffer>([
			['', `${ANSWER} is empty`],
			['  \n', `${ANSWER} is empty`],
			['<html><body>Please log in 80_aB3</body></html>', `${ANSWER} is a web page or XML (46 bytes)`],
			['<?xml version="1.0"?><token>x</token>', `${ANSWER} is a web page or XML (37 bytes)`],
			['<html>x</html>', `${ANSWER} is a web page or XML (14 bytes)`, ['data']],
			[`access_token=${TOKEN}`, `${ANSWER} has characters that no token has (${TOKEN.length + 13} in all)`],
			[
				'service_unavailable',
				`${ANSWER} is a text that does not look like a token (19 characters; at least 30 with a digit are expected, or JSON)`,
			],
			[
				'service_temporarily_unavailable_please_wait',
				`${ANSWER} is a text that does not look like a token (43 characters`,
			],
			[
				'The service is not available at the moment.',
				`${ANSWER} has characters that no token has (43 in all)`,
			],
			[
				'服务暂时不可用，请稍后再试，谢谢您的耐心等待',
				`${ANSWER} has characters that no token has (22 in all)`,
			],
			['https://token.example.com/abcdefgh', `${ANSWER} has characters that no token has (34 in all)`],
			['{"access_token":"80_aB3-dE6_gH9', `${ANSWER} has characters that no token has`],
			['short', `${ANSWER} has 5 characters, a token has 16 to 1024`],
			['a1'.repeat(513), `${ANSWER} has 1026 characters, a token has 16 to 1024`],
			['"quoted text with spaces"', `${ANSWER} has characters that no token has (23 in all)`],
			['12345678901234567890', `${ANSWER} is a number instead of a token`],
			['1234567', `${ANSWER} is a number instead of a token`],
			['true', `${ANSWER} is a boolean instead of a token`],
			['null', `${ANSWER} is null instead of a token`],
			['{}', `${ANSWER} is JSON without access_token, accessToken or token at its top level`],
			['[]', `${ANSWER} is a JSON list without access_token, accessToken or token at its top level`],
			[JSON.stringify([{ token: TOKEN }]), 'it has one deeper, so enter 0.token under Token Path'],
			[
				JSON.stringify({ data: { access_token: TOKEN } }),
				'it has one deeper, so enter data.access_token under Token Path',
			],
			[
				JSON.stringify({ code: 0, data: { list: [{ accessToken: TOKEN }] } }),
				'so enter data.list.0.accessToken under Token Path',
			],
			[JSON.stringify({ 'a b': { token: TOKEN } }), 'at its top level'],
			['{"access_token":""}', `access_token in ${ANSWER} has 0 characters, a token has 16 to 1024`],
			[
				'{"access_token":"0123456789abcde"}',
				`access_token in ${ANSWER} has 15 characters, a token has 16 to 1024`,
			],
			[
				'{"access_token":"0123456789 abcdef"}',
				`access_token in ${ANSWER} has characters that no token has (17 in all)`,
			],
			['{"access_token":1234567890123456789}', `access_token in ${ANSWER} is a number instead of a token`],
			['{"token":{"value":"x"}}', `token in ${ANSWER} holds an object instead of a token`],
			['{"accessToken":["x"]}', `accessToken in ${ANSWER} holds a list instead of a token`],
			['{"access_token":null}', `access_token in ${ANSWER} holds null instead of a token`],
			['{"data":{}}', `Token Path data.token leads to nothing in ${ANSWER}`, ['data', 'token']],
			['{"data":null}', `Token Path data.t.x leads to nothing in ${ANSWER}`, ['data', 't', 'x']],
			['{"data":"x"}', `Token Path data.token leads to nothing in ${ANSWER}`, ['data', 'token']],
			[
				'{"data":{"token":{}}}',
				'Token Path data.token holds an object instead of a token',
				['data', 'token'],
			],
			['{"data":{"token":"short"}}', 'Token Path data.token has 5 characters', ['data', 'token']],
			['{}', `Token Path __proto__.toString leads to nothing`, ['__proto__', 'toString']],
			[JSON.stringify({ access_token: TOKEN }), `Token Path data.token leads to nothing`, ['data', 'token']],
			[TOKEN, `Token Path is set, but ${ANSWER} is not a JSON object`, ['data', 'token']],
			['x'.repeat(65_537), `${ANSWER} has 65537 bytes`],
			[Buffer.from([0xff, 0xfe, 0x00, 0x01, 0x80, 0x90]), `${ANSWER} has`],
		]),
	)('%.40j', async (body, reason, path) => {
		const error = await outcome(answerOf(body), path);
		expect(error).toBeInstanceOf(IndeterminateResultError);
		expect((error as IndeterminateResultError).message).toContain(reason);
	});

	test.each([199, 300])('HTTP %i, which is no success any more', async (status) => {
		expect((await ask(answerOf(TOKEN, 'text/plain', 299))).accessToken).toBe(TOKEN);
		expect(await outcome(answerOf(TOKEN, 'text/plain', status))).toBeInstanceOf(IndeterminateResultError);
	});

	test.each([
		[401, 'Unauthorized'],
		[302, ''],
		[500, '{"access_token":"80_aB3-dE6_gH9-iJ2_kL5-mN8_oP1"}'],
	])('HTTP %i', async (status, body) => {
		const error = await outcome(answerOf(body, 'text/plain', status));
		expect((error as IndeterminateResultError).message).toBe(`the token service answered HTTP ${status}`);
	});

	test('the refusal of WeChat that the service passes on is one, also where a path is set', async () => {
		for (const path of [undefined, ['data', 'token']]) {
			const error = await outcome(answerOf('{"errcode":40013,"errmsg":"invalid appid"}'), path);
			expect(error).toBeInstanceOf(WechatApiError);
			expect((error as WechatApiError).refusal).toMatchObject({ errcode: 40013, path: 'the token service' });
		}
	});

	test('the error names the credential fields and the service, and calls nothing unknown', async () => {
		const error = (await outcome(answerOf('<html>'))) as IndeterminateResultError;
		expect(explainUnknown(error, 'write')).toEqual({
			message: `The token service gave no token: ${ANSWER} is a web page or XML (6 bytes)`,
			description:
				'Check the Token Service fields in the credential and the service itself, then run the node again.',
		});
	});

	test('no error repeats what came', async () => {
		const secret = fc.stringMatching(/^[0-9a-z]{12,14}$/);
		const wraps = [
			(text: string) => text,
			(text: string) => JSON.stringify(text),
			(text: string) => JSON.stringify({ access_token: text }),
			(text: string) => JSON.stringify({ [text]: text }),
			(text: string) => JSON.stringify({ data: { [text]: { [text]: text } } }),
			(text: string) => `<b>${text}</b>`,
			(text: string) => `{"access_token":"${text}`,
		];
		await fc.assert(
			fc.asyncProperty(secret, fc.constantFrom(...wraps), async (text, wrap) => {
				const error = await outcome(answerOf(wrap(text)));
				expect(error).toBeInstanceOf(IndeterminateResultError);
				expect((error as IndeterminateResultError).message).not.toContain(text);
			}),
		);
	});
});

test('any answer gives a token of the right form or a reason, whatever it is', async () => {
	let taken = 0;
	const nearlyToken = fc
		.stringMatching(/^[a-z0-9]{13,20}[a-z0-9=+ <"]{0,3}$/)
		.map((access_token) => JSON.stringify({ access_token }));
	await fc.assert(
		fc.asyncProperty(fc.oneof(fc.string(), fc.json(), nearlyToken), async (body) => {
			const result = await outcome(answerOf(body));
			if (result instanceof IndeterminateResultError || result instanceof WechatApiError) return;
			taken += 1;
			expect((result as StoredToken).accessToken).toMatch(/^[\w.~+/=-]{16,1024}$/);
		}),
		{ numRuns: 300 },
	);
	expect(taken).toBeGreaterThan(0);
});

test('the answer of a token service is read up to 1 MB', async () => {
	const { ports, sent } = fakePlatform([answerOf(TOKEN)]);
	await obtainToken(ports, HOST, { kind: 'service', url: 'https://token.example.com/' });
	expect(sent.map(({ maxBytes }) => maxBytes)).toEqual([1024 * 1024]);
});
