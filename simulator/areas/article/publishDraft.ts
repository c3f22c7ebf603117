import { ApiError } from '../../errors/ApiError';
import { eventContent } from '../../push/buildContent';
import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import type { World } from '../../World';
import { OK } from '../answerOk';
import { draftData, type Article } from '../draft/draftData';
import { findDraft } from '../draft/manageDrafts';
import { articleData, type Publication, type PublishJob } from './articleData';

const FIRST_PUBLISH_ID = 100_000_000;
const FIRST_DATA_ID = 2_247_483_647;
const STATUS = { published: 0, running: 1, deleted: 5, banned: 6 } as const;

/**
 * `freepublish/submit`: the articles are published when the job is due; PUBLISHJOBFINISH reports the result.
 *
 * @throws ApiError 40007 no draft of the account, 53503 a draft that was published or is being published
 */
export function submitDraft(world: World, account: Account, mediaId: unknown): JsonObject {
	const data = articleData(account);
	const known = [...data.publishedDrafts, ...runningDrafts(data.jobs)];
	if (typeof mediaId === 'string' && known.includes(mediaId)) throw new ApiError(53503);
	const draft = findDraft(account, mediaId);
	const { outcome, failIdx, delayMs } = data.review;
	const refusesSome = outcome === 2 || outcome === 4;
	const job: PublishJob = {
		publishId: String(FIRST_PUBLISH_ID + world.ids.serial()),
		mediaId: draft.mediaId,
		articles: draft.articles.map((article) => ({ ...article })),
		msgDataId: nextDataId(world),
		dueMs: world.clock.now() + delayMs,
		outcome,
		failIdx: refusesSome ? (failIdx ?? draft.articles.map((_, index) => index + 1)) : [],
		articleId: null,
		ended: false,
	};
	data.jobs.set(job.publishId, job);
	world.timers.after(delayMs, () => endJob(world, account, job.publishId));
	return { ...OK, publish_id: job.publishId, msg_data_id: String(job.msgDataId) };
}

/**
 * `freepublish/get`.
 *
 * @throws ApiError 53502 no such job
 */
export function showJob(world: World, account: Account, publishId: unknown): JsonObject {
	const job = articleData(account).jobs.get(String(publishId));
	if (!job) throw new ApiError(53502);
	if (!job.ended && job.dueMs <= world.clock.now()) endJob(world, account, job.publishId);
	return {
		publish_id: job.publishId,
		publish_status: statusOf(account, job),
		...result(account, job),
		fail_idx: job.ended ? job.failIdx : [],
	};
}

/** What is published, and when (Unix milliseconds). */
interface Publishing extends Pick<Publication, 'msgDataId' | 'articleId'> {
	articles: Article[];
	dueMs: number;
}

/** Publishes articles, each under a permanent URL. */
export function publish(
	world: World,
	account: Account,
	{ articles, msgDataId, articleId, dueMs }: Publishing,
): Publication {
	const now = Math.floor(dueMs / 1000);
	const publication: Publication = {
		msgDataId,
		articleId,
		articles: articles.map((article) => ({
			...article,
			url: `http://mp.weixin.qq.com/s/${world.ids.alphanumeric(22)}`,
			is_deleted: false,
		})),
		publishedAt: now,
		updateTime: now,
		banned: false,
	};
	articleData(account).publications.set(msgDataId, publication);
	return publication;
}

/** Returns a new id for articles that are published or sent together. */
export function nextDataId(world: World): number {
	return FIRST_DATA_ID + world.ids.serial();
}

function endJob(world: World, account: Account, publishId: string): void {
	const data = articleData(account);
	const job = data.jobs.get(publishId);
	if (!job || job.ended) return;
	job.ended = true;
	if (job.outcome === STATUS.published) {
		job.articleId = world.ids.alphanumeric(43);
		publish(world, account, job);
		draftData(account).drafts.delete(job.mediaId);
		data.publishedDrafts.push(job.mediaId);
	}
	const fields = {
		publish_id: BigInt(job.publishId),
		publish_status: job.outcome,
		...result(account, job),
		...(job.failIdx.length > 0 ? { fail_idx: job.failIdx } : {}),
	};
	world.pushes.post(
		account,
		eventContent(world, account, operatorOf(account), 'PUBLISHJOBFINISH', { PublishEventInfo: fields }),
	);
	world.changes.announce();
}

/** The sender of the event: a person who operates the account. */
function operatorOf({ originalId }: Account): string {
	return `o${originalId.slice(3).padEnd(27, '0')}`;
}

function result(account: Account, job: PublishJob) {
	if (job.articleId === null) return {};
	const item = urlsOf(account, job).map((article_url, index) => ({ idx: index + 1, article_url }));
	return { article_id: job.articleId, article_detail: { count: item.length, item } };
}

function urlsOf(account: Account, { msgDataId }: PublishJob): string[] {
	return (articleData(account).publications.get(msgDataId)?.articles ?? []).map(({ url }) => url);
}

function statusOf(account: Account, job: PublishJob): number {
	if (!job.ended) return STATUS.running;
	const publication = articleData(account).publications.get(job.msgDataId);
	if (job.outcome !== STATUS.published || !publication) return job.outcome;
	if (publication.banned) return STATUS.banned;
	return publication.articles.every(({ is_deleted }) => is_deleted) ? STATUS.deleted : STATUS.published;
}

function runningDrafts(jobs: ReadonlyMap<string, PublishJob>): string[] {
	return [...jobs.values()].filter(({ ended }) => !ended).map(({ mediaId }) => mediaId);
}
