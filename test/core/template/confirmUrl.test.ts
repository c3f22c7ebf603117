import { confirmUrl } from '../../../core/template/confirmUrl';

const PAGE = {
	host: 'https://mp.weixin.qq.com',
	appid: 'wx0123456789abcdef',
	scene: 1000,
	templateId: 'T-1_a',
	redirectUrl: 'https://example.com/done?a=1&b=二#top',
	reserved: 'abc123',
};

describe('confirmUrl', () => {
	test('names the parameters as the page wants them, each encoded, and ends with the mark of WeChat', () => {
		expect(confirmUrl(PAGE)).toBe(
			'https://mp.weixin.qq.com/mp/subscribemsg?action=get_confirm&appid=wx0123456789abcdef&scene=1000&template_id=T-1_a&redirect_url=https%3A%2F%2Fexample.com%2Fdone%3Fa%3D1%26b%3D%E4%BA%8C%23top&reserved=abc123#wechat_redirect',
		);
	});

	test('leaves out what is reserved when there is nothing to come back', () => {
		expect(new URL(confirmUrl({ ...PAGE, reserved: '' })).searchParams.has('reserved')).toBe(false);
	});
});
