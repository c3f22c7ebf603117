import type { Area } from '../Area';
import { openRoutes } from '../routes';
import { controls } from './controls';
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

const AUTH_PAGE = 'official page on web authorization';
const SNAPSHOT_NOTICE = 'official notice on snapshot pages (快照页)';
const AUTHDENY =
	'With the console setting authdeny, a refusal comes back with code=authdeny, which no page documents and many programs look for';
/** When the rules below were read. */
const date = '2026-10';

/** Answers of `/sns` are JSON declared as text. */
const TEXT = 'text/plain';

/** Web authorization: authorization page, website login, user tokens and profile. */
export const oauth = {
	controls,
	routes: openRoutes([
		{
			method: 'GET',
			path: '/connect/oauth2/authorize',
			body: 'none',
			coverage: {
				status: 'covered',
				rules: [
					{
						rule: 'Parameters only in the official order, otherwise 该链接无法访问',
						source: AUTH_PAGE,
						date,
					},
					{
						rule: '10003 other domain, 10005 account without the right, 10006 test number not followed, 10010 to 10013 empty, 10016 website AppID',
						source: AUTH_PAGE,
						date,
					},
					{
						rule: 'snsapi_base is silent; snsapi_userinfo asks, except a follower who comes from the menu and a person who consented recently',
						source: AUTH_PAGE,
						date,
					},
					{ rule: 'forcePopup asks again, not where silent authorization applies', source: AUTH_PAGE, date },
					{
						rule: 'forceSnapShot opens the page as a snapshot with a virtual identity',
						source: AUTH_PAGE,
						date,
					},
					{
						rule: 'After a snapshot the same request asks for consent once the person taps 使用完整服务: another code, the same state',
						source: SNAPSHOT_NOTICE,
						date: '2022-07',
					},
					{
						rule: 'With the console setting snapshotCookies separate, a snapshot has none of the cookies of the browser',
						source: SNAPSHOT_NOTICE,
						date: '2022-07',
					},
					{ rule: 'A refusal closes the page; the website is told nothing', source: AUTH_PAGE, date },
				],
				differs: [
					'The browser says whose phone it is: a cookie set by a page of the simulator, the control phone, or the only person there is',
					'A consent is remembered for a day, a visit from the menu for ten minutes; the platform publishes no figures',
					'Until domains are set in the control console, every host is accepted; a domain without port accepts every port',
					'The fragment #wechat_redirect is checked on pages only: it never reaches a server',
					'Snapshots are shown when the console setting snapshots or forceSnapShot asks for them; whether the real view has cookies that the page had set before is not documented',
					'Any browser is accepted until the control console sets requireWechat; 10004, 10009 and 10015 do not occur',
				],
			},
			handle: (call) => showPage(() => openAuthorize(call)),
		},
		{
			method: 'GET',
			path: '/connect/qrconnect',
			body: 'none',
			coverage: {
				status: 'partial',
				rules: [
					{
						rule: 'Only for website applications and scope snsapi_login',
						source: 'Open Platform page on website login',
						date,
					},
					{
						rule: 'A refusal comes back with the state alone',
						source: 'Open Platform page on website login',
						date,
					},
				],
				differs: [
					'The QR code is a picture without content; buttons beside it stand for the phone that scans it',
					'Settings of the embedded code (self_redirect, style, href …) are accepted and ignored',
				],
			},
			handle: (call) => showPage(() => openQrConnect(call)),
		},
		{
			method: 'GET',
			path: '/connect/sim/full-service',
			body: 'none',
			coverage: {
				status: 'covered',
				rules: [
					{
						rule: 'Opens the request of the last snapshot again, with the question for consent',
						source: SNAPSHOT_NOTICE,
						date: '2022-07',
					},
				],
				differs: [
					'Stands for the bar under a snapshot, which belongs to the client: part of the snapshot view while its cookies are separate, an address or the phone page’s 使用完整服务 while they are shared',
				],
			},
			handle: (call) => showPage(() => openFullService(call)),
		},
		{
			method: 'POST',
			path: '/connect/sim/consent',
			body: 'raw',
			coverage: {
				status: 'covered',
				rules: [
					{ rule: 'Allowed: back with code and state; refused: the page closes', source: AUTH_PAGE, date },
				],
				differs: [
					'Stands for the buttons of the consent page, which the platform serves inside the client',
					AUTHDENY,
				],
			},
			handle: (call) => showPage(() => answerConsent(call)),
		},
		{
			method: 'POST',
			path: '/connect/sim/phone',
			body: 'raw',
			coverage: {
				status: 'covered',
				rules: [
					{ rule: 'The code stands for the person whose WeChat opens the page', source: AUTH_PAGE, date },
				],
				differs: ['Stands for the phone, which knows its owner'],
			},
			handle: (call) => showPage(() => choosePhone(call)),
		},
		{
			method: 'POST',
			path: '/connect/sim/scan',
			body: 'raw',
			coverage: {
				status: 'covered',
				rules: [
					{
						rule: 'Allowed: back with code and state; refused: with the state alone',
						source: 'Open Platform page on website login',
						date,
					},
				],
				differs: ['Stands for the phone that scans the QR code of website login', AUTHDENY],
			},
			handle: (call) => showPage(() => answerScan(call)),
		},
		{
			method: 'GET',
			path: '/sns/oauth2/access_token',
			body: 'none',
			contentType: TEXT,
			coverage: {
				status: 'covered',
				rules: [
					{
						rule: 'A code works once (40163) and for 5 minutes (42003); unknown ones are 40029',
						source: AUTH_PAGE,
						date,
					},
					{
						rule: 'unionid with more than snsapi_base and an Open Platform binding only',
						source: AUTH_PAGE,
						date,
					},
					{ rule: 'is_snapshotuser is there for virtual identities only', source: AUTH_PAGE, date },
					{ rule: 'No IP allowlist; 50 000 calls a minute', source: 'official call limits page', date },
				],
				differs: ['Codes of website login work for 10 minutes', 'A used code is 40163 also after its time'],
			},
			handle: ({ world, query }) => exchangeCode(world, query),
		},
		{
			method: 'GET',
			path: '/sns/oauth2/refresh_token',
			body: 'none',
			contentType: TEXT,
			coverage: {
				status: 'covered',
				rules: [
					{
						rule: 'A valid access token lives on, a dead one is replaced; 30 days, then 42002; 40030, 42007',
						source: AUTH_PAGE,
						date,
					},
				],
				differs: ['The refresh token stays the same and keeps its end'],
			},
			handle: ({ world, query }) => refreshToken(world, query),
		},
		{
			method: 'GET',
			path: '/sns/userinfo',
			body: 'none',
			contentType: TEXT,
			coverage: {
				status: 'covered',
				rules: [
					{ rule: 'nickname and headimgurl are given; sex and region are empty', source: AUTH_PAGE, date },
					{
						rule: '48001 for snsapi_base, 40003 for another openid, 42001 after its time',
						source: AUTH_PAGE,
						date,
					},
				],
				differs: ['A snapshot identity has the nickname 微信用户'],
			},
			handle: ({ world, query }) => showProfile(world, query),
		},
		{
			method: 'GET',
			path: '/sns/auth',
			body: 'none',
			contentType: TEXT,
			coverage: {
				status: 'covered',
				rules: [{ rule: '0 ok, or 40003 for another openid', source: AUTH_PAGE, date }],
			},
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
