import { z } from 'zod';
import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import { accountSlot } from '../../state/accountSlot';
import { findAccount } from '../../state/findAccount';
import type { Area } from '../Area';
import { areaControl } from '../areaControl';
import { PERMITS } from '../permits';
import { accountRoutes } from '../routes';

/** When the rules below were read. */
const date = '2026-10';

/** A rule that replies to keywords. */
interface KeywordRule {
	name: string;
	/** Unix seconds. */
	createdAt: number;
	mode: 'reply_all' | 'random_one';
	keywords: { match: 'contain' | 'equal'; content: string }[];
	replies: string[];
}

/** Reply texts set in the console; null: switched off. */
interface AutoReplies {
	onFollow: string | null;
	otherwise: string | null;
	rules: KeywordRule[];
}

const repliesOf = accountSlot<AutoReplies>('autoReply', () => ({
	onFollow: null,
	otherwise: null,
	rules: [],
}));

const rule = z
	.object({
		name: z.string().min(1),
		mode: z.enum(['reply_all', 'random_one']).default('reply_all'),
		keywords: z
			.array(
				z.object({ match: z.enum(['contain', 'equal']).default('contain'), content: z.string() }).strict(),
			)
			.min(1),
		replies: z.array(z.string()).min(1),
	})
	.strict();

/** Automatic replies that were set up in the console. */
export const autoReply = {
	routes: accountRoutes(PERMITS.everyone, [
		{
			method: 'GET',
			path: '/cgi-bin/get_current_autoreply_info',
			body: 'none',
			coverage: {
				status: 'partial',
				rules: [
					{
						rule: 'Reply on follow, default reply and keyword rules as the console has them',
						source: 'official page get_current_autoreply_info',
						date,
					},
				],
				differs: ['Texts only; the simulator shows these replies but never sends them'],
			},
			handle: ({ account }) => printReplies(account),
		},
	]),
	controls: {
		/** Sets texts in the console; null switches one off. */
		console: areaControl(
			z
				.object({
					appid: z.string().optional(),
					onFollow: z.string().nullable().default(null),
					otherwise: z.string().nullable().default(null),
					rules: z.array(rule).default([]),
				})
				.strict(),
			(world, { appid, rules, ...texts }) => {
				const createdAt = world.clock.nowSeconds();
				const kept = rules.map((one) => ({ ...one, createdAt }));
				Object.assign(repliesOf(findAccount(world.store, appid)), texts, { rules: kept });
				return {};
			},
		),
	},
} satisfies Area;

function printReplies(account: Account): JsonObject {
	const { onFollow, otherwise, rules } = repliesOf(account);
	const isOpen = otherwise !== null || rules.length > 0;
	return {
		is_add_friend_reply_open: onFollow === null ? 0 : 1,
		is_autoreply_open: isOpen ? 1 : 0,
		add_friend_autoreply_info: onFollow === null ? undefined : { type: 'text', content: onFollow },
		message_default_autoreply_info: otherwise === null ? undefined : { type: 'text', content: otherwise },
		keyword_autoreply_info: rules.length === 0 ? undefined : { list: rules.map(printRule) },
	};
}

function printRule({ name, createdAt, mode, keywords, replies }: KeywordRule): JsonObject {
	return {
		rule_name: name,
		create_time: createdAt,
		reply_mode: mode,
		keyword_list_info: keywords.map(({ match, content }) => ({ type: 'text', match_mode: match, content })),
		reply_list_info: replies.map((content) => ({ type: 'text', content })),
	};
}
