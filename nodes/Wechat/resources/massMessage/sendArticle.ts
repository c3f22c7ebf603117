import { DRAFTS_PLACE } from '../../../../core/errors/consolePaths';
import { readId } from '../../../shared/typedValues';
import { MATERIAL_MODES, mediaId } from '../../fields/files';
import { defineOperation } from '../../operation';
import { MASS_HINTS, massMessageId, massOptions, sendMassMessage } from './massMessage';
import { recipientFields } from './recipients';

const DRAFT = 'Draft';

/** Sends an article to many followers. */
export const massSendArticle = defineOperation({
	option: {
		name: 'Send Article',
		value: 'sendArticle',
		chinese: '群发图文消息',
		action: 'Send article to many followers',
		description:
			'Send a draft (图文消息) to all followers, to those with a tag, or to a list of OpenIDs (群发); this uses up the draft. Gives msg_data_id, which identifies the article in comments and analytics.',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/notify/message/api_sendall.html',
	variant: 'msgtype mpnews',
	effect: 'write',
	deduplicated: true,
	account: 'certified',
	lists: ['openids'],
	fields: [
		...recipientFields,
		{
			...mediaId,
			displayName: DRAFT,
			modes: MATERIAL_MODES.draft,
			description: 'The media_id of the draft (草稿)',
		},
		{
			...massOptions,
			options: [
				massMessageId,
				{
					displayName: 'Send Even if Judged a Reprint',
					name: 'ignoreReprint',
					type: 'boolean',
					default: false,
					description:
						'Whether to send anyway if WeChat takes the article for a reprint and its author allows reprints; otherwise the message is stopped',
				},
			],
		},
	],
	run: async (params, item) =>
		await sendMassMessage(params, item, {
			content: ({ mediaId: draft, options }) => ({
				msgtype: 'mpnews',
				mpnews: { media_id: readId(DRAFT, draft) },
				send_ignore_reprint: options.ignoreReprint === true ? 1 : 0,
			}),
		}),
	sameForAll: { 40152: 'tagId', 40007: 'mediaId' },
	hints: {
		...MASS_HINTS,
		41040:
			'WeChat judged the article to be a reprint. Publish less copied content, or switch on Options → Send Even if Judged a Reprint where the author allows reprints.',
		48021: `The draft was only saved automatically. Save it by hand in the console (${DRAFTS_PLACE}), or make it with Draft → Create.`,
	},
	sample: {
		params: {
			recipients: 'tag',
			tagId: '2',
			openids: '',
			confirmAll: '',
			mediaId: 'SAMPLE-draft-media-id-1',
			options: { clientMessageId: 'article-2026-11-1' },
		},
		request: {
			method: 'POST',
			path: '/cgi-bin/message/mass/sendall',
			body: {
				filter: { is_to_all: false, tag_id: 2 },
				msgtype: 'mpnews',
				mpnews: { media_id: 'SAMPLE-draft-media-id-1' },
				send_ignore_reprint: 0,
				clientmsgid: 'article-2026-11-1',
			},
		},
		response: {
			errcode: 0,
			errmsg: 'send job submission success',
			msg_id: 34186,
			msg_data_id: 206227730,
		},
	},
});
