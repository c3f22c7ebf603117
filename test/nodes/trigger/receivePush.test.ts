import { ACCOUNT, forgeHandshake, type ForgedPush, forgePush, nextText, TEXT } from './forgePush';
import { TriggerHost } from './triggerHost';

const AS_SENT = { ...TEXT, CreateTime: String(TEXT.CreateTime), MsgId: expect.any(String) };
const SECRETS = [ACCOUNT.token, ACCOUNT.encodingAesSecretKey, ACCOUNT.appSecret];

let host: TriggerHost;

const start = async (setup: ConstructorParameters<typeof TriggerHost>[0] = {}) => {
	host = await new TriggerHost(setup).start();
	return host;
};

const mode = (messageEncryption: string) => ({ credential: { messageEncryption } });
const queryOf = (query: Record<string, string>) => new URLSearchParams(query).toString();
const now = () => Math.floor(Date.now() / 1000);

/** Sends what must be refused; the answer and the log are checked for secrets as well. */
async function refusal(send: Promise<{ status: number; data: string }>) {
	const { status, data } = await send;
	expect(host.stored).toHaveLength(0);
	for (const secret of SECRETS) expect(`${data} ${host.log.join(' ')}`).not.toContain(secret);
	expect(data).not.toMatch(/\bat .*\.ts:|node_modules|"stack/);
	return status;
}

afterEach(async () => await host.stop());

describe('handshake', () => {
	test.each(['plain', 'compatible', 'safe'])('%s mode gives echostr back untouched', async (one) => {
		const echostr = ' 57&<>"é 12 ';
		await start(mode(one));
		const { status, data, headers } = await host.send('GET', queryOf(forgeHandshake(echostr)));
		expect({ status, data }).toEqual({ status: 200, data: echostr });
		expect(headers['content-type']).toContain('text/plain');
	});

	test('with a signature of another Token is refused', async () => {
		await start();
		expect(await refusal(host.send('GET', queryOf(forgeHandshake('1', 'otherToken'))))).toBe(403);
	});

	test('right after the Token was changed in the credential uses the new one', async () => {
		await start();
		await host.push(forgePush(nextText()));
		Object.assign(host.credentials.stored.wechatMpApi ?? {}, { token: 'newToken' });
		expect((await host.send('GET', queryOf(forgeHandshake('1', 'newToken')))).data).toBe('1');
	});

	test.each([
		['no parameters', '', 403],
		['two echostr', `${queryOf(forgeHandshake('1'))}&echostr=2`, 403],
		['nonce as an object', queryOf(forgeHandshake('1')).replace('nonce=', 'nonce[$ne]='), 403],
		['two signatures', `${queryOf(forgeHandshake('1'))}&signature=2`, 403],
	])('with %s is refused', async (_name, query, status) => {
		await start();
		expect(await refusal(host.send('GET', query))).toBe(status);
	});
});

describe('push', () => {
	test.each(['plain', 'compatible', 'safe'] as const)(
		'%s mode starts the workflow with the elements as sent',
		async (one) => {
			const before = Date.now();
			await start(mode(one));
			expect(await host.push(forgePush(nextText(), { mode: one }))).toMatchObject({
				status: 200,
				data: 'success',
			});
			const json = host.stored[0]?.json;
			expect(json).toEqual({
				...AS_SENT,
				meta: {
					key: expect.stringMatching(`^message ${AS_SENT.FromUserName} \\d+$`),
					receivedAt: expect.any(String),
					replyBefore: expect.any(String),
					sessionId: `${AS_SENT.ToUserName}:${AS_SENT.FromUserName}`,
					encrypted: one !== 'plain',
				},
			});
			const { receivedAt = '', replyBefore = '' } = json?.meta as Record<string, string>;
			expect(Date.parse(receivedAt)).toBeGreaterThanOrEqual(before);
			expect(Date.parse(replyBefore) - Date.parse(receivedAt)).toBe(4500);
		},
	);

	test('whose content type n8n does not read is read from the network', async () => {
		await start({ body: 'unread' });
		await host.push(forgePush(nextText()));
		expect(host.stored[0]?.json).toMatchObject(AS_SENT);
	});

	test('in compatible form to a plain-text credential carries no ciphertext', async () => {
		await start();
		await host.push(forgePush(nextText(), { mode: 'compatible' }));
		expect(host.stored[0]?.json).toMatchObject(AS_SENT);
		expect(host.stored[0]?.json).not.toHaveProperty('Encrypt');
	});

	test('encrypted with the previous key is accepted only while that key is configured', async () => {
		const previousEncodingAesSecretKey = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFG';
		const push = forgePush(nextText(), { mode: 'safe', key: previousEncodingAesSecretKey });
		await start(mode('safe'));
		expect(await refusal(host.push(push))).toBe(403);
		await host.stop();
		await start({ credential: { messageEncryption: 'safe', previousEncodingAesSecretKey } });
		await host.push(push);
		expect(host.stored).toHaveLength(1);
		expect(host.stored[0]?.json.meta).toMatchObject({ encrypted: true, previousKey: true });
		await host.push(forgePush(nextText(), { mode: 'safe' }));
		expect(host.stored[1]?.json.meta).not.toHaveProperty('previousKey');
	});

	const refusals: Array<[string, ForgedPush, string, number]> = [
		['with a signature of another Token', forgePush(TEXT, { token: 'otherToken' }), 'plain', 403],
		['sealed with another Token', forgePush(TEXT, { mode: 'safe', token: 'otherToken' }), 'safe', 403],
		['sealed for another AppID', forgePush(TEXT, { mode: 'safe', appid: 'wxfedcba9876543210' }), 'safe', 403],
		['in plain text when encryption is expected', forgePush(TEXT), 'safe', 403],
		['sealed when plain text is configured', forgePush(TEXT, { mode: 'safe' }), 'plain', 403],
		['that is no XML', forgePush('{"MsgType":"text"}'), 'plain', 403],
		['with a DOCTYPE', forgePush('<!DOCTYPE xml [<!ENTITY a "b">]><xml><a>&a;</a></xml>'), 'plain', 403],
		[
			'nested 200 levels deep',
			forgePush(`<xml>${'<a>'.repeat(200)}${'</a>'.repeat(200)}</xml>`),
			'plain',
			403,
		],
		['without a body', { ...forgePush(TEXT), body: '' }, 'plain', 403],
		['without a query', { ...forgePush(TEXT), query: {} }, 'plain', 403],
	];

	test.each(refusals)('%s is refused', async (_name, push, one, status) => {
		await start(mode(one));
		expect(await refusal(host.push(push))).toBe(status);
	});

	test.each([
		['two timestamps', '&timestamp=2', 403],
		['two nonces', '&nonce=2', 403],
		['two signatures', '&signature=2', 403],
		['two msg_signatures', '&msg_signature=2', 403],
	])('with %s is refused', async (_name, more, status) => {
		await start(mode('safe'));
		const { query, body } = forgePush(TEXT, { mode: 'safe' });
		expect(await refusal(host.send('POST', queryOf(query) + more, body))).toBe(status);
	});

	test('with an altered ciphertext is refused', async () => {
		await start(mode('safe'));
		const push = forgePush(TEXT, { mode: 'safe' });
		const at = push.body.indexOf('<Encrypt><![CDATA[') + '<Encrypt><![CDATA['.length;
		const body = push.body.slice(0, at) + (push.body[at] === 'A' ? 'B' : 'A') + push.body.slice(at + 1);
		expect(await refusal(host.push({ ...push, body }))).toBe(403);
	});

	test('that is not UTF-8 is refused', async () => {
		await start();
		const body = Buffer.from([0x3c, 0x78, 0x6d, 0x6c, 0x3e, 0xff, 0xfe]);
		expect(await refusal(host.send('POST', queryOf(forgePush(TEXT).query), body))).toBe(403);
	});

	test('whose body cannot be read is refused', async () => {
		await start({ body: 'unreadable' });
		expect(await refusal(host.push(forgePush(nextText())))).toBe(403);
	});

	test('of more than a mebibyte is refused, one just below is not', async () => {
		await start();
		const filled = (bytes: number) => forgePush(nextText({ Content: 'x'.repeat(bytes) }));
		expect(await refusal(host.push(filled(1_048_577)))).toBe(403);
		expect((await host.push(filled(1_048_000))).status).toBe(200);
	});

	test('is answered 503, to be sent again, while the credential cannot be used', async () => {
		await start({ credential: { token: 'a b' } });
		expect(await refusal(host.push(forgePush(nextText())))).toBe(503);
		expect(host.log).toEqual([
			'error: WeChat Trigger could not check a request: Token: must be 3 to 32 letters or digits',
		]);
	});
});

describe('keys', () => {
	test('are read once for many pushes', async () => {
		await start();
		const reads = jest.spyOn(host.credentials, 'getDecrypted');
		for (let count = 0; count < 5; count++) await host.push(forgePush(nextText()));
		expect(host.stored).toHaveLength(5);
		expect(reads).toHaveBeenCalledTimes(1);
	});

	test('that n8n does not give within 4.5 s hold nobody up: the push is asked for again, and later ones are read anew', async () => {
		await start();
		const reads = jest.spyOn(host.credentials, 'getDecrypted').mockReturnValueOnce(new Promise(() => {}));
		const end = new AbortController();
		const clock = jest.spyOn(AbortSignal, 'timeout').mockReturnValueOnce(end.signal);
		const waiting = host.push(forgePush(nextText()));
		while (reads.mock.calls.length === 0) await new Promise(setImmediate);
		end.abort();
		await expect(refusal(waiting)).resolves.toBe(503);
		expect(clock).toHaveBeenCalledWith(4_500);
		expect(host.log).toEqual([
			'error: WeChat Trigger could not check a request: n8n has not read the credential within 4.5 s: check whether its database answers',
		]);
		expect((await host.push(forgePush(nextText()))).data).toBe('success');
		clock.mockRestore();
	});

	test('are read again when they refuse a push more than a second later, so that a new Token works at once', async () => {
		const clock = jest.spyOn(Date, 'now');
		await start();
		await host.push(forgePush(nextText()));
		Object.assign(host.credentials.stored.wechatMpApi ?? {}, { token: 'newToken' });
		const moment = clock.getMockImplementation()?.() ?? Date.now();
		clock.mockImplementation(() => moment + 1_500);
		expect((await host.push(forgePush(nextText(), { token: 'newToken' }))).status).toBe(200);
		expect(host.stored).toHaveLength(2);
		clock.mockRestore();
	});

	test('that no longer hold are forgotten after ten seconds', async () => {
		const clock = jest.spyOn(Date, 'now');
		await start();
		await host.push(forgePush(nextText()));
		Object.assign(host.credentials.stored.wechatMpApi ?? {}, { token: 'newToken' });
		const moment = Date.now();
		clock.mockImplementation(() => moment + 10_500);
		expect((await host.push(forgePush(nextText()))).status).toBe(403);
		clock.mockRestore();
	});
});

describe('freshness', () => {
	test.each([-330, 330])('a timestamp %i s off is refused by default', async (offset) => {
		await start();
		expect(await refusal(host.push(forgePush(nextText(), { timestamp: now() + offset })))).toBe(403);
	});

	test.each([-270, 270])('a timestamp %i s off is accepted by default', async (offset) => {
		await start();
		await host.push(forgePush(nextText(), { timestamp: now() + offset }));
		expect(host.stored).toHaveLength(1);
	});

	test('the window can be narrowed', async () => {
		await start({ parameters: { triggerOptions: { freshness: 30 } } });
		expect(await refusal(host.push(forgePush(nextText(), { timestamp: now() - 60 })))).toBe(403);
	});

	test('0 accepts any timestamp', async () => {
		await start({ parameters: { triggerOptions: { freshness: 0 } } });
		await host.push(forgePush(nextText(), { timestamp: 1_400_000_000 }));
		expect(host.stored).toHaveLength(1);
	});

	test.each(['30', ' 30 '])('the window may be given as the text "%s"', async (freshness) => {
		await start({ parameters: { triggerOptions: { freshness } } });
		expect(await refusal(host.push(forgePush(nextText(), { timestamp: now() - 60 })))).toBe(403);
	});

	test.each(['', null, false, [], 'never', -1])(
		'with %j, which is no window, nothing is accepted, and the log says why',
		async (freshness) => {
			await start({ parameters: { triggerOptions: { freshness } } });
			expect(await refusal(host.push(forgePush(nextText())))).toBe(503);
			expect(host.log.join()).toContain('Accepted Age (Seconds): must be a whole number from 0 to 86400');
		},
	);
});

test('a flood of forged requests leaves one line a minute in the log', async () => {
	await start();
	for (let count = 0; count < 20; count++) await host.push(forgePush(TEXT, { token: 'otherToken' }));
	expect(host.log).toEqual([
		'warn: WeChat Trigger refused a request: The signature does not match: the sender does not know the Token of the credential',
	]);
});
