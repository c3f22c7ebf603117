import { readTagName, tagName, TAG_NAME_TOO_LONG, TAG_NAME_TAKEN } from '../../fields/tags';
import { defineOperation } from '../../operation';

/** Creates a tag. */
export const createTag = defineOperation({
	option: {
		name: 'Create',
		value: 'create',
		chinese: '创建标签',
		action: 'Create tag',
		description: 'Create a tag for followers; an account can have up to 100 tags',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/usermanage/tag/api_createtag.html',
	effect: 'write',
	account: 'certified',
	fields: [tagName],
	request: (params) => ({
		method: 'POST',
		path: '/cgi-bin/tags/create',
		body: { tag: { name: readTagName(params.tagName) } },
	}),
	output: { kind: 'one', pick: 'tag' },
	hints: {
		45158: TAG_NAME_TOO_LONG,
		45157: TAG_NAME_TAKEN,
		45056: 'Delete a tag that is no longer needed: 100 is the limit.',
	},
	sample: {
		params: { tagName: '会员1' },
		request: { method: 'POST', path: '/cgi-bin/tags/create', body: { tag: { name: '会员1' } } },
		response: { tag: { id: 134, name: '会员1' } },
	},
});
