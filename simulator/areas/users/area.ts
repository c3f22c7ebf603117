import { z } from 'zod';
import { ApiError } from '../../errors/ApiError';
import { OK } from '../answerOk';
import type { Area } from '../Area';
import { areaControl } from '../areaControl';
import { PERMITS } from '../permits';
import { accountRoutes } from '../routes';
import { findKnown } from './findKnown';
import { generateFollowers, generateInput } from './generatedFollowers';
import { listFollowers } from './listFollowers';
import { convertOpenids, migrateFollowers } from './migrateOpenids';
import { setRemark } from './setRemark';
import { showUser, showUsers } from './showUser';

/** When the rules below were read. */
const date = '2026-10';

/** Followers: profile, list, remark, change of openids after a migration. */
export const users = {
	routes: accountRoutes(PERMITS.users, [
		{
			method: 'GET',
			path: '/cgi-bin/user/info',
			body: 'none',
			perDay: 5_000_000,
			perDayTestNumber: 500_000,
			coverage: {
				status: 'covered',
				rules: [
					{
						rule: 'nickname and headimgurl are empty, sex and region 0 or empty, since 2021-12-27',
						source: 'official announcement and page user/info',
						date: '2021-12-27',
					},
					{
						rule: 'A person who does not follow: subscribe 0, openid, unionid if bound, nothing else',
						source: 'official page user/info',
						date,
					},
					{ rule: '5 000 000 calls a day', source: 'official call limits page', date },
					{
						rule: '40003 for an openid of another account, 41009 without one',
						source: 'official return codes',
						date,
					},
				],
				differs: [
					'groupid is the first tag of the person; consoles show 500 000 calls a day for some accounts',
				],
			},
			handle({ account, query }) {
				const openid = query.get('openid');
				if (!openid) throw new ApiError(41009);
				return showUser(account, findKnown(account, openid), query.get('lang') ?? 'zh_CN');
			},
		},
		{
			method: 'POST',
			path: '/cgi-bin/user/info/batchget',
			body: 'json',
			coverage: {
				status: 'covered',
				rules: [
					{
						rule: 'Up to 100 people (40032), each with a lang of its own; 40003 for an unknown openid refuses the whole call',
						source: 'official page user/info/batchget',
						date,
					},
				],
				differs: ['An empty list answers 40032, no list 40031'],
			},
			handle: ({ account, json }) => showUsers(account, json.user_list),
		},
		{
			method: 'GET',
			path: '/cgi-bin/user/get',
			body: 'none',
			perDay: 500,
			perDayTestNumber: 100,
			coverage: {
				status: 'covered',
				rules: [
					{
						rule: '10 000 openids a call; data is missing and next_openid empty when count is 0; 500 calls a day',
						source: 'official pages user/get and call limits',
						date,
					},
				],
				differs: ['Order is the order in which people first became known; the platform guarantees none'],
			},
			handle: ({ account, query }) => listFollowers(account, query.get('next_openid') ?? ''),
		},
		{
			method: 'POST',
			path: '/cgi-bin/user/info/updateremark',
			body: 'json',
			perDay: 10_000,
			coverage: {
				status: 'covered',
				rules: [
					{
						rule: 'Up to 30 bytes of UTF-8 (40092), followers only (43004), 10 000 calls a day',
						source: 'official pages updateremark and call limits',
						date,
					},
				],
				differs: [
					'The page says less than 30 bytes; developers report that ten Chinese characters (30 bytes) are taken, and eleven refused',
				],
			},
			handle({ account, json }) {
				setRemark(account, json);
				return OK;
			},
		},
		{
			method: 'POST',
			path: '/cgi-bin/changeopenid',
			body: 'json',
			coverage: {
				status: 'covered',
				rules: [
					{
						rule: 'Up to 100 openids (63179) of an account merged into the caller: 63178, 63183, 63182; an unknown openid is marked in its row',
						source: 'official page changeopenid',
						date,
					},
				],
				differs: ['Works without end after the migration; 15 days are reported but not confirmed'],
			},
			handle: ({ world, account, json }) => convertOpenids(world, account, json),
		},
	]),
	controls: {
		/** Adds this many followers, of which nothing is stored. */
		generate: areaControl(generateInput, generateFollowers),
		/** Merges an account into another: its followers move with new openids. */
		migrate: areaControl(z.object({ fromAppid: z.string(), toAppid: z.string() }).strict(), migrateFollowers),
	},
} satisfies Area;
