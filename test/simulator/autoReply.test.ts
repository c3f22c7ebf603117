import { apiOf } from './support/apiOf';
import { startPlatform, type Platform } from './support/platform';

let platform: Platform;

beforeEach(async () => {
	platform = await startPlatform();
	await platform.simulator.control.clock({ now: '2026-11-22T02:00:00Z', freeze: true });
});
afterEach(() => platform.simulator.close());

it('get_current_autoreply_info shows what the console has', async () => {
	const api = await apiOf(platform);
	const show = async () => (await api.get('/cgi-bin/get_current_autoreply_info')).json;
	expect(await show()).toEqual({ is_add_friend_reply_open: 0, is_autoreply_open: 0 });
	await platform.simulator.control.area('autoReply', 'console', {
		onFollow: '欢迎',
		rules: [{ name: '价格', keywords: [{ content: '多少钱' }], replies: ['¥39.8'] }],
	});
	expect(await show()).toEqual({
		is_add_friend_reply_open: 1,
		is_autoreply_open: 1,
		add_friend_autoreply_info: { type: 'text', content: '欢迎' },
		keyword_autoreply_info: {
			list: [
				{
					rule_name: '价格',
					create_time: Date.parse('2026-11-22T02:00:00Z') / 1000,
					reply_mode: 'reply_all',
					keyword_list_info: [{ type: 'text', match_mode: 'contain', content: '多少钱' }],
					reply_list_info: [{ type: 'text', content: '¥39.8' }],
				},
			],
		},
	});
});
