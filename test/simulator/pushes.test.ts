import { sealMessage } from '../../core/protocol/sealMessage';
import { startCallbackServer, type CallbackServer, type ReceivedRequest } from './support/callbackServer';
import { element, openEncrypted, sha1OfSorted } from './support/openPush';
import { call, stableToken, startPlatform, type Platform } from './support/platform';

let platform: Platform;
let server: CallbackServer;
let openid: string;

beforeEach(async () => {
	platform = await startPlatform();
	server = await startCallbackServer();
});
afterEach(async () => {
	await platform.simulator.close();
	await server.close();
});

/** Saves the server URL; the handshake is request 0, so pushes begin at 1. */
async function connect(mode: 'plain' | 'compatible' | 'safe') {
	const { appid } = platform.account;
	const { handshake } = await platform.simulator.control.account({ appid, mode, callbackUrl: server.url });
	expect(handshake).toMatchObject({ ok: true, status: 200, reason: '' });
	openid = (await platform.simulator.control.follower()).follower.openid;
}

const sayHello = () => platform.simulator.control.push({ message: { MsgType: 'text', Content: 'hello' } });
const answerWith = (body: string, status = 200) =>
	server.answerWith(({ response }) => response.writeHead(status).end(body));

function expectSigned({ query }: ReceivedRequest) {
	const { token } = platform.account;
	const [timestamp, nonce] = [query.get('timestamp') ?? '', query.get('nonce') ?? ''];
	expect(query.get('signature')).toBe(sha1OfSorted([token, timestamp, nonce]));
	expect(query.get('openid')).toBe(openid);
	return { token, timestamp, nonce };
}

describe('handshake', () => {
	const save = (callbackUrl: string | null) =>
		platform.simulator.control.account({ appid: platform.account.appid, callbackUrl });

	it('is a signed GET whose echostr must come back, then the URL is saved', async () => {
		const { account, handshake } = await save(server.url);
		expect(handshake?.ok).toBe(true);
		expect(account.callbackUrl).toBe(server.url);
		const { method, query } = await server.nth(0);
		expect(method).toBe('GET');
		expect(query.get('keep')).toBe('1');
		const parts = [platform.account.token, query.get('timestamp') ?? '', query.get('nonce') ?? ''];
		expect(query.get('signature')).toBe(sha1OfSorted(parts));
	});

	it.each([
		['a trailing newline', (echostr: string) => `${echostr}\n`],
		['JSON quotes', (echostr: string) => JSON.stringify(echostr)],
		['a byte order mark', (echostr: string) => `\ufeff${echostr}`],
		['nothing', () => ''],
	])('fails on %s, and the URL is not saved', async (_name, answer) => {
		server.answerWith(({ query, response }) => response.end(answer(query.get('echostr') ?? '')));
		const { account, handshake } = await save(server.url);
		expect(handshake).toMatchObject({ ok: false, reason: expect.stringContaining('token验证失败') });
		expect(account.callbackUrl).toBeNull();
	});

	it('fails on another status than 200', async () => {
		server.answerWith(({ query, response }) => response.writeHead(403).end(query.get('echostr')));
		expect((await save(server.url)).handshake).toMatchObject({ ok: false, status: 403 });
	});

	it('fails when there is no answer within five seconds', async () => {
		await platform.simulator.control.clock({ freeze: true });
		server.answerWith(() => undefined);
		const saving = save(server.url);
		await server.nth(0);
		await platform.simulator.control.clock({ advanceSeconds: 5 });
		expect((await saving).handshake).toMatchObject({
			ok: false,
			status: null,
			ms: 5000,
			reason: expect.stringContaining('请求URL超时'),
		});
	});

	it('is made with the new Token, which is kept back when it fails', async () => {
		await save(server.url);
		server.answerWith(({ response }) => response.end('no'));
		const { appid, token } = platform.account;
		const changed = await platform.simulator.control.account({ appid, token: 'newToken', mode: 'plain' });
		const { query } = await server.nth(1);
		const parts = ['newToken', query.get('timestamp') ?? '', query.get('nonce') ?? ''];
		expect(query.get('signature')).toBe(sha1OfSorted(parts));
		expect(changed.account).toMatchObject({ token, mode: 'safe', callbackUrl: server.url });
	});

	it('that fails leaves a new account its keys, without the URL', async () => {
		server.answerWith(({ response }) => response.end('no'));
		const keys = { token: 'given', encodingAESKey: 'A'.repeat(43), mode: 'compatible' } as const;
		const { account } = await platform.simulator.control.account({ ...keys, callbackUrl: server.url });
		expect(account).toMatchObject({ ...keys, callbackUrl: null });
	});

	it('can be left out, and the URL can be removed', async () => {
		const { appid } = platform.account;
		await platform.simulator.control.account({ appid, callbackUrl: server.url, handshake: false });
		expect(server.received).toEqual([]);
		expect((await save(null)).account.callbackUrl).toBeNull();
	});
});

describe('the three modes', () => {
	it('plain: bare fields under signature', async () => {
		await connect('plain');
		await sayHello();
		const push = await server.nth(1);
		expectSigned(push);
		expect(push.headers['content-type']).toBe('text/xml');
		expect(push.query.has('encrypt_type')).toBe(false);
		expect(push.body).toMatch(
			new RegExp(
				`^<xml><ToUserName><!\\[CDATA\\[${platform.account.originalId}\\]\\]></ToUserName>` +
					`<FromUserName><!\\[CDATA\\[${openid}\\]\\]></FromUserName><CreateTime>\\d{10}</CreateTime>` +
					'<MsgType><!\\[CDATA\\[text\\]\\]></MsgType><Content><!\\[CDATA\\[hello\\]\\]></Content>' +
					'<MsgId>\\d{17}</MsgId></xml>$',
			),
		);
	});

	it.each(['compatible', 'safe'] as const)(
		'%s: encrypted for this AppID under msg_signature',
		async (mode) => {
			await connect(mode);
			await sayHello();
			const push = await server.nth(1);
			const { token, timestamp, nonce } = expectSigned(push);
			expect(push.query.get('encrypt_type')).toBe('aes');
			const encrypted = element(push.body, 'Encrypt') ?? '';
			expect(push.query.get('msg_signature')).toBe(sha1OfSorted([token, timestamp, nonce, encrypted]));
			const { message, appid } = openEncrypted(encrypted, platform.account.encodingAESKey);
			expect(appid).toBe(platform.account.appid);
			expect(element(message, 'Content')).toBe('hello');
			expect(element(push.body, 'ToUserName')).toBe(platform.account.originalId);
			expect(element(push.body, 'Content')).toBe(mode === 'safe' ? null : 'hello');
		},
	);

	it('keeps the query that the server URL has', async () => {
		await connect('safe');
		await sayHello();
		expect((await server.nth(1)).query.get('keep')).toBe('1');
	});
});

describe('messages and events', () => {
	beforeEach(() => connect('plain'));
	const lastBody = () => server.received.at(-1)?.body ?? '';

	it('completes what a type demands', async () => {
		await platform.simulator.control.push({ message: { MsgType: 'image' } });
		expect(element(lastBody(), 'PicUrl')).toMatch(/^http/);
		expect(element(lastBody(), 'MediaId')).toMatch(/^.{64}$/);
		await platform.simulator.control.push({ event: { Event: 'scancode_push' } });
		expect(element(lastBody(), 'ScanResult')).toBe('1');
		expect(lastBody()).not.toContain('MsgId');
	});

	it('writes nested and repeated elements, ids bare and text in CDATA', async () => {
		const List = [
			{ TemplateId: 'a', SubscribeStatusString: 'accept', PopupScene: 1 },
			{ TemplateId: 'b', SubscribeStatusString: 'reject', PopupScene: 1 },
		];
		await platform.simulator.control.push({
			event: { Event: 'subscribe_msg_popup_event', SubscribeMsgPopupEvent: { List } },
		});
		const item = (id: string, status: string) =>
			`<List><TemplateId><![CDATA[${id}]]></TemplateId><SubscribeStatusString><![CDATA[${status}]]></SubscribeStatusString><PopupScene>1</PopupScene></List>`;
		expect(lastBody()).toContain(
			`<SubscribeMsgPopupEvent>${item('a', 'accept')}${item('b', 'reject')}</SubscribeMsgPopupEvent>`,
		);
		await platform.simulator.control.push({
			message: { MsgType: 'text', Content: 'a]]>b', MsgId: '24843204785429842' },
		});
		expect(lastBody()).toContain(
			'<Content><![CDATA[a]]]]><![CDATA[>b]]></Content><MsgId>24843204785429842</MsgId>',
		);
	});

	it('passes on types that the simulator does not know', async () => {
		const delivery = await platform.simulator.control.push({
			event: { Event: 'card_pass_check', CardId: 'c1' },
		});
		expect(delivery).toMatchObject({ name: 'event:card_pass_check', outcome: 'acknowledged' });
		expect(element(lastBody(), 'CardId')).toBe('c1');
	});

	it('pushes subscribe with the QR scene and unsubscribe, once each', async () => {
		const { control } = platform.simulator;
		const { delivery } = await control.follower({ openid, follow: true, qr: { scene: 7, ticket: 'gQ1' } });
		expect(delivery?.outcome).toBe('acknowledged');
		expect(element(lastBody(), 'EventKey')).toBe('qrscene_7');
		expect(element(lastBody(), 'Ticket')).toBe('gQ1');
		expect((await control.follower({ openid, follow: true })).delivery).toBeNull();
		const left = await control.follower({ openid, follow: false });
		expect(left.follower.subscribed).toBe(false);
		expect(element(lastBody(), 'Event')).toBe('unsubscribe');
		expect(server.received).toHaveLength(3);
	});

	it('follows silently when told so', async () => {
		const { follower, delivery } = await platform.simulator.control.follower({
			openid,
			follow: true,
			push: false,
		});
		expect(follower.subscribed).toBe(true);
		expect(delivery).toBeNull();
		expect(server.received).toHaveLength(1);
	});
});

describe('attempts', () => {
	beforeEach(async () => {
		await platform.simulator.control.clock({ freeze: true });
		await connect('safe');
	});

	it('repeats the same push twice after five silent seconds each, then tells the person', async () => {
		server.answerWith(() => undefined);
		const pushing = sayHello();
		for (const index of [1, 2, 3]) {
			await server.nth(index);
			await platform.simulator.control.clock({ advanceSeconds: 5 });
		}
		const delivery = await pushing;
		expect(delivery).toMatchObject({ outcome: 'unreachable', faultShownToUser: true });
		expect(delivery.attempts).toEqual(
			[1, 2, 3].map(() => expect.objectContaining({ failure: 'timeout', ms: 5000, status: null })),
		);
		const [first, ...others] = server.received.slice(1);
		for (const { body, query } of others) {
			expect(body).toBe(first?.body);
			expect(String(query)).toBe(String(first?.query));
		}
		expect(others).toHaveLength(2);
	});

	it('does not give up before five seconds are over', async () => {
		server.answerWith(() => undefined);
		const pushing = sayHello();
		const { response } = await server.nth(1);
		await platform.simulator.control.clock({ advanceSeconds: 4.999 });
		response.end('success');
		expect((await pushing).attempts).toEqual([
			expect.objectContaining({ status: 200, body: 'success', ms: 4999 }),
		]);
	});

	it('takes the answer to a later attempt', async () => {
		let turn = 0;
		server.answerWith(({ response }) => (++turn === 1 ? response.destroy() : response.end('')));
		const delivery = await sayHello();
		expect(delivery.attempts.map(({ failure, status }) => failure ?? status)).toEqual(['connection', 200]);
		expect(delivery).toMatchObject({ outcome: 'acknowledged', faultShownToUser: false });
	});

	it('repeats after server errors, not after refusals', async () => {
		answerWith('busy', 503);
		expect((await sayHello()).attempts.map(({ status }) => status)).toEqual([503, 503, 503]);
		answerWith('forbidden', 403);
		const refused = await sayHello();
		expect(refused.attempts.map(({ status }) => status)).toEqual([403]);
		expect(refused).toMatchObject({ outcome: 'fault', faultShownToUser: true });
	});

	it('does not follow redirects', async () => {
		server.answerWith(({ response }) => response.writeHead(302, { location: server.url }).end());
		const delivery = await sayHello();
		expect(delivery.attempts).toEqual([
			expect.objectContaining({ status: 302, fault: expect.stringContaining('302') }),
		]);
	});

	it('says nothing to the person when an event fails', async () => {
		answerWith('{"ok":true}');
		const delivery = await platform.simulator.control.push({ event: { Event: 'CLICK' } });
		expect(delivery).toMatchObject({ outcome: 'fault', faultShownToUser: false });
	});

	it('answers at once with wait: false and goes on', async () => {
		server.answerWith(() => undefined);
		const { control } = platform.simulator;
		const { id, outcome } = await control.push({ message: { MsgType: 'text' }, wait: false });
		expect(outcome).toBe('pending');
		(await server.nth(1)).response.end('success');
		await control.settled();
		expect((await control.deliveries()).find((delivery) => delivery.id === id)?.outcome).toBe('acknowledged');
	});

	it('keeps 32 pushes in flight, the rest wait their turn', async () => {
		const { control } = platform.simulator;
		server.answerWith(() => undefined);
		for (let turn = 0; turn < 33; turn++) await control.push({ message: { MsgType: 'text' }, wait: false });
		const busy = await server.nth(32);
		await call(platform, '/cgi-bin/token');
		expect(server.received).toHaveLength(33);
		busy.response.end('success');
		await server.nth(33);
	});

	it('refuses to push to an account without server URL', async () => {
		await platform.simulator.control.account({ appid: platform.account.appid, callbackUrl: null });
		await expect(sayHello()).rejects.toThrow('has no server URL');
	});
});

describe('passive replies', () => {
	const text = (change: Record<string, string> = {}, content = '<Content><![CDATA[hi]]></Content>') => {
		const fields = {
			ToUserName: openid,
			FromUserName: platform.account.originalId,
			CreateTime: '1700000000',
			MsgType: 'text',
		};
		const all = Object.entries({ ...fields, ...change }).map(
			([name, value]) => `<${name}><![CDATA[${value}]]></${name}>`,
		);
		return `<xml>${all.join('')}${content}</xml>`;
	};
	const articles = (items: number, count = items) =>
		text(
			{ MsgType: 'news' },
			`<ArticleCount>${count}</ArticleCount><Articles>${'<item><Title>t</Title><Url>u</Url></item>'.repeat(items)}</Articles>`,
		);
	const seal = (xml: string, change: { appid?: string; token?: string } = {}) => {
		const { appid, token, encodingAESKey } = platform.account;
		const fresh = { timestamp: 1_700_000_000, nonce: 'n', random16: Buffer.alloc(16, 7) };
		return sealMessage(xml, { appid, token, encodingAesKey: encodingAESKey, ...change }, fresh);
	};
	const lastOf = async () => {
		const delivery = await sayHello();
		return { ...delivery.attempts.at(-1), outcome: delivery.outcome, shown: delivery.faultShownToUser };
	};

	it.each(['plain', 'compatible'] as const)(
		'shows a good unencrypted reply on the phone in %s mode',
		async (mode) => {
			await connect(mode);
			answerWith(text());
			expect(await lastOf()).toMatchObject({ outcome: 'replied', fault: null, reply: { Content: 'hi' } });
			const chat = await platform.simulator.control.chat();
			expect(chat.map(({ from, kind }) => `${from} ${kind}`)).toEqual(['person text', 'account text']);
		},
	);

	it('decrypts a reply in safe mode', async () => {
		await connect('safe');
		answerWith(seal(text()));
		expect(await lastOf()).toMatchObject({
			outcome: 'replied',
			fault: null,
			reply: { Content: 'hi', MsgType: 'text' },
		});
	});

	it.each([
		['unencrypted', () => text(), 'not encrypted'],
		['signed with another Token', () => seal(text(), { token: 'another' }), 'MsgSignature'],
		['for another AppID', () => seal(text(), { appid: 'wx0000000000000000' }), 'AppID'],
	])('finds fault with a reply that is %s in safe mode', async (_name, body, fault) => {
		await connect('safe');
		answerWith(body());
		expect(await lastOf()).toMatchObject({
			outcome: 'fault',
			shown: true,
			fault: expect.stringContaining(fault),
		});
		const chat = await platform.simulator.control.chat();
		expect(chat.at(-1)).toMatchObject({ from: 'system', content: '该公众号提供的服务出现故障，请稍后再试' });
	});

	it.each([
		['JSON', () => '{"ok":true}', 'XML'],
		['a web page', () => '<html></html>', 'XML'],
		['quoted success', () => '"success"', 'XML'],
		[
			'unswapped parties',
			() => text({ ToUserName: platform.account.originalId, FromUserName: openid }),
			'ToUserName',
		],
		['another account', () => text({ FromUserName: 'gh_000000000000' }), 'FromUserName'],
		['no time', () => text({ CreateTime: '' }), 'CreateTime'],
		['an unknown type', () => text({ MsgType: 'file' }), 'MsgType'],
		['no text', () => text({}, ''), 'Content'],
		['2049 bytes of text', () => text({}, `<Content>${'a'.repeat(2049)}</Content>`), '2048'],
		[
			'an image without MediaId',
			() => text({ MsgType: 'image' }, '<Image><MediaId></MediaId></Image>'),
			'Image/MediaId',
		],
		[
			'music without thumb',
			() => text({ MsgType: 'music' }, '<Music><Title>t</Title></Music>'),
			'Music/ThumbMediaId',
		],
		['no article', () => articles(0), '0 items'],
		['nine articles', () => articles(9), '9 items'],
		['a wrong article count', () => articles(2, 3), 'ArticleCount'],
	])('finds fault with %s', async (_name, body, fault) => {
		await connect('plain');
		answerWith(body());
		expect(await lastOf()).toMatchObject({
			outcome: 'fault',
			shown: true,
			fault: expect.stringContaining(fault),
		});
	});

	it('shows one of eight articles after a message, all of them after an event', async () => {
		await connect('plain');
		answerWith(articles(8));
		await sayHello();
		await platform.simulator.control.push({ event: { Event: 'CLICK' } });
		const shown = (await platform.simulator.control.chat()).filter(({ from }) => from === 'account');
		expect(shown.map(({ content }) => JSON.stringify(content).match(/"Title"/g)?.length)).toEqual([1, 8]);
	});
});

describe('forged pushes', () => {
	const hello = { message: { MsgType: 'text', Content: 'hello' } };
	const push = async (
		forge:
			| 'wrong-token'
			| 'wrong-key'
			| 'wrong-appid'
			| 'altered-ciphertext'
			| 'altered-signature'
			| 'old-timestamp'
			| 'unsigned'
			| 'plain',
	) => {
		answerWith('no', 403);
		const delivery = await platform.simulator.control.push({ ...hello, forge });
		expect(delivery).toMatchObject({ forged: true, faultShownToUser: false, attempts: [{ status: 403 }] });
		const last = server.received.at(-1);
		if (!last) throw new Error('nothing came');
		const { query, body } = last;
		const parts = [platform.account.token, query.get('timestamp') ?? '', query.get('nonce') ?? ''];
		const encrypted = element(body, 'Encrypt') ?? '';
		return {
			query,
			body,
			encrypted,
			signed: query.get('signature') === sha1OfSorted([...parts]),
			sealed: query.get('msg_signature') === sha1OfSorted([...parts, encrypted]),
		};
	};
	beforeEach(() => connect('safe'));

	it('wrong-token: neither signature fits', async () => {
		expect(await push('wrong-token')).toMatchObject({ signed: false, sealed: false });
	});

	it('wrong-key: signed well, does not open', async () => {
		const { signed, sealed, encrypted } = await push('wrong-key');
		expect({ signed, sealed }).toEqual({ signed: true, sealed: true });
		const open = () => openEncrypted(encrypted, platform.account.encodingAESKey).appid;
		let appid: string | undefined;
		try {
			appid = open();
		} catch {
			appid = undefined;
		}
		expect(appid).not.toBe(platform.account.appid);
	});

	it('wrong-appid: signed well, opens, for another account', async () => {
		const { signed, sealed, encrypted } = await push('wrong-appid');
		expect({ signed, sealed }).toEqual({ signed: true, sealed: true });
		const { appid } = openEncrypted(encrypted, platform.account.encodingAESKey);
		expect(appid).toMatch(/^wx[0-9a-f]{16}$/);
		expect(appid).not.toBe(platform.account.appid);
	});

	it('altered-ciphertext: only msg_signature tells', async () => {
		expect(await push('altered-ciphertext')).toMatchObject({ signed: true, sealed: false });
	});

	it('altered-signature: neither fits', async () => {
		expect(await push('altered-signature')).toMatchObject({ signed: false, sealed: false });
	});

	it('old-timestamp: signed well, an hour old', async () => {
		const { signed, sealed, query } = await push('old-timestamp');
		expect({ signed, sealed }).toEqual({ signed: true, sealed: true });
		expect(Date.now() / 1000 - Number(query.get('timestamp'))).toBeGreaterThan(3590);
	});

	it('unsigned and plain: what they say', async () => {
		const { query } = await push('unsigned');
		expect([query.has('signature'), query.has('msg_signature')]).toEqual([false, false]);
		const plain = await push('plain');
		expect(element(plain.body, 'Content')).toBe('hello');
		expect(plain.signed).toBe(true);
	});

	it('refuses a forgery that the account’s mode has no room for', async () => {
		await platform.simulator.control.account({ appid: platform.account.appid, mode: 'plain' });
		const forging = platform.simulator.control.push({ ...hello, forge: 'wrong-key' });
		await expect(forging).rejects.toThrow('wrong-key needs an account in compatible or safe mode');
	});

	it('repeats an earlier delivery byte by byte, and posts raw bytes as given', async () => {
		const { id } = await sayHello();
		await platform.simulator.control.push({ repeat: id });
		const [first, second] = server.received.slice(1);
		expect(second?.body).toBe(first?.body);
		expect(String(second?.query)).toBe(String(first?.query));
		const raw = { query: { a: 'b' }, body: '<xml>', contentType: 'text/plain' };
		await platform.simulator.control.push({ raw });
		const last = server.received.at(-1);
		expect(last?.body).toBe('<xml>');
		expect(last?.query.get('a')).toBe('b');
		expect(last?.headers['content-type']).toBe('text/plain');
	});
});

describe('TEMPLATESENDJOBFINISH', () => {
	const send = async () => {
		const { control } = platform.simulator;
		const { templateId } = await control.area('templates', 'add', {
			title: 't',
			content: '品名{{thing1.DATA}}',
		});
		const { token } = await stableToken(platform);
		const body = { touser: openid, template_id: templateId, data: { thing1: { value: '咖啡' } } };
		const { text } = await call(platform, `/cgi-bin/message/template/send?access_token=${token}`, body);
		return /"msgid":(\d+)/.exec(text)?.[1];
	};

	it.each(['success', 'failed:user block', 'failed: system failed'] as const)(
		'tells %s',
		async (reception) => {
			await connect('plain');
			await platform.simulator.control.follower({ openid, follow: true, push: false, reception });
			const msgid = await send();
			const { body } = await server.nth(1);
			expect(element(body, 'Event')).toBe('TEMPLATESENDJOBFINISH');
			expect(body).toContain(`<MsgID>${msgid}</MsgID>`);
			expect(element(body, 'Status')).toBe(reception);
		},
	);

	it('comes as late as the account is set', async () => {
		await connect('plain');
		const { control } = platform.simulator;
		await control.follower({ openid, follow: true, push: false });
		await control.account({ appid: platform.account.appid, receiptDelayMs: 60_000 });
		await control.clock({ freeze: true });
		await send();
		await control.settled();
		expect(server.received).toHaveLength(1);
		await control.clock({ advanceSeconds: 60 });
		expect(element((await server.nth(1)).body, 'Event')).toBe('TEMPLATESENDJOBFINISH');
	});

	it('does not come after a reset', async () => {
		await connect('plain');
		const { control } = platform.simulator;
		await control.follower({ openid, follow: true, push: false });
		await control.account({ appid: platform.account.appid, receiptDelayMs: 60_000 });
		await send();
		await control.reset();
		await control.clock({ advanceSeconds: 61 });
		await call(platform, '/cgi-bin/token');
		await control.settled();
		expect(server.received).toHaveLength(1);
	});
});
