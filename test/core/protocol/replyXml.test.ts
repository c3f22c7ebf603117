import { readStandardXml } from '../../../core/protocol/readStandardXml';
import { type PassiveReply, replyXml } from '../../../core/protocol/replyXml';

const PUSH = { FromUserName: 'oUser', ToUserName: 'gh_acct' };
const ENVELOPE = { ToUserName: 'oUser', FromUserName: 'gh_acct', CreateTime: '1700000000' };

const written = (reply: PassiveReply) => readStandardXml(replyXml(reply, PUSH, 1_700_000_000));

test('replyXml writes the text reply of the official example', () => {
	expect(replyXml({ type: 'text', content: 'hi' }, PUSH, 1_700_000_000)).toBe(
		'<xml><ToUserName><![CDATA[oUser]]></ToUserName><FromUserName><![CDATA[gh_acct]]></FromUserName>' +
			'<CreateTime>1700000000</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[hi]]></Content></xml>',
	);
});

test.each<[PassiveReply, object]>([
	[{ type: 'text', content: ' a\n<b> & ]]> 你好 ' }, { Content: ' a\n<b> & ]]> 你好 ' }],
	[{ type: 'image', mediaId: 'M' }, { Image: { MediaId: 'M' } }],
	[{ type: 'voice', mediaId: 'M' }, { Voice: { MediaId: 'M' } }],
	[{ type: 'video', mediaId: 'M', thumbMediaId: 'T' }, { Video: { MediaId: 'M' } }],
	[
		{ type: 'video', mediaId: 'M', title: 't', description: 'd' },
		{ Video: { MediaId: 'M', Title: 't', Description: 'd' } },
	],
	[{ type: 'music', thumbMediaId: 'T' }, { Music: { ThumbMediaId: 'T' } }],
	[
		{ type: 'music', thumbMediaId: 'T', title: 't', description: 'd', musicUrl: 'm', hqMusicUrl: 'h' },
		{ Music: { Title: 't', Description: 'd', MusicUrl: 'm', HQMusicUrl: 'h', ThumbMediaId: 'T' } },
	],
	[
		{ type: 'news', articles: [{ title: 'a', url: 'u' }] },
		{ ArticleCount: '1', Articles: { item: [{ Title: 'a', Description: '', PicUrl: '', Url: 'u' }] } },
	],
	[
		{
			type: 'news',
			articles: [
				{ title: 'a', description: 'd', picUrl: 'p', url: 'u' },
				{ title: 'b', url: 'v' },
			],
		},
		{
			ArticleCount: '2',
			Articles: {
				item: [
					{ Title: 'a', Description: 'd', PicUrl: 'p', Url: 'u' },
					{ Title: 'b', Description: '', PicUrl: '', Url: 'v' },
				],
			},
		},
	],
	[{ type: 'transfer_customer_service' }, {}],
	[{ type: 'transfer_biz_ai_ivr' }, {}],
	[{ type: 'transfer_customer_service', kfAccount: 'a@b' }, { TransInfo: { KfAccount: 'a@b' } }],
])("replyXml(%j) has the official structure and the parties in each other's place", (reply, content) => {
	expect(written(reply)).toEqual({ ...ENVELOPE, MsgType: reply.type, ...content });
});

test('replyXml leaves out characters that no XML document can hold, and keeps tab and line ends', () => {
	const content = 'a\u0000b\u0008c\u000bd\u001fe\ufffff\ud800g\th\ni\rj\u007f😀';
	expect(replyXml({ type: 'text', content }, PUSH, 1)).toContain('<![CDATA[abcdefg\th\ni\rj😀]]>');
});

test.each([
	[
		']]\u0000></Content><MsgType><![CDATA[image]]\u0000></MsgType><Content><![CDATA[',
		']]></Content><MsgType><![CDATA[image]]></MsgType><Content><![CDATA[',
	],
	[']\u0001]>', ']]>'],
	[']]\ud83d>', ']]>'],
	['a]]\ufffe\uffff>b', 'a]]>b'],
])('replyXml(%j) lets no text end its element by characters that are left out', (text, sendable) => {
	expect(written({ type: 'text', content: text })).toEqual({
		...ENVELOPE,
		MsgType: 'text',
		Content: sendable,
	});
	const article = { title: text, description: text, url: 'u' };
	const item = [{ Title: sendable, Description: sendable, PicUrl: '', Url: 'u' }];
	expect(written({ type: 'news', articles: [article] })).toMatchObject({ Articles: { item } });
});
