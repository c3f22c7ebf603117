import { z } from 'zod';
import { Refusal } from '../../errors/Refusal';
import { OK } from '../answerOk';
import type { Area } from '../Area';
import { areaControl } from '../areaControl';
import { PERMITS } from '../permits';
import { accountRoutes } from '../routes';
import { coverage } from './coverage';
import { findKnown } from './findKnown';
import { listFollowers } from './listFollowers';
import { convertOpenids, migrateFollowers } from './migrateOpenids';
import { setRemark } from './setRemark';
import { showUser } from './showUser';
import { showUsers } from './showUsers';

/** Followers: profile, list, remark, change of openids after a migration. */
export const users = {
	coverage,
	routes: accountRoutes(PERMITS.users, [
		{
			method: 'GET',
			path: '/cgi-bin/user/info',
			body: 'none',
			perDay: 5_000_000,
			perDayTestNumber: 500_000,
			handle({ account, query }) {
				const openid = query.get('openid');
				if (!openid) throw new Refusal(41009);
				return showUser(account, findKnown(account, openid), query.get('lang') ?? 'zh_CN');
			},
		},
		{
			method: 'POST',
			path: '/cgi-bin/user/info/batchget',
			body: 'json',
			handle: ({ account, json }) => showUsers(account, json.user_list),
		},
		{
			method: 'GET',
			path: '/cgi-bin/user/get',
			body: 'none',
			perDay: 500,
			perDayTestNumber: 100,
			handle: ({ account, query }) => listFollowers(account, query.get('next_openid') ?? ''),
		},
		{
			method: 'POST',
			path: '/cgi-bin/user/info/updateremark',
			body: 'json',
			perDay: 10_000,
			handle({ account, json }) {
				setRemark(account, json);
				return OK;
			},
		},
		{
			method: 'POST',
			path: '/cgi-bin/changeopenid',
			body: 'json',
			handle: ({ world, account, json }) => convertOpenids(world, account, json),
		},
	]),
	controls: {
		/** Merges an account into another: its followers move with new openids. */
		migrate: areaControl(z.object({ fromAppid: z.string(), toAppid: z.string() }).strict(), migrateFollowers),
	},
} satisfies Area;
