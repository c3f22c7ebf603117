import wechat from '../../nodes/Wechat/Wechat.node.json';
import { Wechat } from '../../nodes/Wechat/Wechat.node';
import { OPERATIONS, RESOURCES } from '../../nodes/Wechat/resources';
import login from '../../nodes/WechatOAuthTrigger/WechatOAuthTrigger.node.json';
import trigger from '../../nodes/WechatTrigger/WechatTrigger.node.json';
import { WechatTrigger } from '../../nodes/WechatTrigger/WechatTrigger.node';

/**
 * n8n's node search makes one entry of WeChat and WeChat Trigger: it looks through the aliases of the first and shows the
 * description of the second.
 */
describe('the entry WeChat of the node search', () => {
	test.each([
		['WeChat Trigger', trigger],
		['WeChat OAuth Trigger', login],
	])('is found by every alias of %s', (_name, { alias }) => {
		const missing = alias.filter((word) => !wechat.alias.includes(word));
		expect(missing.map((word) => `nodes/Wechat/Wechat.node.json: add "${word}" to "alias"`)).toEqual([]);
	});

	test.each(
		[
			'follow',
			'subscribe',
			'scan',
			'push',
			'webhook',
			'关注',
			'消息推送',
			'扫码',
			'事件',
			'网页授权',
			'模板消息',
			...['draft', 'article', 'broadcast', 'analytics', 'comment', 'ocr', 'approval'],
			...['草稿', '发布', '群发', '评论', '留言', '数据', '客服', '审批', '图片消息', '语音识别', '流量主'],
		].map((word) => [word]),
	)('is found by %s', (word) => {
		expect(wechat.alias).toContain(word);
	});

	// The search takes no word apart: all that is typed must stand in one alias, letter by letter.
	test.each(
		[
			...[
				'微信公众号',
				'微信公众平台',
				'公众平台',
				'微信服务号',
				'微信模板消息',
				'微信消息',
				'微信通知',
				'微信推送',
			],
			...[
				'微信客服',
				'微信群发',
				'微信菜单',
				'微信扫码',
				'微信登录',
				'公众号文章',
				'公众号推文',
				'公众号消息',
			],
			...['wechat official account', 'wechat mp', 'wechat message', 'send message', 'wechat notification'],
			...['wechat login', 'qr code login', 'qrcode'],
		].map((typed) => [typed]),
	)('is found by %s, as people type it', (typed) => {
		const inOrder = new RegExp([...typed].join('.*'));
		expect(wechat.alias.filter((alias) => inOrder.test(alias))).not.toEqual([]);
	});

	// A name of the account and what is wanted from it, together or with a space between them.
	test.each([
		[
			['微信', '公众号', '服务号', '订阅号', '微信公众号', '微信服务号', 'wechat'],
			[
				...[
					'模板消息',
					'客服消息',
					'订阅通知',
					'群发',
					'自动回复',
					'菜单',
					'二维码',
					'素材',
					'草稿',
					'文章',
					'发布',
				],
				...[
					'用户',
					'粉丝',
					'标签',
					'留言',
					'评论',
					'数据',
					'审批',
					'消息',
					'推送',
					'关注',
					'扫码',
					'登录',
					'网页授权',
				],
			],
		],
		[
			['wechat'],
			[
				...[
					'template',
					'template message',
					'message',
					'send message',
					'receive message',
					'broadcast',
					'menu',
				],
				...[
					'qr code',
					'media',
					'article',
					'draft',
					'publish',
					'user',
					'follower',
					'tag',
					'comment',
					'analytics',
				],
				...['approval', 'event', 'webhook', 'follow', 'oauth', 'login', 'authorization', 'auto reply'],
			],
		],
		[['official account'], ['template', 'message', 'menu', 'qr code', 'article', 'event', 'login']],
	])('is found by what the account is called and what is wanted from it: %s', (accounts, wanted) => {
		const typed = accounts.flatMap((account) =>
			wanted.flatMap((word) => [`${account} ${word}`, ...(/^\w/.test(account) ? [] : [`${account}${word}`])]),
		);
		const isFound = (words: string) =>
			wechat.alias.some((alias) => new RegExp([...words].join('.*')).test(alias));
		expect(typed.filter((words) => !isFound(words))).toEqual([]);
	});

	test('is found by the name of every resource', () => {
		const missing = RESOURCES.map(({ name }) => name.toLowerCase())
			.filter((name) => name !== 'custom api call')
			.filter((name) => !wechat.alias.some((word) => word.includes(name) || name.includes(word)));
		expect(missing.map((name) => `nodes/Wechat/Wechat.node.json: add "${name}" to "alias"`)).toEqual([]);
	});

	test('is found by the Chinese name of every resource and operation', () => {
		const names = [
			...RESOURCES.map(({ chinese }) => chinese),
			...OPERATIONS.map(({ option }) => option.chinese),
		];
		// What a person has still to decide is told by the contract.
		const missing = names.filter((name) => !name.includes('TODO') && !wechat.alias.includes(name));
		expect(missing.map((name) => `nodes/Wechat/Wechat.node.json: add "${name}" to "alias"`)).toEqual([]);
	});

	test('is said to receive and to send', () => {
		for (const { description } of [new Wechat().description, new WechatTrigger().description]) {
			expect(description).toMatch(/receive/i);
			expect(description).toMatch(/send/i);
		}
	});
});

test.each([wechat, trigger, login])('no alias stands twice in a codex: %#', ({ alias }) => {
	expect([...new Set(alias)]).toEqual(alias);
});
