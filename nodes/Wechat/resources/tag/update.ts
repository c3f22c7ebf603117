import { readAll } from '../../../../core/errors/readAll';
import { readTagId, tagId, readTagName, tagName } from '../../fields/tags';
import { defineOperation } from '../../operation';

/** Renames a tag. */
export const updateTag = defineOperation({
	option: {
		name: 'Update',
		value: 'update',
		chinese: '编辑标签',
		action: 'Update tag',
		description: 'Rename a tag; the followers who have it keep it',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/usermanage/tag/api_updatetag.html',
	effect: 'write',
	account: 'certified',
	fields: [tagId, tagName],
	request: (params) => ({
		method: 'POST',
		path: '/cgi-bin/tags/update',
		body: {
			tag: readAll({
				id: () => readTagId(params.tagId),
				name: () => readTagName(params.tagName),
			}),
		},
	}),
	output: { kind: 'acknowledgement' },
	echo: ['tag.id', 'tag.name'],
	hints: {
		45158: 'Shorten the name to ten Chinese characters or 30 letters.',
		45058: 'The tags 0, 1 and 2 belong to WeChat itself. Choose one of your own.',
		45157: 'A tag of this name exists already, or the name is reserved. Choose another name.',
	},
	sample: {
		params: { tagId: '134', tagName: '老会员' },
		request: { method: 'POST', path: '/cgi-bin/tags/update', body: { tag: { id: 134, name: '老会员' } } },
		response: { errcode: 0, errmsg: 'ok' },
	},
});
