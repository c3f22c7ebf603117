import { ApiError } from '../../errors/ApiError';
import type { Account } from '../../state/Account';
import type { World } from '../../World';
import { OK } from '../answerOk';
import type { Area, OpenCall, Route } from '../Area';
import { isRecord } from '../../isRecord';
import { PERMITS } from '../permits';
import { accountRoutes, openRoutes } from '../routes';
import { checkCallback } from './checkCallback';
import { lookUpRid } from './lookUpRid';
import { resetAll, resetOne, showQuota } from './quotas';

/** When the rules below were read. */
const date = '2026-10';

/** Where pushes really come from, and a range so that clients meet one. */
const CALLBACK_IPS = ['127.0.0.1', '203.0.113.0/25'];
const API_IPS = ['127.0.0.1', '198.51.100.0/24'];

/** What the account may ask about itself and about the platform. */
const QUESTIONS = accountRoutes(PERMITS.everyone, [
	{
		method: 'POST',
		path: '/cgi-bin/openapi/rid/get',
		body: 'json',
		coverage: {
			status: 'covered',
			rules: [
				{
					rule: '76002 ill-formed, 76001 unknown, 76003 of another account, 76004 after 7 days, 76022 for sns/',
					source: 'official page openapi/rid/get',
					date,
				},
			],
			differs: ['The newest 2000 calls are known; client_ip is the account setting egressIp'],
		},
		handle: ({ world, account, json }) => lookUpRid(world, account, json.rid),
	},
	{
		method: 'GET',
		path: '/cgi-bin/get_api_domain_ip',
		body: 'none',
		coverage: {
			status: 'covered',
			rules: [{ rule: 'Single addresses and CIDR ranges', source: 'official page get_api_domain_ip', date }],
			differs: ['The loopback address and a documentation range'],
		},
		handle: () => ({ ip_list: API_IPS }),
	},
	{
		method: 'GET',
		path: '/cgi-bin/getcallbackip',
		body: 'none',
		coverage: {
			status: 'covered',
			rules: [{ rule: 'Single addresses and CIDR ranges', source: 'official page getcallbackip', date }],
			differs: ['The loopback address, from which pushes come, and a documentation range'],
		},
		handle: () => ({ ip_list: CALLBACK_IPS }),
	},
	{
		method: 'POST',
		path: '/cgi-bin/callback/check',
		body: 'json',
		perDay: 1440,
		coverage: {
			status: 'partial',
			rules: [
				{
					rule: '40201 no server URL, 40202 action, 40203 operator',
					source: 'official page callback/check',
					date,
				},
				{ rule: '1440 calls a day', source: 'developer report', date: '2022-09' },
			],
			differs: ['Nothing is resolved or called; the answer is a good one for the host of the server URL'],
		},
		handle: ({ account, json }) => checkCallback(account, json),
	},
]);

const RESETS = [
	...accountRoutes(PERMITS.quotaResets, [
		{
			method: 'POST',
			path: '/cgi-bin/clear_quota',
			body: 'json',
			coverage: {
				status: 'covered',
				rules: [
					{
						rule: 'Ten resets a calendar month together with v2 (48006); 40013 for another appid',
						source: 'official page clear_quota',
						date,
					},
					{ rule: 'Certified accounts only', source: 'official call limits page', date },
				],
				differs: ['Months are Beijing months'],
			},
			handle({ world, account, json }) {
				if (json.appid !== account.appid) throw new ApiError(40013);
				resetAll(world, account);
				return OK;
			},
		},
	]),
	...openRoutes([
		{
			method: 'POST',
			path: '/cgi-bin/clear_quota/v2',
			body: 'raw',
			coverage: {
				status: 'covered',
				rules: [
					{
						rule: 'AppSecret instead of a token, as JSON body or in the query; 41002, 41004, 40013, 48006',
						source: 'official page clear_quota/v2: parameter table and example disagree, both work',
						date,
					},
				],
				differs: ['A wrong secret answers 40125'],
			},
			handle(call) {
				resetAll(call.world, callerBySecret(call));
				return OK;
			},
		},
	]),
];

/**
 * The account's own affairs: quotas and their resets, failed calls by rid, addresses, the check of its server URL.
 *
 * @param others areas whose routes have quotas
 */
export function accountArea(others: readonly Area[]) {
	const area = { routes: [...quotaRoutes(() => routes()), ...QUESTIONS, ...RESETS] } satisfies Area;
	const routes = (): Route[] => [...others, area].flatMap((one) => [...one.routes]);
	return area;
}

/** @param routes every route of the platform; asked for when a call comes, because these two are among them */
function quotaRoutes(routes: () => Route[]): Route[] {
	return [
		...accountRoutes(PERMITS.everyone, [
			{
				method: 'POST',
				path: '/cgi-bin/openapi/quota/get',
				body: 'json',
				coverage: {
					status: 'covered',
					rules: [
						{
							rule: 'Daily limit, used, remaining; 76003 a host or no leading slash, 76021 no such API, 76022 sns/ or not of this account',
							source: 'official page openapi/quota/get',
							date,
						},
					],
					differs: [
						'Exact where the platform may be off by 1 %; APIs without a documented limit show 10 000 000; rate_limit is enforced for stable_token only',
						'APIs that the simulator does not have answer 76021',
					],
				},
				handle: ({ world, account, json }) => showQuota(world, account, json.cgi_path, routes()),
			},
		]),
		...accountRoutes(PERMITS.quotaResets, [
			{
				method: 'POST',
				path: '/cgi-bin/openapi/quota/clear',
				body: 'json',
				coverage: {
					status: 'covered',
					rules: [
						{
							rule: 'Fifty resets a month of their own; 76021, 76022',
							source: 'official page openapi/quota/clear',
							date,
						},
					],
					differs: ['The 51st answers 45009'],
				},
				handle({ world, account, json }) {
					resetOne(world, account, json.cgi_path, routes());
					return OK;
				},
			},
		]),
	];
}

/** The account whose appid and secret a call carries, in its JSON body or in its query. */
function callerBySecret({ world, query, raw }: OpenCall): Account {
	const body = readObject(raw);
	const appid = body.appid ?? query.get('appid');
	const secret = body.appsecret ?? query.get('appsecret');
	if (typeof appid !== 'string' || appid === '') throw new ApiError(41002);
	if (typeof secret !== 'string' || secret === '') throw new ApiError(41004);
	return certified(world, appid, secret);
}

function certified(world: World, appid: string, secret: string): Account {
	const account = world.store.accounts.get(appid);
	if (!account) throw new ApiError(40013);
	if (account.secret !== secret) throw new ApiError(40125);
	if (!PERMITS.quotaResets.some((kind) => kind === account.kind)) throw new ApiError(48001);
	return account;
}

function readObject(raw: Buffer): Record<string, unknown> {
	if (raw.length === 0) return {};
	try {
		const value: unknown = JSON.parse(raw.toString('utf8'));
		if (isRecord(value)) return value;
	} catch {
		throw new ApiError(47001);
	}
	throw new ApiError(47001);
}
