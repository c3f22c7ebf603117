import { DRAFTS_PLACE } from '../../../../core/errors/consolePaths';
import { readAll } from '../../../../core/errors/readAll';
import { WechatApiError, IndeterminateResultError } from '../../../../core/errors/WechatErrors';
import { payload } from '../../../shared/answerItems';
import { withProgress } from '../../../shared/annotatedError';
import { readId, wholeNumber } from '../../../shared/typedValues';
import { defineOperation } from '../../operation';
import { draftId, NO_DRAFT } from '../draft/draftId';
import { waitPublished } from './waitPublished';

const PATH = '/cgi-bin/freepublish/submit';
const NOT_ALLOWED = 48001;
const LONGEST_WAIT = 600;

/** Advice for accounts that may not publish through the API. */
export const PUBLISHING_HINTS: Readonly<Record<number, string>> = {
	48001: `Since July 2025 WeChat lets only certified company accounts publish through the API. Publish by hand: ${DRAFTS_PLACE} (or in the app 订阅号助手), choose the draft, 发表.`,
};

/** Publishes a draft. */
export const publishArticle = defineOperation({
	option: {
		name: 'Publish',
		value: 'publish',
		chinese: '发布草稿',
		action: 'Publish article',
		description:
			'Publish a draft (发布): its articles get permanent links, but nobody is notified; to notify followers, send a mass message instead',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/public/api_freepublish_submit.html',
	effect: 'write',
	account: 'certified account',
	fields: [
		draftId,
		{
			displayName: 'Wait Until Published',
			name: 'waitPublished',
			type: 'boolean',
			default: true,
			description:
				'Whether to wait until WeChat has checked and published the draft, and to output the links; otherwise the output has only the publish_id, and the Article Published event of the WeChat Trigger reports the result',
		},
		{
			displayName: 'Wait at Most (Seconds)',
			name: 'waitSeconds',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: LONGEST_WAIT },
			displayOptions: { show: { waitPublished: [true] } },
			default: 120,
			description:
				'When the time is up, or when WeChat does not report the status (status.problem says why), the item continues with publish_state publishing; check again later with Get Status',
		},
	],
	run: async (params, item) => {
		const { mediaId, seconds } = readAll({
			mediaId: () => readId('Draft', params.draftMediaId),
			seconds: () => wholeNumber('Wait at Most (Seconds)', params.waitSeconds, 1, LONGEST_WAIT),
		});
		const answer = await item.connection
			.call(
				{ method: 'POST', path: PATH, body: { media_id: mediaId } },
				{ effect: 'write', promised: ['publish_id'] },
			)
			.catch((error: unknown) => {
				const isRefused = error instanceof WechatApiError && error.refusal.errcode === NOT_ALLOWED;
				throw isRefused ? withProgress(error, `the draft ${mediaId} is untouched`) : error;
			});
		const submitted = payload(answer);
		const publishId = String(submitted.publish_id ?? '');
		if (publishId === '') {
			throw new IndeterminateResultError('maybe-sent', 'the response contains no publish_id', PATH);
		}
		const json = { media_id: mediaId, ...submitted };
		if (!params.waitPublished) return [{ json }];
		return [{ json: { ...json, ...(await waitPublished(item, { publishId, mediaId }, seconds)) } }];
	},
	hints: {
		...PUBLISHING_HINTS,
		40007: NO_DRAFT,
		40114: NO_DRAFT,
		45009: 'WeChat publishes 100 drafts a day. The draft is untouched: publish it tomorrow.',
		53500:
			'WeChat has forbidden the account to publish. Read the notice in the WeChat console (mp.weixin.qq.com), and appeal there.',
		53501: 'The account publishes too often. Wait a few minutes, then publish again.',
		53502:
			'WeChat has no publishing job with this ID. Use the publish_id from the output of Publish, with the same credential.',
		53503: `The draft did not pass WeChat’s check, or is already published. Open it in the console (${DRAFTS_PLACE}), correct what is reported there, and publish again.`,
		53504: `WeChat wants this draft to be published by hand. Do so in its console: ${DRAFTS_PLACE}.`,
		53505: `WeChat wants this draft to be saved by hand first. Open it in its console (${DRAFTS_PLACE}), save it, and publish again.`,
	},
	sample: {
		params: { draftMediaId: 'SAMPLE-draft-id-1', waitPublished: false, waitSeconds: 120 },
		request: { method: 'POST', path: PATH, body: { media_id: 'SAMPLE-draft-id-1' } },
		response: { errcode: 0, errmsg: 'ok', publish_id: '100000001', msg_data_id: '2247483647' },
	},
});
