import { readId } from '../../../shared/typedValues';
import { defineOperation } from '../../operation';
import { draftId, NO_DRAFT } from './draftId';

/** Deletes a draft. */
export const deleteDraft = defineOperation({
	option: {
		name: 'Delete',
		value: 'delete',
		chinese: '删除草稿',
		action: 'Delete draft',
		description: 'Delete a draft with all its articles; it cannot be restored',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/draftbox/draftmanage/api_draft_delete.html',
	effect: 'write',
	account: 'any',
	fields: [draftId],
	request: (params) => ({
		method: 'POST',
		path: '/cgi-bin/draft/delete',
		body: { media_id: readId('Draft', params.draftMediaId) },
	}),
	output: { kind: 'acknowledgement', json: { deleted: true } },
	echo: ['media_id'],
	hints: { 40007: NO_DRAFT },
	sample: {
		params: { draftMediaId: 'SAMPLE-draft-id-1' },
		request: { method: 'POST', path: '/cgi-bin/draft/delete', body: { media_id: 'SAMPLE-draft-id-1' } },
		response: { errcode: 0, errmsg: 'ok' },
	},
});
