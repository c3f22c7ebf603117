import { searchOneTimeTemplates, searchTemplates } from '../../../nodes/Wechat/lists/templates';
import { type CannedPlatform, startCannedPlatform } from '../support/cannedPlatform';
import { accountAt } from '../support/runOperation';
import { editorContext } from './editorContext';

const ONE_TIME_ID = 'one-time-00000000000000000000000000000000001';
const PAYMENT_ID = 'payment-000000000000000000000000000000000001';
const OWN_ID = 'own-0000000000000000000000000000000000000001';

const TEMPLATES = [
	{ template_id: ONE_TIME_ID, title: '订阅模板消息', content: '{{content.DATA}}', example: '' },
	{ template_id: PAYMENT_ID, title: '付款', content: '商品{{thing1.DATA}}', example: '商品Coffee' },
	// A test account's own template, without the properties that others have.
	{ template_id: OWN_ID, title: '通知', content: '{{content.DATA}}' },
];

let platform: CannedPlatform;
beforeAll(async () => {
	platform = await startCannedPlatform();
	platform.answer(() => ({ json: { template_list: TEMPLATES } }));
});
afterAll(async () => await platform.close());

const editor = () => editorContext(accountAt(platform.url), { resource: 'template', operation: 'send' });

test('searchTemplates offers what can be sent: not the template of one-time subscription messages', async () => {
	expect(await searchTemplates.call(editor())).toEqual({
		results: [
			{ name: '付款 – 商品Coffee', value: PAYMENT_ID },
			{ name: '通知', value: OWN_ID },
		],
	});
});

test('searchTemplates finds a template by words of the example that its entry shows', async () => {
	const { results } = await searchTemplates.call(editor(), 'coffee');
	expect(results.map(({ value }) => value)).toEqual([PAYMENT_ID]);
});

test('searchOneTimeTemplates offers that template alone', async () => {
	expect(await searchOneTimeTemplates.call(editor())).toEqual({
		results: [{ name: '订阅模板消息', value: ONE_TIME_ID }],
	});
});
