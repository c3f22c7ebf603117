import { request as httpRequest } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { INode, IWebhookFunctions } from 'n8n-workflow';
import { accountKeys } from '../../../nodes/WechatTrigger/pushAccounts';
import { hostClock } from '../../../nodes/WechatTrigger/hostClock';
import { rawHttp } from '../harness/rawHttp';
import { type ForgedPush, forgeHandshake, forgePush, nextText, TEXT } from './forgePush';
import { AFTER_SIGNATURE } from './refusedPushes';
import { TriggerHost } from './triggerHost';

let host: TriggerHost;

const start = async (setup: ConstructorParameters<typeof TriggerHost>[0] = {}) => {
	host = await new TriggerHost(setup).start();
	return host;
};
const SAFE = { credential: { messageEncryption: 'safe' } };
const now = () => Math.floor(Date.now() / 1000);

afterEach(async () => await host.stop());

test.each(AFTER_SIGNATURE)(
	'%s is refused in the same words as everything else behind a right signature',
	async (_what, push) => {
		await start(SAFE);
		const { status, data, headers } = await host.push(push());
		const { date: _date, ...shown } = headers;
		const other = await host.push(AFTER_SIGNATURE[3]?.[1]() as ForgedPush);
		const { date: _otherDate, ...otherShown } = other.headers;
		expect({ status, data, shown }).toEqual({ status: 403, data: 'Refused', shown: otherShown });
		expect(host.stored).toHaveLength(0);
		expect(host.log[0]).toMatch(/^warn: WeChat Trigger refused a request: \S/);
	},
);

test.each([
	['a wrong signature', { signature: 'f'.repeat(40) }],
	['no signature of either kind', { signature: undefined, msg_signature: undefined }],
	['no timestamp', { timestamp: undefined }],
	['a timestamp of words', { timestamp: 'yesterday' }],
])('%s is refused in the same words, which name neither the mode nor the account', async (_what, change) => {
	for (const messageEncryption of ['plain', 'compatible', 'safe']) {
		await start({ credential: { messageEncryption } });
		const { query, body } = forgePush(nextText(), { mode: 'safe' });
		const changed = Object.entries({ ...query, ...change }).filter(([, value]) => value !== undefined);
		const { status, data } = await host.push({
			query: Object.fromEntries(changed) as Record<string, string>,
			body,
		});
		expect({ status, data }).toEqual({ status: 403, data: 'Refused' });
		if (messageEncryption !== 'safe') await host.stop();
	}
});

test('a key of the credential that cannot be used is answered 503 to everybody, and only the log says which', async () => {
	await start({ credential: { messageEncryption: 'safe', encodingAesSecretKey: 'too short' } });
	for (const push of [
		forgePush(nextText(), { mode: 'safe' }),
		forgePush(nextText(), { token: 'otherToken' }),
	]) {
		const { status, data } = await host.push(push);
		expect(status).toBe(503);
		expect(data).not.toMatch(/key|AES|characters/i);
	}
	expect(host.log[0]).toMatch(/^error: .*EncodingAESKey/);
});

describe('a recorded push', () => {
	/** The same bytes, with timestamp and nonce in each other's place. */
	const exchanged = ({ query, body }: ForgedPush): ForgedPush => ({
		body,
		query: { ...query, timestamp: query.nonce ?? '', nonce: query.timestamp ?? '' },
	});

	test('whose nonce has become a fresh timestamp is refused by the CreateTime inside', async () => {
		await start(SAFE);
		const later = now();
		const text = nextText({ CreateTime: later - 30 * 86_400 });
		const recorded = forgePush(text, { mode: 'safe', timestamp: later - 30 * 86_400, nonce: String(later) });
		expect((await host.push(exchanged(recorded))).status).toBe(403);
		expect(host.stored).toHaveLength(0);
	});

	test('of this minute is known again with timestamp and nonce exchanged', async () => {
		await start(SAFE);
		const recorded = forgePush(nextText(), { mode: 'safe', nonce: String(now()) });
		await host.push(recorded);
		expect((await host.push(exchanged(recorded))).data).toBe('success');
		expect(host.stored).toHaveLength(1);
	});

	test.each([
		['a digit moved to the timestamp', (t: string, n: string) => [t + n.slice(0, 1), n.slice(1)]],
		['a digit moved to the nonce', (t: string, n: string) => [t.slice(0, -1), t.slice(-1) + n]],
		['a space', (t: string, n: string) => [` ${t}`, n]],
		['a fraction', (t: string, n: string) => [`${t}.5`, n]],
	])('with %s in its timestamp is refused even where any age is accepted', async (_what, change) => {
		await start({ ...SAFE, parameters: { triggerOptions: { freshness: 0 } } });
		const push = forgePush(nextText(), { mode: 'safe', nonce: '999999999' });
		const [timestamp = '', nonce = ''] = change(push.query.timestamp ?? '', push.query.nonce ?? '');
		expect((await host.push({ ...push, query: { ...push.query, timestamp, nonce } })).status).toBe(403);
	});

	test('nine minutes later, within a window of ten, starts nothing', async () => {
		const clock = jest.spyOn(Date, 'now');
		await start({ ...SAFE, parameters: { triggerOptions: { freshness: 600 } } });
		const push = forgePush(nextText(), { mode: 'safe' });
		await host.push(push);
		const moment = Date.now();
		clock.mockImplementation(() => moment + 9 * 60_000);
		expect((await host.push(push)).data).toBe('success');
		expect(host.stored).toHaveLength(1);
		clock.mockRestore();
	});

	test('at the end of a window of a day starts nothing', async () => {
		const clock = jest.spyOn(Date, 'now');
		await start({ ...SAFE, parameters: { triggerOptions: { freshness: 86_400 } } });
		const push = forgePush(nextText({ CreateTime: now() + 86_000 }), {
			mode: 'safe',
			timestamp: now() + 86_000,
		});
		await host.push(push);
		const moment = Date.now();
		clock.mockImplementation(() => moment + 2 * 86_000_000);
		expect((await host.push(push)).data).toBe('success');
		expect(host.stored).toHaveLength(1);
		clock.mockRestore();
	});
});

describe('openid', () => {
	test('may be left out', async () => {
		await start(SAFE);
		const { query, body } = forgePush(nextText(), { mode: 'safe' });
		const { openid: _openid, ...rest } = query;
		expect((await host.push({ query: rest, body })).data).toBe('success');
	});

	test('may be that of somebody else where a system account reports a result', async () => {
		await start(SAFE);
		const event = {
			...TEXT,
			FromUserName: 'mphelper',
			MsgType: 'event',
			Event: 'MASSSENDJOBFINISH',
			MsgID: 1,
		};
		const push = forgePush(event, { mode: 'safe' });
		const answer = await host.push({ ...push, query: { ...push.query, openid: TEXT.FromUserName } });
		expect(answer.data).toBe('success');
	});

	test('given twice is refused', async () => {
		await start(SAFE);
		const { query, body } = forgePush(nextText(), { mode: 'safe' });
		const twice = `${new URLSearchParams(query)}&openid=oATTACKER00000000000000000001`;
		expect((await host.send('POST', twice, body)).status).toBe(403);
	});
});

describe('a push with a right signature', () => {
	const LIMIT = 1_048_576;
	/** A push in plain text, whose signature does not cover the body. */
	const pushOf = (body: string) => ({ query: forgePush(nextText()).query, body });
	const padded = (bytes: number) => {
		const { query, body } = forgePush(nextText());
		return { query, body: body + ' '.repeat(bytes - Buffer.byteLength(body)) };
	};

	test('of 1 MB is taken, and of one byte more is refused before it is read', async () => {
		await start();
		expect((await host.push(padded(LIMIT))).data).toBe('success');
		expect(await host.push(padded(LIMIT + 1))).toMatchObject({ status: 403, data: 'Refused' });
		expect(host.stored).toHaveLength(1);
		expect(host.log).toEqual([
			`warn: WeChat Trigger refused a request: The body is larger than ${LIMIT} bytes`,
		]);
	});

	test.each(['gzip', 'deflate', 'GZIP', 'br', 'gzip, gzip', 'identity, gzip'])(
		'that says it is %s is refused before the rest of it has come, which may be never',
		async (encoding) => {
			await start({ body: 'unread' });
			const answered = await rawHttp({
				method: 'POST',
				url: `${host.url}?${new URLSearchParams(forgePush(nextText()).query)}`,
				headers: { 'Content-Type': 'text/xml', 'Content-Encoding': encoding, 'Content-Length': '1000' },
				body: gzipSync('<xml></xml>').subarray(0, 20),
			});
			expect([answered.status, answered.body.toString()]).toEqual([403, 'Refused']);
			expect(host.stored).toHaveLength(0);
			expect(host.log).toEqual(['warn: WeChat Trigger refused a request: The body is compressed']);
		},
	);

	test.each(['', 'identity', 'Identity'])('whose encoding is "%s" is taken', async (encoding) => {
		await start({ body: 'unread' });
		const { query, body } = forgePush(nextText());
		const text = new URLSearchParams(query).toString();
		expect((await host.send('POST', text, body, { 'content-encoding': encoding })).data).toBe('success');
	});

	test('of ten thousand levels is refused', async () => {
		await start();
		const levels = (tag: string) => tag.repeat(10_000);
		const push = pushOf(`<xml>${levels('<a>')}${levels('</a>')}</xml>`);
		expect(await host.push(push)).toMatchObject({ status: 403, data: 'Refused' });
		expect(host.stored).toHaveLength(0);
		expect(host.log[0]).toContain('The XML document was refused');
	});
});

describe('half a body', () => {
	/** Sends it, and leaves the connection open. */
	const sendHalf = async (query: Record<string, string>) =>
		await rawHttp({
			method: 'POST',
			url: `${host.url}?${new URLSearchParams(query)}`,
			headers: { Connection: 'keep-alive', 'Content-Length': '1000' },
			body: '<xml>',
		});
	const timeout = AbortSignal.timeout.bind(AbortSignal);
	const clock = jest.spyOn(AbortSignal, 'timeout');
	afterAll(() => clock.mockRestore());
	/** The time for a body, whatever it is; that for the credential passes as it does. */
	const bodyTimeIs = (signal: AbortSignal) =>
		clock.mockImplementation((length) => (length === 4_500 ? timeout(length) : signal));

	test.each(['plain', 'safe'] as const)(
		'behind a right signature is waited for 15 seconds in %s mode',
		async (mode) => {
			const end = new AbortController();
			bodyTimeIs(end.signal);
			await start({ credential: { messageEncryption: mode }, body: 'unread' });
			const answered = sendHalf(forgePush(nextText(), { mode }).query);
			await host.hasReceived(1);
			end.abort();
			const { status, headers, body } = await answered;
			expect([status, headers.connection, body.toString()]).toEqual([403, 'close', 'Refused']);
			expect(clock).toHaveBeenLastCalledWith(15_000);
		},
	);

	test('of an envelope without signature is waited for 2 seconds', async () => {
		bodyTimeIs(AbortSignal.abort());
		await start({ ...SAFE, body: 'unread' });
		const { signature: _signature, ...query } = forgePush(nextText(), { mode: 'safe' }).query;
		expect(await sendHalf(query)).toMatchObject({ status: 403 });
		expect(clock).toHaveBeenLastCalledWith(2_000);
	});

	test.each([
		['a wrong signature', 'plain', { signature: 'f'.repeat(40) }],
		['no signature', 'plain', { signature: undefined }],
		['a wrong signature', 'safe', { signature: 'f'.repeat(40) }],
		['no signature of either kind', 'safe', { signature: undefined, msg_signature: undefined }],
		['an old signature', 'safe', forgePush(nextText(), { mode: 'safe', timestamp: now() - 1000 }).query],
	] as const)('behind %s is not waited for in %s mode', async (_what, mode, change) => {
		clock.mockClear();
		await start({ credential: { messageEncryption: mode }, body: 'unread' });
		const query = { ...forgePush(nextText(), { mode }).query, ...change };
		const given = Object.entries(query).filter(([, value]) => value !== undefined) as [string, string][];
		const answered = await new Promise((resolve) => {
			const request = httpRequest(`${host.url}?${new URLSearchParams(given)}`, {
				method: 'POST',
				headers: { 'content-length': 1000 },
			});
			request.once('response', ({ statusCode }) => {
				resolve(statusCode);
				request.destroy();
			});
			request.write('<xml>');
		});
		expect(answered).toBe(403);
		// For the credential, and for nothing else.
		expect(clock.mock.calls.filter(([milliseconds]) => milliseconds !== 4_500)).toEqual([]);
	});
});

test('a flood of forged checks and pushes has the credential read once more, and forgets nothing', async () => {
	await start();
	await host.push(forgePush(nextText()));
	const reads = jest.spyOn(host.credentials, 'getDecrypted');
	for (let count = 0; count < 20; count++) {
		const query = new URLSearchParams(forgeHandshake('1', 'otherToken')).toString();
		expect((await host.send('GET', query)).status).toBe(403);
		expect((await host.push(forgePush(TEXT, { token: 'otherToken' }))).status).toBe(403);
		expect((await host.push(forgePush(nextText()))).data).toBe('success');
	}
	expect(reads.mock.calls.length).toBeLessThanOrEqual(2);
	expect(host.stored).toHaveLength(21);
});

test('keys that were read by a clock that ran ahead are read again once it is right', async () => {
	await start();
	const clock = jest.spyOn(hostClock, 'now').mockImplementation(() => Date.now() + 60_000);
	await host.push(forgePush(nextText()));
	clock.mockRestore();
	const reads = jest.spyOn(host.credentials, 'getDecrypted');
	expect((await host.push(forgePush(nextText()))).data).toBe('success');
	expect(reads).toHaveBeenCalledTimes(1);
	expect((await host.push(forgePush(nextText()))).data).toBe('success');
	expect(reads).toHaveBeenCalledTimes(1);
});

test('triggers without a saved credential share no keys', async () => {
	await start();
	const tokenOf = async (token: string) => {
		const n8n = { getCredentials: async () => ({ appId: 'wx0123456789abcdef', token }) };
		return await accountKeys(n8n as unknown as IWebhookFunctions, {} as INode, 0)((account) => account.token);
	};
	expect([await tokenOf('firstToken'), await tokenOf('secondToken')]).toEqual(['firstToken', 'secondToken']);
});

test('refused requests at once share one reading of the credential', async () => {
	await start();
	await host.push(forgePush(nextText()));
	const reads = jest.spyOn(host.credentials, 'getDecrypted');
	const pushes = Array.from({ length: 10 }, () => host.push(forgePush(TEXT, { token: 'otherToken' })));
	for (const { status } of await Promise.all(pushes)) expect(status).toBe(403);
	expect(reads.mock.calls.length).toBeLessThanOrEqual(1);
});
