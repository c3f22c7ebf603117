import { OK } from '../answerOk';
import type { Area } from '../Area';
import { PERMITS } from '../permits';
import { accountRoutes } from '../routes';
import { changeBlacklist, listBlacklist } from './changeBlacklist';
import { coverage } from './coverage';

/** The account's blacklist. */
export const blacklist = {
	coverage,
	routes: accountRoutes(PERMITS.users, [
		{
			method: 'POST',
			path: '/cgi-bin/tags/members/getblacklist',
			body: 'json',
			handle: ({ account, json }) => listBlacklist(account, json.begin_openid),
		},
		{
			method: 'POST',
			path: '/cgi-bin/tags/members/batchblacklist',
			body: 'json',
			handle({ world, account, json }) {
				changeBlacklist(world, account, json.openid_list, true);
				return OK;
			},
		},
		{
			method: 'POST',
			path: '/cgi-bin/tags/members/batchunblacklist',
			body: 'json',
			handle({ world, account, json }) {
				changeBlacklist(world, account, json.openid_list, false);
				return OK;
			},
		},
	]),
} satisfies Area;
