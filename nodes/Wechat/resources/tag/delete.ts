import { readTagId, tagId, TAG_OF_WECHAT } from '../../fields/tags';
import { defineOperation } from '../../operation';

/** Removes a tag from the account and from all its followers. */
export const deleteTag = defineOperation({
	option: {
		name: 'Delete',
		value: 'delete',
		chinese: '删除标签',
		action: 'Delete tag',
		description: 'Delete a tag; followers lose it',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/usermanage/tag/api_deletetag.html',
	effect: 'write',
	account: 'certified',
	fields: [tagId],
	request: (params) => ({
		method: 'POST',
		path: '/cgi-bin/tags/delete',
		body: { tag: { id: readTagId(params.tagId) } },
	}),
	output: { kind: 'acknowledgement', json: { deleted: true } },
	echo: ['tag.id'],
	hints: {
		45057: 'More than 100,000 followers have this tag: untag them first, until fewer have it.',
		45058: TAG_OF_WECHAT,
	},
	sample: {
		params: { tagId: '134' },
		request: { method: 'POST', path: '/cgi-bin/tags/delete', body: { tag: { id: 134 } } },
		response: { errcode: 0, errmsg: 'ok' },
	},
});
