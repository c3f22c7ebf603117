import type { IDataObject } from 'n8n-workflow';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import type { ItemContext } from '../../../shared/itemContexts';
import { bestEffort, type Problem } from '../../../shared/bestEffort';
import { type PublishJob, readPublishJob } from './publishStates';

/** Seconds before each request; the last one repeats. WeChat answers 100 a day, so there are few. */
const PAUSES = [2, 3, 5, 10, 20, 30];
const ASKED_TOO_OFTEN = {
	45009:
		'WeChat answers 100 requests a day for the status of publishing jobs. The draft has been submitted; do not publish it again. The event Article Published of the WeChat Trigger brings the links, and so does Get Status tomorrow. If you publish many drafts a day, switch Wait Until Published off.',
};

/**
 * Polls a publishing job until it has ended.
 *
 * @param item context of the current item
 * @param job answer of `freepublish/submit`
 * @param seconds maximum time to wait
 * @returns the last answer; its `publish_state` is `publishing` when the time ran out, or when a request failed, with the reason in `status`
 * @throws InvalidInputError when it ended without a published article; otherwise only when the execution or the run was ended
 */
export async function waitPublished(
	item: ItemContext,
	job: { publishId: string; mediaId: string },
	seconds: number,
): Promise<IDataObject> {
	const { connection } = item;
	const until = connection.now() + seconds * 1000;
	for (let asked = 0; ; asked++) {
		const pause = (PAUSES[Math.min(asked, PAUSES.length - 1)] ?? 30) * 1000;
		await connection.sleep(Math.max(0, Math.min(pause, until - connection.now())));
		const found = await bestEffort<PublishJob | Problem>(
			item,
			async () => await askPublished(item, job.publishId),
			(problem) => problem,
			ASKED_TOO_OFTEN,
		);
		// The draft was submitted: an error would lead to a second submission, by a retry or by hand.
		if (!('state' in found)) return { publish_state: 'publishing', article_urls: [], status: { ...found } };
		if (found.problem) throw notPublished(found.problem, job);
		// With a stopped clock, this must not poll forever.
		const isLast = connection.now() >= until || asked >= seconds;
		if (found.state === 'published' || isLast) return found.json;
	}
}

/**
 * Requests the state of a publishing job.
 *
 * @param item context of the current item
 * @param publishId of the job
 * @throws what the call throws; IndeterminateResultError when the answer contains no state
 */
export async function askPublished({ connection }: ItemContext, publishId: string): Promise<PublishJob> {
	const answer = await connection.call(
		{ method: 'POST', path: '/cgi-bin/freepublish/get', body: { publish_id: publishId } },
		{ effect: 'read' },
	);
	return readPublishJob(answer);
}

function notPublished(
	{ text, remedy }: NonNullable<PublishJob['problem']>,
	{ publishId, mediaId }: { publishId: string; mediaId: string },
): InvalidInputError {
	return new InvalidInputError(
		'Draft',
		`${mediaId} was not published: ${text}; publish_id ${publishId}`,
		remedy,
	);
}
