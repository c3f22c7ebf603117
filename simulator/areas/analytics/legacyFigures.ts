import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import { articlesOf, daysSince, readingsOf, type Reading } from './articleFigures';
import { SCENES, type Scene } from './events';
import { countPeople, groupBy } from './groupBy';
import type { Span } from './readSpan';

/** An article is listed from this number of actions on. */
const LEAST = 3;
const FOLLOWED_DAYS = 7;
const ALL_SOURCES = 99_999_999;
/** `share_scene` by where the sharer came from: friend, moments, other. */
const SHARE_SCENES: Partial<Record<Scene, number>> = { chat: 1, moments: 2 };
const OTHER_SHARE = 255;

/** `getarticlesummary`: the sent articles that were read on a day. */
export function articleSummary(account: Account, { begin }: Span): JsonObject {
	const today = readingsOf(account).filter(({ date }) => date === begin);
	const list = articlesOf(account)
		.map(({ msgid, article }) => ({
			ref_date: begin,
			msgid,
			title: article.title,
			readings: today.filter((reading) => reading.msgid === msgid),
		}))
		.filter(({ readings }) => readings.length >= LEAST)
		.map(({ readings, ...row }) => ({ ...row, ...counts(readings) }));
	return { list };
}

/** `getarticletotal`: the articles of a day, each with its figures of seven days. */
export function articleTotal(account: Account, { begin }: Span, today: string): JsonObject {
	const readings = readingsOf(account);
	const target = [...account.followers.values()].filter(({ subscribed }) => subscribed).length;
	const list = articlesOf(account)
		.filter(({ date }) => date === begin)
		.map(({ msgid, date, notified, article }) => ({
			ref_date: date,
			msgid,
			title: article.title,
			url: article.url,
			details: daysSince(date, today, FOLLOWED_DAYS).map((stat_date) => {
				const own = readings.filter((one) => one.msgid === msgid && one.date <= stat_date);
				return { stat_date, target_user: notified ? target : 0, ...counts(own), ...bySource(own) };
			}),
		}));
	return { list };
}

/** `getuserread` and its hourly variant. */
export function userRead(account: Account, { begin, end }: Span, hourly: boolean): JsonObject {
	const readings = readingsOf(account).filter(({ date }) => date >= begin && date <= end);
	const list = [...groupBy(readings, keyOf(hourly)).values()].flatMap((group) => {
		const [first] = group;
		if (!first) return [];
		const at = { ref_date: first.date, ...(hourly ? { ref_hour: first.hour * 100 } : {}) };
		const sources = [...groupBy(group, ({ scene }) => SCENES[scene].number)];
		return [...sources, [ALL_SOURCES, group] as const].map(([user_source, part]) => ({
			...at,
			user_source,
			...counts(part),
		}));
	});
	return { list };
}

/** `getusershare` and its hourly variant. */
export function userShare(account: Account, { begin, end }: Span, hourly: boolean): JsonObject {
	const shared = readingsOf(account).filter(
		({ date, kind }) => kind === 'share' && date >= begin && date <= end,
	);
	const list = [...groupBy(shared, keyOf(hourly)).values()].flatMap((group) => {
		const scenes = groupBy(group, ({ scene }) => SHARE_SCENES[scene] ?? OTHER_SHARE);
		return [...scenes].flatMap(([share_scene, part]) => {
			const [first] = part;
			if (!first) return [];
			return {
				ref_date: first.date,
				...(hourly ? { ref_hour: first.hour * 100 } : {}),
				share_scene,
				share_user: countPeople(part),
				share_count: part.length,
			};
		});
	});
	return { list };
}

function keyOf(hourly: boolean): (reading: Reading) => string {
	return ({ date, hour }) => (hourly ? `${date} ${hour}` : date);
}

function counts(readings: readonly Reading[]) {
	const of = (act: Reading['kind']) => readings.filter(({ kind }) => kind === act);
	return {
		int_page_read_user: countPeople(of('read')),
		int_page_read_count: of('read').length,
		ori_page_read_user: 0,
		ori_page_read_count: 0,
		share_user: countPeople(of('share')),
		share_count: of('share').length,
		add_to_fav_user: countPeople(of('collect')),
		add_to_fav_count: of('collect').length,
	};
}

const SOURCE_NAMES: Readonly<Record<Scene, string>> = {
	message: 'session',
	chat: 'friends',
	moments: 'feed',
	profile: 'hist_msg',
	other: 'other',
	recommended: 'kanyikan',
	search: 'souyisou',
};

function bySource(readings: readonly Reading[]): JsonObject {
	const entries = Object.entries(SOURCE_NAMES).flatMap(([scene, name]) => {
		const read = readings.filter((one) => one.kind === 'read' && one.scene === scene);
		return [
			[`int_page_from_${name}_read_user`, countPeople(read)] as const,
			[`int_page_from_${name}_read_count`, read.length] as const,
		];
	});
	const shares = (['session', 'feed', 'other'] as const).flatMap((name) => {
		const scenes = { session: 'chat', feed: 'moments', other: 'other' } as const;
		const shared = readings.filter(
			(one) =>
				one.kind === 'share' &&
				(name === 'other' ? SHARE_SCENES[one.scene] === undefined : one.scene === scenes[name]),
		);
		return [
			[`feed_share_from_${name}_user`, countPeople(shared)] as const,
			[`feed_share_from_${name}_cnt`, shared.length] as const,
		];
	});
	return Object.fromEntries([...entries, ...shares]);
}
