import wechat from '../../nodes/Wechat/Wechat.node.json';
import { Wechat } from '../../nodes/Wechat/Wechat.node';
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
		].map((word) => [word]),
	)('is found by %s', (word) => {
		expect(wechat.alias).toContain(word);
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
