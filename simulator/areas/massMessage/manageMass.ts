import { ApiError } from '../../errors/ApiError';
import { showOnPhone } from '../../phone/chat';
import type { JsonObject } from '../../server/printJson';
import type { Account, Follower } from '../../state/Account';
import type { World } from '../../World';
import { articleData, type PublishedArticle } from '../article/articleData';
import { findKnown } from '../users/findKnown';
import { massData, nextMsgId, type MassJob } from './massData';
import { readMass } from './readMass';
import { endMass } from './sendMass';

/** In ten thousand people a minute, by speed. */
const REAL_SPEEDS = [80, 60, 45, 30, 10] as const;

type Fields = Readonly<Record<string, unknown>>;

/**
 * `mass/get`.
 *
 * @throws ApiError 40059 no such message
 */
export function showMass(world: World, account: Account, msgId: unknown): JsonObject {
	const job = findJob(account, msgId);
	if (!job.ended && job.dueMs <= world.clock.now()) endMass(world, account, job.msgId);
	return { msg_id: job.msgId, msg_status: statusOf(job) };
}

/**
 * `mass/delete`: takes articles or a video down; messages already received stay visible.
 *
 * @throws ApiError 40059 no such message, 40065 not sent yet or of a kind that cannot be deleted, 40060 no such article
 */
export function deleteMass(account: Account, { msg_id, article_idx = 0, url }: Fields): void {
	const byUrl = typeof url === 'string' && url !== '' && msg_id === undefined;
	const job = byUrl ? jobOfUrl(account, url) : findJob(account, msg_id);
	if (!job.ended || job.status !== 'send success') throw new ApiError(40065);
	if (job.msgtype !== 'mpnews' && job.msgtype !== 'mpvideo') throw new ApiError(40065);
	const articles = articlesOf(account, job);
	const place = byUrl ? articles.findIndex((article) => article.url === url) + 1 : article_idx;
	if (typeof place !== 'number' || !Number.isInteger(place) || place < 0) throw new ApiError(40060);
	if (place > Math.max(articles.length, 1)) throw new ApiError(40060);
	for (const [index, article] of articles.entries())
		if (place === 0 || place === index + 1) article.is_deleted = true;
	job.deleted = articles.every(({ is_deleted }) => is_deleted);
}

/**
 * `mass/preview`: shows a message on one phone; its draft is kept.
 *
 * @param json `towxname` takes precedence over `touser`
 * @throws ApiError 40132 unknown WeChat ID, 40003, 43004 not following, and what the message requires
 */
export function previewMass(world: World, account: Account, json: Fields): JsonObject {
	const follower = readReader(account, json);
	if (!follower.subscribed) throw new ApiError(43004);
	const { msgtype, content, articles } = readMass(world, account, json);
	const shown = articles
		? {
				articles: articles.map(({ title, digest, url, thumb_url, content: html }) => ({
					title,
					digest,
					url,
					thumb_url,
					html,
				})),
			}
		: content;
	showOnPhone(world, account, follower.openid, {
		from: 'account',
		kind: `preview:${msgtype}`,
		content: shown,
	});
	return { errcode: 0, errmsg: 'preview success', msg_id: nextMsgId(world) };
}

/** The sending speed of the account's messages. */
export function showSpeed(account: Account): JsonObject {
	const { speed } = massData(account);
	return { speed, realspeed: REAL_SPEEDS[speed] };
}

/** @throws ApiError 45084 no speed, 45083 not 0 to 4 */
export function setSpeed(account: Account, { speed }: Fields): void {
	if (speed === undefined || speed === null) throw new ApiError(45084);
	if (typeof speed !== 'number' || !Object.hasOwn(REAL_SPEEDS, speed)) throw new ApiError(45083);
	massData(account).speed = speed;
}

function readReader(account: Account, { towxname, touser }: Fields): Follower {
	if (typeof towxname !== 'string' || towxname === '') return findKnown(account, touser);
	const openid = massData(account).wechatIds.get(towxname);
	const follower = openid === undefined ? undefined : account.followers.get(openid);
	if (!follower) throw new ApiError(40132);
	return follower;
}

function findJob(account: Account, msgId: unknown): MassJob {
	const job = massData(account).jobs.get(Number(msgId));
	if (!job) throw new ApiError(40059);
	return job;
}

function jobOfUrl(account: Account, url: string): MassJob {
	const found = [...massData(account).jobs.values()].find((job) =>
		articlesOf(account, job).some((article) => article.url === url),
	);
	if (!found) throw new ApiError(40059);
	return found;
}

function articlesOf(account: Account, { msgDataId }: MassJob): PublishedArticle[] {
	return msgDataId === null ? [] : (articleData(account).publications.get(msgDataId)?.articles ?? []);
}

function statusOf({ ended, deleted, status }: MassJob): string {
	if (!ended) return 'SENDING';
	if (deleted) return 'DELETE';
	return status === 'send success' ? 'SEND_SUCCESS' : 'SEND_FAIL';
}
