import { readId } from '../../../shared/typedValues';
import { mediaId } from '../../fields/files';
import { defineOperation } from '../../operation';

const IN_USE = 'The material is used by the menu or by an automatic reply: take it out there first.';

/** Deletes a permanent material. */
export const deleteMaterial = defineOperation({
	option: {
		name: 'Delete',
		value: 'delete',
		chinese: '删除永久素材',
		action: 'Delete permanent material',
		description: 'Delete a permanent material; it cannot be restored',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/material/permanent/api_delmaterial.html',
	effect: 'write',
	account: 'certified',
	fields: [mediaId],
	request: (params) => ({
		method: 'POST',
		path: '/cgi-bin/material/del_material',
		body: { media_id: readId('Media ID', params.mediaId) },
	}),
	output: { kind: 'acknowledgement', json: { deleted: true } },
	echo: ['media_id'],
	hints: {
		40007:
			'No permanent material of this account has this Media ID. Give one that Material (Permanent) → Get Many lists; temporary media expire by themselves.',
		45060: IN_USE,
		48005: IN_USE,
	},
	sample: {
		params: { mediaId: 'SAMPLE-material-id-1' },
		request: {
			method: 'POST',
			path: '/cgi-bin/material/del_material',
			body: { media_id: 'SAMPLE-material-id-1' },
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
