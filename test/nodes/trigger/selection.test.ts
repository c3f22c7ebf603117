import { readStandardXml } from '../../../core/protocol/readStandardXml';
import { openSealedMessage } from '../../../core/protocol/sealMessage';
import { ACCOUNT, forgePush, nextText, TEXT } from './forgePush';
import { TriggerHost } from './triggerHost';

let host: TriggerHost;

const start = async (parameters: Record<string, unknown>) => {
	host = await new TriggerHost({ parameters }).start();
};

/** Whether a push starts the workflow; it is acknowledged in any case. */
async function starts(message: Parameters<typeof nextText>[0]): Promise<boolean> {
	const before = host.stored.length;
	const { MsgId, ...elements } = nextText(message);
	const isEvent = elements.MsgType === 'event';
	const { status, data } = await host.push(forgePush({ ...elements, ...(isEvent ? {} : { MsgId }) }));
	expect({ status, data }).toEqual({ status: 200, data: 'success' });
	return host.stored.length > before;
}

afterEach(async () => await host.stop());

const event = (Event: string, EventKey = '') => ({ MsgType: 'event', Event, EventKey, Content: undefined });

test('what is not chosen under Trigger On is acknowledged without an execution', async () => {
	await start({ events: ['text', 'event:subscribe'] });
	expect(await starts({})).toBe(true);
	expect(await starts(event('subscribe'))).toBe(true);
	expect(await starts(event('unsubscribe'))).toBe(false);
	expect(await starts({ MsgType: 'image', MediaId: 'M' })).toBe(false);
	expect(await starts(event('tomorrow'))).toBe(false);
});

test.each(['text, event:subscribe', '["text","event:subscribe"]'])(
	'Trigger On may be given as the text %s',
	async (events) => {
		await start({ events });
		expect(await starts({})).toBe(true);
		expect(await starts(event('subscribe'))).toBe(true);
		expect(await starts(event('unsubscribe'))).toBe(false);
	},
);

test('a keyword, its case and an OpenID may be given in other forms', async () => {
	const line = { match: 'contains', text: 404, ignoreCase: 'false' };
	await start({ filters: { keywords: { line: [line] }, openids: TEXT.FromUserName } });
	expect(await starts({ Content: 'error 404' })).toBe(true);
	expect(await starts({ Content: 'error' })).toBe(false);
	expect(await starts({ Content: 'error 404', FromUserName: 'oOTHER0000000000000000000001' })).toBe(false);
});

test('a trigger that was never touched takes everything', async () => {
	await start({});
	expect(await starts(event('tomorrow'))).toBe(true);
	expect(await starts({ MsgType: 'hologram' })).toBe(true);
});

test('keywords, menu keys, scenes and OpenIDs narrow what starts the workflow', async () => {
	await start({
		filters: {
			keywords: {
				line: [
					{ match: 'equals', text: '帮助', ignoreCase: true },
					{ match: 'regex', text: '^订单\\d+$', ignoreCase: true },
				],
			},
			menuKeys: ['A'],
			scenes: ['17', 'qrscene_shop'],
			openids: [' oUSER000000000000000000000001 ', ''],
		},
	});
	expect(await starts({ Content: '帮助' })).toBe(true);
	expect(await starts({ Content: '　帮助' })).toBe(true);
	expect(await starts({ Content: '订单42' })).toBe(true);
	expect(await starts({ Content: '你好' })).toBe(false);
	expect(await starts(event('CLICK', 'A'))).toBe(true);
	expect(await starts(event('CLICK', 'B'))).toBe(false);
	expect(await starts(event('subscribe', 'qrscene_17'))).toBe(true);
	expect(await starts(event('SCAN', '18'))).toBe(false);
	expect(await starts(event('SCAN', 'shop'))).toBe(true);
	expect(await starts({ Content: '帮助', FromUserName: 'oOTHER' })).toBe(false);
});

test('Menu Keys know the address of a button as browsers write it, and a page with or without its slash', async () => {
	await start({
		filters: { menuKeys: ['https://www.example.com', 'http://例子.example/活动?a=1', '/pages/a?b=/c'] },
	});
	expect(await starts(event('VIEW', 'https://www.example.com/'))).toBe(true);
	expect(await starts(event('VIEW', 'http://xn--fsqu00a.example/%E6%B4%BB%E5%8A%A8?a=1'))).toBe(true);
	expect(await starts(event('VIEW', 'https://www.example.com/other'))).toBe(false);
	expect(await starts(event('view_miniprogram', 'pages/a?b=/c'))).toBe(true);
	expect(await starts(event('view_miniprogram', 'pages/a'))).toBe(false);
	expect(await starts(event('CLICK', 'pages/a?b=/c'))).toBe(false);
});

test('an address in Menu Keys fits a button that was set without the slash of browsers', async () => {
	await start({ filters: { menuKeys: ['https://www.example.com/'] } });
	expect(await starts(event('VIEW', 'https://www.example.com'))).toBe(true);
});

test('filters know entries that were copied with invisible characters, and a list of OpenIDs in one entry', async () => {
	const openids = [
		`\u200b${TEXT.FromUserName}\ufeff`,
		'oA0000000000000000000000001，oB0000000000000000000000001',
	];
	await start({ filters: { openids, menuKeys: ['\u200bA\u200b'] } });
	expect(await starts({})).toBe(true);
	expect(await starts({ FromUserName: 'oB0000000000000000000000001' })).toBe(true);
	expect(await starts({ FromUserName: 'oC0000000000000000000000001' })).toBe(false);
	expect(await starts(event('CLICK', 'A'))).toBe(true);
});

test('a filter given by an expression as one text works like a list of one', async () => {
	await start({ filters: { menuKeys: '={{ "A" }}' } });
	expect(await starts(event('CLICK', 'A'))).toBe(true);
	expect(await starts(event('CLICK', 'B'))).toBe(false);
});

test('a push that comes with a broken pattern is answered 503 and names the field in the log', async () => {
	await start({ filters: { keywords: { line: [{ match: 'regex', text: '(', ignoreCase: true }] } } });
	expect((await host.push(forgePush(nextText()))).status).toBe(503);
	expect(host.log[0]).toContain('Keyword: "(" is not a valid pattern');
});

describe('Other Messages to AI Reply', () => {
	const parameters = {
		filters: { keywords: { line: [{ match: 'contains', text: '订单', ignoreCase: true }] } },
		triggerOptions: { othersToAi: true },
	};

	test('answers a message that does not start the workflow by handing it over', async () => {
		await start(parameters);
		const { status, data, headers } = await host.push(forgePush(nextText({ Content: '你好' })));
		expect(status).toBe(200);
		expect(headers['content-type']).toBe('text/xml; charset=utf-8');
		expect(readStandardXml(data)).toEqual({
			ToUserName: TEXT.FromUserName,
			FromUserName: TEXT.ToUserName,
			CreateTime: expect.stringMatching(/^\d{10}$/),
			MsgType: 'transfer_biz_ai_ivr',
		});
		expect(host.stored).toHaveLength(0);
	});

	test('seals that answer where the push came encrypted', async () => {
		host = await new TriggerHost({ parameters, credential: { messageEncryption: 'safe' } }).start();
		const { data } = await host.push(forgePush(nextText({ Content: '你好' }), { mode: 'safe' }));
		const { appId: appid, token, encodingAesSecretKey: encodingAesKey } = ACCOUNT;
		const opened = openSealedMessage(data, { appid, token, encodingAesKey });
		expect(readStandardXml(opened)).toMatchObject({ MsgType: 'transfer_biz_ai_ivr' });
	});

	test('seals it with the previous key where that one opened the push', async () => {
		const previousEncodingAesSecretKey = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFG';
		const credential = { messageEncryption: 'safe', previousEncodingAesSecretKey };
		host = await new TriggerHost({ parameters, credential }).start();
		const message = nextText({ Content: '你好' });
		const { data } = await host.push(forgePush(message, { mode: 'safe', key: previousEncodingAesSecretKey }));
		const { appId: appid, token } = ACCOUNT;
		const opened = openSealedMessage(data, { appid, token, encodingAesKey: previousEncodingAesSecretKey });
		expect(readStandardXml(opened)).toMatchObject({ MsgType: 'transfer_biz_ai_ivr' });
	});

	test('leaves the messages of the workflow and all events alone', async () => {
		await start({ ...parameters, events: ['text'] });
		expect(await starts({ Content: '订单42' })).toBe(true);
		expect(await starts(event('subscribe'))).toBe(false);
	});
});
