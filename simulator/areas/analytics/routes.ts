import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import { beijingDate } from '../../state/beijingTime';
import type { World } from '../../World';
import type { RouteCoverage } from '../Area';
import { PERMITS } from '../permits';
import { accountRoutes } from '../routes';
import { adIncome } from './adIncome';
import { articleRead, articleShare, articleTotalDetail, bizSummary } from './articleFigures';
import { interfaceSummary } from './interfaceFigures';
import { articleSummary, articleTotal, userRead, userShare } from './legacyFigures';
import { messageDistribution, messageSummary } from './messageFigures';
import { readSpan, type Span } from './readSpan';
import { userCumulate, userSummary } from './userFigures';

const source = 'official analytics pages';
const date = '2026-10';
const READY = 'Figures are ready at once; the control readyHour lets yesterday answer 61503 before an hour';

/** One `datacube` call: its name, its maximum number of days, and its figures. */
interface Sheet {
	name: string;
	maxDays: number;
	show(account: Account, span: Span, world: World): JsonObject;
	fields: string;
	status?: RouteCoverage['status'];
	differs?: readonly string[];
}

const today = ({ clock }: World) => beijingDate(clock.now());
const FROM_EVENTS = 'Figures follow from what happened in the simulator; the newest 100 000 events count';
const WEEKS = 'The weeks and months that the span touches are told as a whole';
const READINGS = 'Readings come from the phone page and the control read';
const NO_MORE = 'The pages say that the call is no longer maintained, and name no span; the older ones do';

const SHEETS: readonly Sheet[] = [
	{
		name: 'getusersummary',
		maxDays: 7,
		show: userSummary,
		fields: 'ref_date, user_source, new_user, cancel_user',
	},
	{ name: 'getusercumulate', maxDays: 7, show: userCumulate, fields: 'ref_date, cumulate_user' },
	{
		name: 'getarticleread',
		maxDays: 1,
		show: articleRead,
		fields: 'msgid, detail with read_user and its sources; is_delay',
		differs: [READINGS],
	},
	{
		name: 'getarticleshare',
		maxDays: 1,
		show: articleShare,
		fields: 'msgid, detail with share_user; is_delay',
		differs: [READINGS],
	},
	{
		name: 'getbizsummary',
		maxDays: 30,
		show: bizSummary,
		fields: 'readers, sources, sharers, likes, comments, articles sent; is_delay',
		differs: [READINGS, 'redirect_ori_page_user is 0'],
	},
	{
		name: 'getarticletotaldetail',
		maxDays: 1,
		show: (account, span, world) => articleTotalDetail(account, span, today(world)),
		fields: 'The articles of a day with cumulative figures of up to 30 days; is_delay',
		status: 'partial',
		differs: [
			READINGS,
			'Everybody reads to the end in one minute; praise, jumps and readers who follow later are 0',
		],
	},
	{
		name: 'getarticlesummary',
		maxDays: 1,
		show: articleSummary,
		fields: 'Articles to which something happened three times or more',
		differs: [READINGS, NO_MORE],
	},
	{
		name: 'getarticletotal',
		maxDays: 1,
		show: (account, span, world) => articleTotal(account, span, today(world)),
		fields: 'The articles of a day with cumulative figures of seven days',
		differs: [READINGS, NO_MORE],
	},
	{
		name: 'getuserread',
		maxDays: 3,
		show: (account, span) => userRead(account, span, false),
		fields: 'By day and user_source, 99999999 for all',
		differs: [READINGS, NO_MORE],
	},
	{
		name: 'getuserreadhour',
		maxDays: 1,
		show: (account, span) => userRead(account, span, true),
		fields: 'By ref_hour and user_source',
		differs: [READINGS, NO_MORE],
	},
	{
		name: 'getusershare',
		maxDays: 7,
		show: (account, span) => userShare(account, span, false),
		fields: 'By day and share_scene',
		differs: [READINGS, NO_MORE],
	},
	{
		name: 'getusersharehour',
		maxDays: 1,
		show: (account, span) => userShare(account, span, true),
		fields: 'By ref_hour and share_scene',
		differs: [READINGS, NO_MORE],
	},
	{
		name: 'getupstreammsg',
		maxDays: 7,
		show: (account, span) => messageSummary(account, span, 'day'),
		fields: 'ref_date, msg_type, msg_user, msg_count',
	},
	{
		name: 'getupstreammsghour',
		maxDays: 1,
		show: (account, span) => messageSummary(account, span, 'hour'),
		fields: 'The same with ref_hour, 0 to 2300',
	},
	{
		name: 'getupstreammsgweek',
		maxDays: 1,
		show: (account, span) => messageSummary(account, span, 'week'),
		fields: 'begin_date is end_date; ref_date is the Monday',
		differs: [WEEKS],
	},
	{
		name: 'getupstreammsgmonth',
		maxDays: 1,
		show: (account, span) => messageSummary(account, span, 'month'),
		fields: 'begin_date is end_date; ref_date is the first day of the month',
		differs: [WEEKS],
	},
	{
		name: 'getupstreammsgdist',
		maxDays: 15,
		show: (account, span) => messageDistribution(account, span, 'day'),
		fields: 'ref_date, count_interval, msg_user',
	},
	{
		name: 'getupstreammsgdistweek',
		maxDays: 15,
		show: (account, span) => messageDistribution(account, span, 'week'),
		fields: 'The same by week',
		differs: [WEEKS],
	},
	{
		name: 'getupstreammsgdistmonth',
		maxDays: 15,
		show: (account, span) => messageDistribution(account, span, 'month'),
		fields: 'The same by month',
		differs: [WEEKS],
	},
	{
		name: 'getinterfacesummary',
		maxDays: 30,
		show: (account, span, world) => interfaceSummary(world, account, span, false),
		fields: 'callback_count, fail_count, total_time_cost, max_time_cost',
		differs: ['Every attempt of the newest 1000 pushes counts as a call'],
	},
	{
		name: 'getinterfacesummaryhour',
		maxDays: 1,
		show: (account, span, world) => interfaceSummary(world, account, span, true),
		fields: 'The same with ref_hour',
		differs: ['Every attempt of the newest 1000 pushes counts as a call'],
	},
];

/** The routes of the account's figures. */
export const analyticsRoutes = [
	...accountRoutes(
		PERMITS.analytics,
		SHEETS.map(({ name, maxDays, show, fields, status = 'covered', differs = [] }) => ({
			method: 'POST',
			path: `/datacube/${name}`,
			body: 'json',
			handle: ({ world, account, json }) => show(account, readSpan(world, account, json, maxDays), world),
			coverage: {
				status,
				rules: [
					{ rule: fields, source, date },
					{
						rule: `${maxDays === 1 ? 'One day' : `Up to ${maxDays} days`}, both ends counted, to yesterday (61501); 61500 dates`,
						source,
						date,
					},
				],
				differs: [FROM_EVENTS, READY, ...differs],
			},
		})),
	),
	...accountRoutes(PERMITS.analytics, [
		{
			method: 'GET or POST',
			path: '/publisher/stat',
			body: 'none',
			handle: ({ account, query }) => adIncome(account, query),
			coverage: {
				status: 'partial',
				rules: [
					{
						rule: 'publisher_adpos_general 90 days, publisher_cps_general 60, publisher_settlement; page from 1, page_size up to 90',
						source: 'official page on advertising income',
						date,
					},
					{
						rule: 'Refusals are base_resp.ret, never errcode: 1701 parameters, 2009 no publisher, 45010 unknown action',
						source: 'official page on advertising income, whose edition for mini games lists the codes',
						date,
					},
				],
				differs: [
					'Rows are set with the control adIncome; fields of commissions are not confirmed, and of a settlement those on paperwork are fixed',
					'A developer saw a refusal as bare ret and err_msg without base_resp; here it is always wrapped',
					'A bad token and 48001 are still told as errcode: unconfirmed. SDKs use GET or POST, both work',
				],
			},
		},
	]),
];
