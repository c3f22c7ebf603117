import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import { addDays, beijingDate } from '../../state/beijingTime';
import { articleData, type PublishedArticle } from '../article/articleData';
import { commentData } from '../comment/commentData';
import { eventsOf, SCENES, type AnalyticsEvent, type ArticleAct } from './events';
import { countPeople, groupBy } from './groupBy';
import type { Span } from './readSpan';

const EVERYWHERE = '全部';
const FOLLOWED_DAYS = 30;
const ACTS: readonly string[] = ['read', 'share', 'like', 'zaikan', 'collect'] satisfies ArticleAct[];

/** An action of a reader with an article. */
export type Reading = Extract<AnalyticsEvent, { msgid: string }>;

/** An article with its id in the figures. */
export interface Listed {
	msgid: string;
	date: string;
	notified: boolean;
	article: PublishedArticle;
}

/** All actions of readers with the account's articles, oldest first. */
export function readingsOf(account: Account): Reading[] {
	return eventsOf(account).filter((event): event is Reading => ACTS.includes(event.kind));
}

/** All articles that were published or sent, oldest first. */
export function articlesOf(account: Account): Listed[] {
	return [...articleData(account).publications.values()].flatMap((publication) =>
		publication.articles.map((article, index) => ({
			msgid: `${publication.msgDataId}_${index + 1}`,
			date: beijingDate(publication.publishedAt * 1000),
			notified: publication.articleId === null,
			article,
		})),
	);
}

/** `getarticleread`: the articles that were read on a day. */
export function articleRead(account: Account, { begin }: Span): JsonObject {
	const read = readingsOf(account).filter(({ date, kind }) => date === begin && kind === 'read');
	const list = [...groupBy(read, ({ msgid }) => msgid)].map(([msgid, group]) => ({
		ref_date: begin,
		msgid,
		detail: { read_user: countPeople(group), read_user_source: sources(group) },
	}));
	return { list, is_delay: false };
}

/** `getarticleshare`: the articles that were shared on a day. */
export function articleShare(account: Account, { begin }: Span): JsonObject {
	const shared = readingsOf(account).filter(({ date, kind }) => date === begin && kind === 'share');
	const list = [...groupBy(shared, ({ msgid }) => msgid)].map(([msgid, group]) => ({
		ref_date: begin,
		msgid,
		detail: { share_user: countPeople(group) },
	}));
	return { list, is_delay: false };
}

/** `getbizsummary`: all articles together, by day. */
export function bizSummary(account: Account, { dates }: Span): JsonObject {
	const readings = readingsOf(account);
	const articles = articlesOf(account);
	const list = dates.flatMap((ref_date) => {
		const today = readings.filter(({ date }) => date === ref_date);
		const comments = commentDates(account).filter(({ date }) => date === ref_date).length;
		const sent = articles.filter(({ date }) => date === ref_date).length;
		if (today.length === 0 && comments === 0 && sent === 0) return [];
		const detail = { ...figures(today), comment_count: comments };
		return [{ ref_date, detail: { ...detail, redirect_ori_page_user: 0, send_page_count: sent } }];
	});
	return { list, is_delay: false };
}

/** `getarticletotaldetail`: the articles of one day, each with its figures up to every later day. */
export function articleTotalDetail(account: Account, { begin }: Span, today: string): JsonObject {
	const readings = readingsOf(account);
	const followers = [...account.followers.values()].filter(({ subscribed }) => subscribed).length;
	const list = articlesOf(account)
		.filter(({ date }) => date === begin)
		.map(({ msgid, date, notified, article }) => {
			const own = readings.filter((reading) => reading.msgid === msgid);
			const comments = commentDates(account).filter((comment) => comment.msgid === msgid);
			const detail_list = daysSince(date, today).map((stat_date) => {
				const until = own.filter((reading) => reading.date <= stat_date);
				const read = countPeople(until.filter(({ kind }) => kind === 'read'));
				return {
					stat_date,
					...figures(until),
					comment_count: comments.filter((comment) => comment.date <= stat_date).length,
					praise_money: 0,
					read_subscribe_user: 0,
					read_delivery_rate: notified && followers > 0 ? read / followers : 0,
					read_finish_rate: read > 0 ? 1 : 0,
					read_avg_activetime: read > 0 ? 1 : 0,
					read_jump_position: [1, 2, 3, 4, 5].map((position) => ({ position, rate: 0 })),
				};
			});
			return {
				ref_date: date,
				msgid,
				publish_type: notified ? 0 : 1,
				title: article.title,
				content_url: article.url,
				detail_list,
			};
		});
	return { list, is_delay: false };
}

/** The days for which an article's figures are tracked: from its publication to yesterday, thirty at most. */
export function daysSince(date: string, today: string, most = FOLLOWED_DAYS): string[] {
	const days: string[] = [];
	for (let day = date; day < today && days.length < most; day = addDays(day, 1)) days.push(day);
	return days;
}

function figures(readings: readonly Reading[]) {
	const people = (act: ArticleAct) => countPeople(readings.filter(({ kind }) => kind === act));
	const read = readings.filter(({ kind }) => kind === 'read');
	return {
		read_user: countPeople(read),
		read_user_source: sources(read),
		share_user: people('share'),
		zaikan_user: people('zaikan'),
		like_user: people('like'),
		collection_user: people('collect'),
	};
}

function sources(read: readonly Reading[]) {
	const byScene = [...groupBy(read, ({ scene }) => scene)].map(([scene, group]) => ({
		user_count: countPeople(group),
		scene_desc: SCENES[scene].text,
	}));
	return [{ user_count: countPeople(read), scene_desc: EVERYWHERE }, ...byScene];
}

function commentDates(account: Account): { msgid: string; date: string }[] {
	return [...commentData(account).threads].flatMap(([place, { comments }]) => {
		const [dataId, index] = place.split('_');
		const msgid = `${dataId}_${Number(index) + 1}`;
		return comments.map(({ create_time }) => ({ msgid, date: beijingDate(create_time * 1000) }));
	});
}
