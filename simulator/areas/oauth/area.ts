import type { Area } from '../Area';
import { openRoutes } from '../routes';
import { controls } from './controls';
import { coverage } from './coverage';
import { oauthOf } from './oauthData';
import {
	answerConsent,
	answerScan,
	choosePhone,
	openAuthorize,
	openFullService,
	openQrConnect,
	showPage,
} from './openPage';
import { checkUserToken, exchangeCode, refreshToken, showProfile } from './userTokens';

/** Answers of `/sns` are JSON that calls itself text. */
const TEXT = 'text/plain';

/** Web authorization: the authorize page, website login, user tokens and profile. */
export const oauth = {
	coverage,
	controls,
	routes: openRoutes([
		{
			method: 'GET',
			path: '/connect/oauth2/authorize',
			body: 'none',
			handle: (call) => showPage(() => openAuthorize(call)),
		},
		{
			method: 'GET',
			path: '/connect/qrconnect',
			body: 'none',
			handle: (call) => showPage(() => openQrConnect(call)),
		},
		{
			method: 'GET',
			path: '/connect/sim/full-service',
			body: 'none',
			handle: (call) => showPage(() => openFullService(call)),
		},
		{
			method: 'POST',
			path: '/connect/sim/consent',
			body: 'raw',
			handle: (call) => showPage(() => answerConsent(call)),
		},
		{
			method: 'POST',
			path: '/connect/sim/phone',
			body: 'raw',
			handle: (call) => showPage(() => choosePhone(call)),
		},
		{
			method: 'POST',
			path: '/connect/sim/scan',
			body: 'raw',
			handle: (call) => showPage(() => answerScan(call)),
		},
		{
			method: 'GET',
			path: '/sns/oauth2/access_token',
			body: 'none',
			contentType: TEXT,
			handle: ({ world, query }) => exchangeCode(world, query),
		},
		{
			method: 'GET',
			path: '/sns/oauth2/refresh_token',
			body: 'none',
			contentType: TEXT,
			handle: ({ world, query }) => refreshToken(world, query),
		},
		{
			method: 'GET',
			path: '/sns/userinfo',
			body: 'none',
			contentType: TEXT,
			handle: ({ world, query }) => showProfile(world, query),
		},
		{
			method: 'GET',
			path: '/sns/auth',
			body: 'none',
			contentType: TEXT,
			handle: ({ world, query }) => checkUserToken(world, query),
		},
	]),
	/** A tap on a link of the menu: the page it opens authorizes followers silently. */
	onIncoming(world, account, follower, { tree }) {
		if (tree.Event === 'VIEW') oauthOf(account).menuVisits.set(follower.openid, world.clock.now());
	},
	describe(account) {
		const { domains, website, phone, codes, grants, consents } = oauthOf(account);
		return { domains, website, phone, codes: codes.size, grants: grants.length, consents: consents.size };
	},
} satisfies Area;
