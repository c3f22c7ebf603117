import { Refusal } from '../../errors/Refusal';
import type { Account } from '../../state/Account';
import type { World } from '../../World';
import { OK } from '../answerOk';
import type { Area, OpenCall, Route } from '../Area';
import { isRecord } from '../isRecord';
import { PERMITS } from '../permits';
import { accountRoutes, openRoutes } from '../routes';
import { checkCallback } from './checkCallback';
import { coverage } from './coverage';
import { lookUpRid } from './lookUpRid';
import { resetAll, resetOne, showQuota } from './quotas';

/** Where pushes really come from, and a range so that clients meet one. */
const CALLBACK_IPS = ['127.0.0.1', '203.0.113.0/25'];
const API_IPS = ['127.0.0.1', '198.51.100.0/24'];

/**
 * The account's own affairs: quotas and their resets, failed calls by rid, addresses, the check of its server URL.
 *
 * @param others areas whose routes have quotas
 */
export function accountArea(others: readonly Area[]) {
	const area = {
		coverage,
		routes: [
			...accountRoutes(PERMITS.everyone, [
				{
					method: 'POST',
					path: '/cgi-bin/openapi/quota/get',
					body: 'json',
					handle: ({ world, account, json }) => showQuota(world, account, json.cgi_path, routes()),
				},
				{
					method: 'POST',
					path: '/cgi-bin/openapi/rid/get',
					body: 'json',
					handle: ({ world, account, json }) => lookUpRid(world, account, json.rid),
				},
				{
					method: 'GET',
					path: '/cgi-bin/get_api_domain_ip',
					body: 'none',
					handle: () => ({ ip_list: API_IPS }),
				},
				{
					method: 'GET',
					path: '/cgi-bin/getcallbackip',
					body: 'none',
					handle: () => ({ ip_list: CALLBACK_IPS }),
				},
				{
					method: 'POST',
					path: '/cgi-bin/callback/check',
					body: 'json',
					perDay: 1440,
					handle: ({ account, json }) => checkCallback(account, json),
				},
			]),
			...accountRoutes(PERMITS.quotaResets, [
				{
					method: 'POST',
					path: '/cgi-bin/clear_quota',
					body: 'json',
					handle({ world, account, json }) {
						if (json.appid !== account.appid) throw new Refusal(40013);
						resetAll(world, account);
						return OK;
					},
				},
				{
					method: 'POST',
					path: '/cgi-bin/openapi/quota/clear',
					body: 'json',
					handle({ world, account, json }) {
						resetOne(world, account, json.cgi_path, routes());
						return OK;
					},
				},
			]),
			...openRoutes([
				{
					method: 'POST',
					path: '/cgi-bin/clear_quota/v2',
					body: 'raw',
					handle(call) {
						resetAll(call.world, callerBySecret(call));
						return OK;
					},
				},
			]),
		],
	} satisfies Area;
	const routes = (): Route[] => [...others, area].flatMap((one) => [...one.routes]);
	return area;
}

/** The account whose appid and secret a call carries, in its JSON body or in its query. */
function callerBySecret({ world, query, raw }: OpenCall): Account {
	const body = readObject(raw);
	const appid = body.appid ?? query.get('appid');
	const secret = body.appsecret ?? query.get('appsecret');
	if (typeof appid !== 'string' || appid === '') throw new Refusal(41002);
	if (typeof secret !== 'string' || secret === '') throw new Refusal(41004);
	return certified(world, appid, secret);
}

function certified(world: World, appid: string, secret: string): Account {
	const account = world.store.accounts.get(appid);
	if (!account) throw new Refusal(40013);
	if (account.secret !== secret) throw new Refusal(40125);
	if (!PERMITS.quotaResets.some((kind) => kind === account.kind)) throw new Refusal(48001);
	return account;
}

function readObject(raw: Buffer): Record<string, unknown> {
	if (raw.length === 0) return {};
	try {
		const value: unknown = JSON.parse(raw.toString('utf8'));
		if (isRecord(value)) return value;
	} catch {
		throw new Refusal(47001);
	}
	throw new Refusal(47001);
}
