import { readAll } from '../../../../core/errors/readAll';
import {
	readTagId,
	tagId,
	readTagName,
	tagName,
	TAG_NAME_TOO_LONG,
	TAG_NAME_TAKEN,
	TAG_OF_WECHAT,
} from '../../fields/tags';
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
		45158: TAG_NAME_TOO_LONG,
		45058: TAG_OF_WECHAT,
		45157: TAG_NAME_TAKEN,
	},
	sample: {
		params: { tagId: '134', tagName: '老会员' },
		request: { method: 'POST', path: '/cgi-bin/tags/update', body: { tag: { id: 134, name: '老会员' } } },
		response: { errcode: 0, errmsg: 'ok' },
	},
});
