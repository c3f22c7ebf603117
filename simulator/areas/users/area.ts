import { Refusal } from '../../errors/Refusal';
import type { Area } from '../Area';
import { PERMITS } from '../permits';
import { accountRoutes } from '../routes';
import { coverage } from './coverage';
import { findKnown } from './findKnown';
import { listFollowers } from './listFollowers';
import { showUser } from './showUser';

/** Followers: profile and list. */
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
			method: 'GET',
			path: '/cgi-bin/user/get',
			body: 'none',
			perDay: 500,
			perDayTestNumber: 100,
			handle: ({ account, query }) => listFollowers(account, query.get('next_openid') ?? ''),
		},
	]),
} satisfies Area;
