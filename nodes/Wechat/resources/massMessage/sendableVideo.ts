import { WechatApiError } from '../../../../core/errors/WechatErrors';
import { payload } from '../../../shared/answerItems';
import type { ItemContext } from '../../../shared/itemContexts';

const PATH = '/cgi-bin/media/uploadvideo';
/**
 * Errcodes after which the given id is sent unchanged: it is not an uploaded video, so it may already be a sendable one, or WeChat has
 * retired the call.
 */
const TAKEN_AS_IT_IS: readonly number[] = [40007, 40066];

/** A video, and the texts shown with it. */
export interface MassVideo {
	media_id: string;
	title?: string;
	description?: string;
}

/**
 * Makes an uploaded video, temporary or permanent, sendable to many followers. Nobody sees that, so the call may be repeated like a read.
 *
 * @param item context of the current item
 * @param video its media_id, and the texts shown with it
 * @returns the media_id to send: a new one, or the given one where it is already sendable
 * @throws what the call throws
 * @see https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Batch_Sends_and_Originality_Checks.html
 */
export async function sendableVideo({ connection }: ItemContext, video: MassVideo): Promise<string> {
	const body = { media_id: video.media_id, title: video.title ?? '', description: video.description ?? '' };
	const prepared = await connection
		.call({ method: 'POST', path: PATH, body }, { effect: 'read' })
		.then(payload, asItIs(video.media_id));
	return typeof prepared.media_id === 'string' ? prepared.media_id : video.media_id;
}

function asItIs(media_id: string) {
	return (error: unknown) => {
		if (error instanceof WechatApiError && TAKEN_AS_IT_IS.includes(error.refusal.errcode))
			return { media_id };
		throw error;
	};
}
