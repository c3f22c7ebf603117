import { defineCommentChange } from './changeComment';

/** Removes a comment from the featured ones. */
export const unmarkCommentElected = defineCommentChange({
	option: {
		name: 'Unmark Elected',
		value: 'unmarkElected',
		chinese: '评论取消精选',
		action: 'Unmark comment as elected',
		description: 'Unmark a comment as elected, so that readers no longer see it among the selected ones',
	},
	docs: 'https://developers.weixin.qq.com/doc/subscription/api/leaving/api_unelectcomment.html',
	path: '/cgi-bin/comment/unmarkelect',
	json: { elected: false },
});
