import { z } from 'zod';
import type { Area } from '../Area';
import { areaControl } from '../areaControl';
import { openRoutes } from '../routes';
import { findAccount } from '../../state/findAccount';
import { checkCaller } from './checkCaller';
import { describeTokens, expireTokens, issueClassic, issueStable } from './issueToken';
import { TOKEN_PATH } from './tokenRules';

/** When the rules below were read. */
const date = '2026-10';

/** Account tokens: classic and stable. */
export const tokens = {
	routes: openRoutes([
		{
			method: 'GET',
			path: TOKEN_PATH.classic,
			body: 'none',
			coverage: {
				status: 'covered',
				rules: [
					{
						rule: 'Every call issues a new token of 7200 s; the previous one is accepted for 5 more minutes',
						source: 'official page getAccessToken',
						date,
					},
					{ rule: '2000 calls a day, test numbers 200', source: 'official call limits page', date },
					{
						rule: '41002, 41004, 40002, 40013, 40125, 40001 for the secret of another account, 40243 frozen secret',
						source: 'official page getAccessToken',
						date,
					},
					{
						rule: '40164 names the address that the platform saw, in IPv4 and IPv6 form',
						source: 'two independent public samples',
						date: '2023-12',
					},
				],
				differs: [
					'The address is the account setting egressIp, else the connection’s own; changes of the allowlist take effect at once',
					'Other refusals (50007, 89503, 61024 …) are ordered with the account setting tokenRefusal; wording of codes without official text is a description',
				],
			},
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
			coverage: {
				status: 'covered',
				rules: [
					{
						rule: 'Normal mode returns the same token with the remaining seconds; in the last 5 minutes a new one, and both are accepted',
						source: 'official page getStableAccessToken',
						date,
					},
					{
						rule: 'force_refresh revokes the previous token at once; 20 a day; closer than 30 s the token is not refreshed',
						source: 'official page getStableAccessToken',
						date,
					},
					{
						rule: '10 000 calls a minute, 500 000 a day',
						source: 'official page getStableAccessToken',
						date,
					},
					{
						rule: 'Never touches classic tokens, nor the reverse',
						source: 'official page getStableAccessToken',
						date,
					},
					{ rule: '43002 for other methods', source: 'official page getStableAccessToken', date },
				],
				differs: ['A forced call that comes too soon does not count toward the 20 a day'],
			},
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
		/** Expires all tokens of an account now, so that its next calls get 42001. */
		expire: areaControl(z.object({ appid: z.string().optional() }).strict(), (world, { appid }) => {
			expireTokens(world, findAccount(world.store, appid));
			return {};
		}),
	},
	describe: (account, world) => ({ ...describeTokens(account, world) }),
} satisfies Area;
