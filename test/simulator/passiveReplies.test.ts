import { sealMessage } from '../../core/protocol/sealMessage';
import { startConnection, type Connection } from './support/connection';
import type { Platform } from './support/platform';

let connection: Connection;
let platform: Platform;
let openid: string;
const connect = async (mode: 'plain' | 'compatible' | 'safe') => (openid = await connection.connect(mode));
const sayHello = () => connection.sayHello();
const answerWith = (body: string, status?: number) => connection.answerWith(body, status);

beforeEach(async () => {
	connection = await startConnection();
	({ platform } = connection);
});
afterEach(() => connection.close());

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

	it.each(['transfer_customer_service', 'transfer_biz_ai_ivr'])(
		'takes a %s for a whole reply',
		async (MsgType) => {
			await connect('safe');
			answerWith(seal(text({ MsgType }, '')));
			expect(await lastOf()).toMatchObject({ outcome: 'replied', fault: null, reply: { MsgType } });
			const [, reply] = await platform.simulator.control.chat();
			expect(reply).toMatchObject({ from: 'account', kind: MsgType });
		},
	);

	it('takes an encrypted empty reply for none', async () => {
		await connect('safe');
		answerWith(seal(''));
		expect(await lastOf()).toMatchObject({ outcome: 'acknowledged', fault: null, reply: null, shown: false });
	});

	it('decrypts a reply in safe mode', async () => {
		await connect('safe');
		answerWith(seal(text()));
		expect(await lastOf()).toMatchObject({
			outcome: 'replied',
			fault: null,
			reply: { Content: 'hi', MsgType: 'text' },
		});
	});

	describe('after a change of the EncodingAESKey', () => {
		const NEW_KEY = 'N'.repeat(43);
		/** Says hello, and changes the key while the push is under way; the server answers with a reply sealed by `key`. */
		const answerBy = async (key: (old: string) => string) => {
			await connect('safe');
			const { appid, token, encodingAESKey: old } = platform.account;
			connection.server.answerWith(({ response }) => {
				const keys = { appid, token, encodingAesKey: key(old) };
				const fresh = { timestamp: 1_700_000_000, nonce: 'n', random16: Buffer.alloc(16, 7) };
				void platform.simulator.control
					.account({ appid, encodingAESKey: NEW_KEY })
					.then(() => response.end(sealMessage(text(), keys, fresh)));
			});
			return await sayHello();
		};

		it('takes a reply by the key before to a push that was sealed with it, also when that is repeated', async () => {
			const { id, outcome } = await answerBy((old) => old);
			expect(outcome).toBe('replied');
			const repeated = await platform.simulator.control.push({ repeat: id });
			expect(repeated).toMatchObject({ outcome: 'replied', attempts: [{ reply: { Content: 'hi' } }] });
		});

		it('finds fault with a reply by the new key to such a push, and with one by the key before to a new push', async () => {
			expect(await answerBy(() => NEW_KEY)).toMatchObject({ outcome: 'fault' });
			answerWith(seal(text()));
			expect(await lastOf()).toMatchObject({ outcome: 'fault' });
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
		['no article', () => articles(0), 'no item'],
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

	it('shows one of nine articles after a message, eight after an event', async () => {
		await connect('plain');
		answerWith(articles(9));
		await sayHello();
		await platform.simulator.control.push({ event: { Event: 'CLICK' } });
		const shown = (await platform.simulator.control.chat()).filter(({ from }) => from === 'account');
		expect(shown.map(({ content }) => JSON.stringify(content).match(/"Title"/g)?.length)).toEqual([1, 8]);
	});
});
