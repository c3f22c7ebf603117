import { z } from 'zod';
import type { Area } from '../Area';
import { areaControl } from '../areaControl';
import { openRoutes } from '../routes';
import { findAccount } from '../../state/findAccount';
import { checkCaller } from './checkCaller';
import { coverage } from './coverage';
import { describeTokens, expireTokens, issueClassic, issueStable } from './issueToken';
import { TOKEN_PATH } from './tokenRules';

/** Account tokens: classic and stable. */
export const tokens = {
	coverage,
	routes: openRoutes([
		{
			method: 'GET',
			path: TOKEN_PATH.classic,
			body: 'none',
			handle({ world, query, remoteAddress }) {
				const account = checkCaller(world, {
					grantType: query.get('grant_type'),
					appid: query.get('appid'),
					secret: query.get('secret'),
					remoteAddress,
				});
				return { ...issueClassic(world, account) };
			},
		},
		{
			method: 'POST',
			path: TOKEN_PATH.stable,
			body: 'json',
			handle({ world, json, remoteAddress }) {
				const account = checkCaller(world, {
					grantType: json.grant_type,
					appid: json.appid,
					secret: json.secret,
					remoteAddress,
				});
				return { ...issueStable(world, account, json.force_refresh === true) };
			},
		},
	]),
	controls: {
		/** Ends all tokens of an account now, so that its next calls get 42001. */
		expire: areaControl(z.object({ appid: z.string().optional() }).strict(), (world, { appid }) => {
			expireTokens(world, findAccount(world.store, appid));
			return {};
		}),
	},
	describe: (account, world) => ({ ...describeTokens(account, world) }),
} satisfies Area;
