import { defineCommentChange } from './changeComment';

/** Deletes a comment. */
export const deleteComment = defineCommentChange({
	option: {
		name: 'Delete',
		value: 'delete',
		chinese: '删除评论',
		action: 'Delete comment',
		description: 'Delete a comment of a reader; it cannot be restored',
	},
	docs: 'https://developers.weixin.qq.com/doc/subscription/api/leaving/api_delcomment.html',
	path: '/cgi-bin/comment/delete',
	json: { deleted: true },
});
