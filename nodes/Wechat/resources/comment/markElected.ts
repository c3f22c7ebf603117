import { defineCommentChange } from './changeComment';

/** Features a comment (精选), so that all readers see it. */
export const markCommentElected = defineCommentChange({
	option: {
		name: 'Mark Elected',
		value: 'markElected',
		chinese: '评论标记精选',
		action: 'Mark comment as elected',
		description: 'Mark a comment as elected (精选), so that all readers see it',
	},
	docs: 'https://developers.weixin.qq.com/doc/subscription/api/leaving/api_electcomment.html',
	path: '/cgi-bin/comment/markelect',
	json: { elected: true },
	hints: {
		88003: 'The article already has the maximum number of elected comments. Unmark one first.',
	},
});
