import type { PushContent } from '../../push/PushContent';
import type { Account, Follower } from '../../state/Account';
import { accountSlot } from '../../state/accountSlot';
import { beijingDate, beijingHour } from '../../state/beijingTime';
import { addToRing, createRing, readRing, type Ring } from '../../state/ring';

const KEPT = 100_000;

/** Where a reader came from: text in the new calls, number in the older ones. */
export const SCENES = {
	message: { text: '公众号消息', number: 0 },
	chat: { text: '聊天会话', number: 1 },
	moments: { text: '朋友圈', number: 2 },
	profile: { text: '公众号主页', number: 4 },
	other: { text: '其他', number: 5 },
	recommended: { text: '推荐', number: 6 },
	search: { text: '搜一搜', number: 7 },
} as const;
/** Name of a scene. */
export type Scene = keyof typeof SCENES;
/** An action of a reader with an article. */
export type ArticleAct = 'read' | 'share' | 'like' | 'zaikan' | 'collect';

interface Happening {
	/** Beijing date and hour. */
	date: string;
	hour: number;
	openid: string;
}

/** An event that the account's figures are computed from. */
export type AnalyticsEvent = Happening &
	(
		| { kind: 'follow' | 'leave'; source: number }
		| { kind: 'message'; type: number }
		| { kind: ArticleAct; msgid: string; scene: Scene }
	);

/** Figures of ad income, set by the control `adIncome`. */
export interface AdRow {
	date: string;
	adSlot: string;
	requests: number;
	exposures: number;
	clicks: number;
	/** In fen. */
	income: number;
}

interface AnalyticsData {
	events: Ring<AnalyticsEvent>;
	/** Hour of the day from which yesterday's figures are ready. */
	readyHour: number;
	ads: { opened: boolean; rows: AdRow[] };
}

/** Data of the analytics area about an account. */
export const analyticsData: (account: Account) => AnalyticsData = accountSlot<AnalyticsData>(
	'analytics',
	() => ({ events: createRing(KEPT), readyHour: 0, ads: { opened: true, rows: [] } }),
);

/** `user_source` by subscribe_scene. */
const SOURCES: Readonly<Record<string, number>> = {
	ADD_SCENE_SEARCH: 1,
	ADD_SCENE_PROFILE_CARD: 17,
	ADD_SCENE_QR_CODE: 30,
	ADD_SCENE_PROFILE_LINK: 57,
	ADD_SCENE_WECHAT_ADVERTISEMENT: 100,
	ADD_SCENE_REPRINT: 161,
	ADD_SCENE_CHANNELS: 200,
	ADD_SCENE_LIVESTREAM: 201,
};
const MESSAGE_TYPES: Readonly<Record<string, number>> = {
	text: 1,
	image: 2,
	voice: 3,
	video: 4,
	shortvideo: 4,
	link: 6,
};

/** Counts a person's action: a message, a follow, an unfollow. */
export function countIncoming(
	account: Account,
	follower: Follower,
	{ tree }: PushContent,
	nowMs: number,
): void {
	const at = moment(follower, nowMs);
	const { events } = analyticsData(account);
	const type = MESSAGE_TYPES[String(tree.MsgType)];
	const source = SOURCES[follower.subscribeScene] ?? 0;
	if (type !== undefined) addToRing(events, { ...at, kind: 'message', type });
	else if (tree.Event === 'subscribe') addToRing(events, { ...at, kind: 'follow', source });
	else if (tree.Event === 'unsubscribe') addToRing(events, { ...at, kind: 'leave', source: 0 });
}

/**
 * Counts a reader's action with an article.
 *
 * @param msgid `<msg_data_id>_<position from 1>`
 */
export function countReading(
	account: Account,
	reader: Follower,
	{ kind, msgid, scene }: { kind: ArticleAct; msgid: string; scene: Scene },
	nowMs: number,
): void {
	addToRing(analyticsData(account).events, { ...moment(reader, nowMs), kind, msgid, scene });
}

/** Everything counted, oldest first. */
export function eventsOf(account: Account): AnalyticsEvent[] {
	return readRing(analyticsData(account).events);
}

function moment({ openid }: Follower, nowMs: number): Happening {
	return { date: beijingDate(nowMs), hour: beijingHour(nowMs), openid };
}
