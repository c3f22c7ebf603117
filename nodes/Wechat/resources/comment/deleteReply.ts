import { defineCommentChange } from './changeComment';

/** Deletes the reply to a comment. */
export const deleteCommentReply = defineCommentChange({
	option: {
		name: 'Delete Reply',
		value: 'deleteReply',
		chinese: '删除评论回复',
		action: 'Delete reply to comment',
		description: 'Delete the reply of the author to a comment; another one can be written then',
	},
	docs: 'https://developers.weixin.qq.com/doc/subscription/api/leaving/api_delreplycomment.html',
	path: '/cgi-bin/comment/reply/delete',
	json: { deleted: true },
	hints: { 87009: 'Nothing to do: the comment has no reply (anymore).' },
});
