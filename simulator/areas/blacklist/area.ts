import { OK } from '../answerOk';
import type { Area } from '../Area';
import { PERMITS } from '../permits';
import { accountRoutes } from '../routes';
import { changeBlacklist, listBlacklist } from './changeBlacklist';

/** When the rules below were read. */
const date = '2026-10';

/** The account's blacklist. */
export const blacklist = {
	routes: accountRoutes(PERMITS.users, [
		{
			method: 'POST',
			path: '/cgi-bin/tags/members/getblacklist',
			body: 'json',
			coverage: {
				status: 'covered',
				rules: [
					{
						rule: '1000 openids a call after begin_openid; 40003 for one not on the list',
						source: 'official blacklist pages',
						date,
					},
				],
				differs: ['An empty page has no data, as in user/get; 268487001 only as a fault'],
			},
			handle: ({ account, json }) => listBlacklist(account, json.begin_openid),
		},
		{
			method: 'POST',
			path: '/cgi-bin/tags/members/batchblacklist',
			body: 'json',
			coverage: {
				status: 'covered',
				rules: [
					{
						rule: 'Up to 20 openids (40032); 40003 of nobody, 49003 of another account',
						source: 'official blacklist pages',
						date,
					},
				],
			},
			handle({ world, account, json }) {
				changeBlacklist(world, account, json.openid_list, true);
				return OK;
			},
		},
		{
			method: 'POST',
			path: '/cgi-bin/tags/members/batchunblacklist',
			body: 'json',
			coverage: {
				status: 'covered',
				rules: [
					{
						rule: 'Up to 20 openids (40032); 40003 of nobody, 49003 of another account',
						source: 'official blacklist pages',
						date,
					},
				],
			},
			handle({ world, account, json }) {
				changeBlacklist(world, account, json.openid_list, false);
				return OK;
			},
		},
	]),
} satisfies Area;
