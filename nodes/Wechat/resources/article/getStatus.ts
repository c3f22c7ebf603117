import { readId } from '../../../shared/typedValues';
import { defineOperation } from '../../operation';
import { PUBLISHING_HINTS } from './publish';
import { askPublished } from './waitPublished';

/** Gets the state of a publishing job. */
export const getPublishStatus = defineOperation({
	option: {
		name: 'Get Status',
		value: 'getStatus',
		chinese: '发布状态查询',
		action: 'Get publish status of article',
		description:
			'Get the progress of publishing a draft: publish_state in words, article_urls once it is published; problem says what went wrong, and what to do',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/public/api_freepublish_get.html',
	effect: 'read',
	account: 'certified account',
	fields: [
		{
			displayName: 'Publish ID',
			name: 'publishId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 100000001',
			description:
				'The publish_id that Publish gave, or that is in an Article Published event of the WeChat Trigger',
		},
	],
	run: async (params, item) => [
		{ json: (await askPublished(item, readId('Publish ID', params.publishId))).json },
	],
	hints: {
		...PUBLISHING_HINTS,
		53502:
			'No publishing job of this account has this ID. Under Publish ID, enter the publish_id from Article → Publish, with the same credential.',
	},
	sample: {
		params: { publishId: '100000001' },
		request: {
			method: 'POST',
			path: '/cgi-bin/freepublish/get',
			body: { publish_id: '100000001' },
		},
		response: {
			publish_id: '100000001',
			publish_status: 0,
			article_id: 'SAMPLE-article-id-1',
			article_detail: { count: 1, item: [{ idx: 1, article_url: 'http://mp.weixin.qq.com/s/SAMPLE' }] },
			fail_idx: [],
		},
	},
});
