import { callTrigger, startedWith } from './callTrigger';
import { ACCOUNT, forgeHandshake, forgePush, nextText, TEXT } from './forgePush';

const AS_SENT = { ...TEXT, CreateTime: '1760000000', MsgId: expect.any(String) };

const refused = (call: Awaited<ReturnType<typeof callTrigger>>) => {
	expect(call.result).toEqual({ noWebhookResponse: true });
	expect(call.response.writableEnded).toBe(true);
	return call.response.statusCode;
};

describe('handshake', () => {
	test.each(['plain', 'compatible', 'safe'])(
		'%s mode gives echostr back untouched',
		async (messageEncryption) => {
			const echostr = ' 57&<>"é 12 ';
			const call = await callTrigger(
				{ query: forgeHandshake(echostr) },
				{ messageEncryption },
				{ method: 'GET' },
			);
			expect(call.result).toEqual({ noWebhookResponse: true });
			expect(call.response).toMatchObject({ statusCode: 200, body: echostr });
			expect(call.response.headers['content-type']).toContain('text/plain');
		},
	);

	test('with a signature of another Token is refused', async () => {
		const call = await callTrigger({ query: forgeHandshake('1', 'otherToken') }, {}, { method: 'GET' });
		expect(refused(call)).toBe(403);
		expect(call.response.body).not.toContain(ACCOUNT.token);
	});

	test.each([
		['no parameters', {}],
		['echostr as an array', { ...forgeHandshake('1'), echostr: ['1', '2'] }],
		['nonce as an object', { ...forgeHandshake('1'), nonce: { $ne: '' } }],
		['signature as an array', { ...forgeHandshake('1'), signature: [forgeHandshake('1').signature] }],
	])('with %s is refused', async (_name, query) => {
		const status = refused(await callTrigger({ query }, {}, { method: 'GET' }));
		expect([400, 403]).toContain(status);
	});
});

describe('push', () => {
	test.each(['plain', 'compatible', 'safe'] as const)(
		'%s mode starts the workflow with the elements as sent',
		async (mode) => {
			const before = Date.now();
			const call = await callTrigger(forgePush(nextText(), { mode }), { messageEncryption: mode });
			expect(call.response.writableEnded).toBe(false);
			const json = startedWith(call);
			expect(json).toEqual({
				...AS_SENT,
				meta: {
					receivedAt: expect.any(String),
					replyBefore: expect.any(String),
					encrypted: mode !== 'plain',
				},
			});
			const { receivedAt, replyBefore } = json?.meta as Record<string, string>;
			expect(Date.parse(receivedAt ?? '')).toBeGreaterThanOrEqual(before);
			expect(Date.parse(replyBefore ?? '') - Date.parse(receivedAt ?? '')).toBe(4500);
		},
	);

	test('whose content type n8n does not read is read from the network', async () => {
		const call = await callTrigger(forgePush(nextText()), {}, { bodyRead: false });
		expect(startedWith(call)).toMatchObject(AS_SENT);
	});

	test('in compatible form to a plain-text credential carries no ciphertext', async () => {
		const call = await callTrigger(forgePush(nextText(), { mode: 'compatible' }));
		expect(startedWith(call)).toMatchObject(AS_SENT);
		expect(startedWith(call)).not.toHaveProperty('Encrypt');
	});

	test('encrypted with the previous key is accepted while that key is configured', async () => {
		const previousEncodingAesSecretKey = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFG';
		const push = forgePush(nextText(), { mode: 'safe', key: previousEncodingAesSecretKey });
		expect(
			startedWith(await callTrigger(push, { messageEncryption: 'safe', previousEncodingAesSecretKey })),
		).toBeDefined();
		expect(refused(await callTrigger(push, { messageEncryption: 'safe' }))).toBe(403);
	});

	test.each([
		['with a signature of another Token', forgePush(TEXT, { token: 'otherToken' }), 'plain', 403],
		['sealed with another Token', forgePush(TEXT, { mode: 'safe', token: 'otherToken' }), 'safe', 403],
		['sealed for another AppID', forgePush(TEXT, { mode: 'safe', appid: 'wxfedcba9876543210' }), 'safe', 403],
		['in plain text when encryption is expected', forgePush(TEXT), 'safe', 403],
		['sealed when plain text is configured', forgePush(TEXT, { mode: 'safe' }), 'plain', 400],
		['that is no XML', forgePush('{"MsgType":"text"}'), 'plain', 400],
		['with a DOCTYPE', forgePush('<!DOCTYPE xml [<!ENTITY a "b">]><xml><a>&a;</a></xml>'), 'plain', 400],
		[
			'nested 200 levels deep',
			forgePush(`<xml>${'<a>'.repeat(200)}${'</a>'.repeat(200)}</xml>`),
			'plain',
			400,
		],
		['without a body', { ...forgePush(TEXT), body: '' }, 'plain', 400],
		['without a query', { ...forgePush(TEXT), query: {} }, 'plain', 400],
		[
			'with two timestamps',
			{ ...forgePush(TEXT), query: { ...forgePush(TEXT).query, timestamp: ['1', '2'] } },
			'plain',
			400,
		],
	])('%s is refused', async (_name, push, messageEncryption, status) => {
		const call = await callTrigger(push, { messageEncryption });
		expect(refused(call)).toBe(status);
		for (const secret of [ACCOUNT.token, ACCOUNT.encodingAesSecretKey, ACCOUNT.appSecret]) {
			expect(call.response.body).not.toContain(secret);
		}
	});

	test('with an altered ciphertext is refused', async () => {
		const push = forgePush(TEXT, { mode: 'safe' });
		const body = push.body.replace(
			/CDATA\[(.)([^\]]+)\]\]><\/Encrypt>/,
			(_all, first: string, rest: string) => {
				return `CDATA[${first === 'A' ? 'B' : 'A'}${rest}]]></Encrypt>`;
			},
		);
		expect(body).not.toBe(push.body);
		expect(refused(await callTrigger({ ...push, body }, { messageEncryption: 'safe' }))).toBe(403);
	});

	test('that is not UTF-8 is refused', async () => {
		const { query } = forgePush(TEXT);
		const body = Buffer.from([0x3c, 0x78, 0x6d, 0x6c, 0x3e, 0xff, 0xfe]);
		expect(refused(await callTrigger({ query }, {}, { body }))).toBe(400);
	});

	test('whose body cannot be read is refused', async () => {
		const failing = forgePush(TEXT);
		const call = await callTrigger(failing, {}, { bodyRead: false, body: undefined });
		expect(refused(call)).toBe(400);
	});

	test('is answered 503, to be sent again, while the credential cannot be used', async () => {
		expect(refused(await callTrigger(forgePush(TEXT), { token: 'a b' }))).toBe(503);
	});
});

describe('freshness', () => {
	const now = () => Math.floor(Date.now() / 1000);

	test.each([-330, 330])('a timestamp %i s off is refused by default', async (offset) => {
		expect(refused(await callTrigger(forgePush(TEXT, { timestamp: now() + offset })))).toBe(403);
	});

	test.each([-270, 270])('a timestamp %i s off is accepted by default', async (offset) => {
		expect(
			startedWith(await callTrigger(forgePush(nextText(), { timestamp: now() + offset }))),
		).toBeDefined();
	});

	test('the window can be narrowed', async () => {
		const parameters = { options: { freshness: 30 } };
		const call = await callTrigger(forgePush(TEXT, { timestamp: now() - 60 }), {}, { parameters });
		expect(refused(call)).toBe(403);
	});

	test('0 accepts any timestamp', async () => {
		const parameters = { options: { freshness: 0 } };
		const call = await callTrigger(forgePush(nextText(), { timestamp: 1_400_000_000 }), {}, { parameters });
		expect(startedWith(call)).toMatchObject(AS_SENT);
	});
});
