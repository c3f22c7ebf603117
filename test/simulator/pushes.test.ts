import type { CallbackServer, ReceivedRequest } from './support/callbackServer';
import { startConnection, type Connection } from './support/connection';
import { element, openEncrypted, sha1OfSorted } from './support/openPush';
import type { Platform } from './support/platform';

let connection: Connection;
let platform: Platform;
let server: CallbackServer;
let openid: string;
const connect = async (mode: 'plain' | 'compatible' | 'safe') => (openid = await connection.connect(mode));
const sayHello = () => connection.sayHello();

beforeEach(async () => {
	connection = await startConnection();
	({ platform, server } = connection);
});
afterEach(() => connection.close());

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

	describe('whose echostr comes chunked', () => {
		beforeEach(() => {
			server.answerWith(({ query, response }) => response.writeHead(200).end(query.get('echostr')));
		});

		it('fails with the reason in answer and log, and the URL is not saved', async () => {
			const { account, handshake } = await save(server.url);
			const reason =
				'token验证失败: the echostr came with Transfer-Encoding: chunked; state its Content-Length';
			expect(handshake).toMatchObject({ ok: false, status: 200, reason });
			expect(platform.log).toEqual([`server URL at ${new URL(server.url).host} refused: ${reason}`]);
			expect(account.callbackUrl).toBeNull();
		});

		it('succeeds once the account no longer refuses that, and its state shows so', async () => {
			const { control } = platform.simulator;
			const shown = async () => (await control.state()).accounts.map((one) => one.refuseChunkedEchostr);
			expect(await shown()).toEqual([true]);
			await control.account({ appid: platform.account.appid, refuseChunkedEchostr: false });
			expect(await shown()).toEqual([false]);
			expect((await save(server.url)).account.callbackUrl).toBe(server.url);
		});

		it('succeeds with its length stated over the same head', async () => {
			server.answerWith(({ query, response }) => {
				const echostr = query.get('echostr') ?? '';
				response.writeHead(200, { 'content-length': echostr.length }).end(echostr);
			});
			expect((await save(server.url)).handshake?.ok).toBe(true);
		});
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
	it.each([
		['plain', undefined],
		['compatible', 'hello'],
		['safe', 'hello'],
	] as const)('%s: the delivery keeps the XML inside its ciphertext', async (mode, content) => {
		await connect(mode);
		await sayHello();
		await platform.simulator.control.settled();
		const { decrypted } = (await platform.simulator.control.deliveries()).at(-1)?.request ?? {};
		expect(decrypted && element(decrypted, 'Content')).toBe(content);
	});

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

	it('escapes nothing in what a person writes', async () => {
		const Content = 'x]]></Content><MsgType><![CDATA[event]]></MsgType><Content><![CDATA[y';
		await platform.simulator.control.push({ message: { MsgType: 'text', Content } });
		expect(lastBody()).toContain(`<Content><![CDATA[${Content}]]></Content>`);
	});

	it.each([
		['text', ['Content']],
		['image', ['PicUrl', 'MediaId']],
		['voice', ['MediaId', 'Format', 'MediaId16K']],
		['video', ['MediaId', 'ThumbMediaId']],
		['shortvideo', ['MediaId', 'ThumbMediaId']],
		['location', ['Location_X', 'Location_Y', 'Scale', 'Label']],
		['link', ['Title', 'Description', 'Url']],
	])('completes a %s message', async (MsgType, elements) => {
		await platform.simulator.control.push({ message: { MsgType } });
		expect(element(lastBody(), 'MsgType')).toBe(MsgType);
		for (const name of [...elements, 'MsgId'])
			expect([name, element(lastBody(), name)]).toEqual([name, expect.stringMatching(/./)]);
	});

	it.each([
		['subscribe', []],
		['unsubscribe', []],
		['SCAN', ['EventKey', 'Ticket']],
		['LOCATION', ['Latitude', 'Longitude', 'Precision']],
		['CLICK', ['EventKey']],
		['VIEW', ['EventKey', 'MenuId']],
		['view_miniprogram', ['EventKey', 'MenuId']],
		['scancode_push', ['EventKey', 'ScanCodeInfo', 'ScanType', 'ScanResult']],
		['scancode_waitmsg', ['EventKey', 'ScanCodeInfo', 'ScanType', 'ScanResult']],
		['pic_sysphoto', ['EventKey', 'SendPicsInfo', 'Count', 'PicList', 'item', 'PicMd5Sum']],
		['pic_photo_or_album', ['EventKey', 'SendPicsInfo', 'Count', 'PicList', 'item', 'PicMd5Sum']],
		['pic_weixin', ['EventKey', 'SendPicsInfo', 'Count', 'PicList', 'item', 'PicMd5Sum']],
		['location_select', ['EventKey', 'SendLocationInfo', 'Location_X', 'Location_Y', 'Scale', 'Label']],
		['TEMPLATESENDJOBFINISH', ['MsgID', 'Status']],
		[
			'MASSSENDJOBFINISH',
			[
				'MsgID',
				'Status',
				'TotalCount',
				'FilterCount',
				'SentCount',
				'ErrorCount',
				'CopyrightCheckResult',
				'ArticleUrlResult',
			],
		],
		[
			'PUBLISHJOBFINISH',
			['PublishEventInfo', 'publish_id', 'publish_status', 'article_id', 'article_detail'],
		],
		[
			'subscribe_msg_popup_event',
			['SubscribeMsgPopupEvent', 'List', 'TemplateId', 'SubscribeStatusString', 'PopupScene'],
		],
		[
			'subscribe_msg_change_event',
			['SubscribeMsgChangeEvent', 'List', 'TemplateId', 'SubscribeStatusString'],
		],
		[
			'subscribe_msg_sent_event',
			['SubscribeMsgSentEvent', 'List', 'TemplateId', 'MsgID', 'ErrorCode', 'ErrorStatus'],
		],
		['user_info_modified', ['OpenID', 'AppID']],
		['user_authorization_revoke', ['OpenID', 'AppID', 'RevokeInfo']],
		['user_authorization_cancellation', ['OpenID', 'AppID']],
		['qualification_verify_success', ['ExpiredTime']],
		['qualification_verify_fail', ['FailTime', 'FailReason']],
		['naming_verify_success', ['ExpiredTime']],
		['naming_verify_fail', ['FailTime', 'FailReason']],
		['annual_renew', ['ExpiredTime']],
		['verify_expired', ['ExpiredTime']],
		['kf_create_session', ['KfAccount']],
		['kf_close_session', ['KfAccount']],
		['kf_switch_session', ['FromKfAccount', 'ToKfAccount']],
		['user_authorize_invoice', ['SuccOrderId', 'AppId', 'Source']],
		['submit_invoice_title', ['title', 'tax_no', 'addr', 'phone', 'bank_type', 'bank_no', 'title_type']],
		['update_invoice_status', ['Status', 'CardId', 'Code']],
		['cloud_invoice_invoiceresult_event', ['fpqqlsh', 'status', 'nsrsbh']],
		['debug_demo', ['debug_str']],
	])('completes the event %s', async (Event, elements) => {
		await platform.simulator.control.push({ event: { Event } });
		expect(element(lastBody(), 'MsgType')).toBe('event');
		expect(element(lastBody(), 'Event')).toBe(Event);
		expect(lastBody()).not.toContain('<MsgId>');
		for (const name of elements)
			expect([name, element(lastBody(), name)]).toEqual([name, expect.stringMatching(/./)]);
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
		expect(lastBody()).toContain('<Content><![CDATA[a]]>b]]></Content><MsgId>24843204785429842</MsgId>');
	});

	it.each([
		[
			'voice',
			{ Idx: '1', MsgDataId: '2247483649' },
			/<\/Format><MsgId>\d+<\/MsgId><MsgDataId>2247483649<\/MsgDataId><Idx>1<\/Idx><MediaId16K><!\[CDATA\[/,
		],
		[
			'text',
			{ bizmsgmenuid: '101' },
			/<\/Content><MsgId>\d+<\/MsgId><bizmsgmenuid>101<\/bizmsgmenuid><\/xml>$/,
		],
		['text', { bizmsgmenuid: '007' }, /<bizmsgmenuid><!\[CDATA\[007]]><\/bizmsgmenuid>/],
	])('ends a %s message with %j as the official samples do', async (MsgType, more, end) => {
		await platform.simulator.control.push({ message: { MsgType, ...more } });
		expect(lastBody()).toMatch(end);
	});

	it('writes the chosen place as text, and a sent or reported one as numbers', async () => {
		const { control } = platform.simulator;
		await control.push({ event: { Event: 'location_select' } });
		expect(lastBody()).toContain(
			'<SendLocationInfo><Location_X><![CDATA[23]]></Location_X><Location_Y><![CDATA[113]]></Location_Y><Scale><![CDATA[15]]></Scale><Label><![CDATA[',
		);
		await control.push({ message: { MsgType: 'location' } });
		expect(lastBody()).toMatch(/<Location_X>[\d.]+<\/Location_X><Location_Y>[\d.]+<\/Location_Y><Scale>20</);
		await control.push({ event: { Event: 'LOCATION' } });
		expect(lastBody()).toMatch(
			/<Latitude>[\d.]+<\/Latitude><Longitude>[\d.]+<\/Longitude><Precision>[\d.]+</,
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
