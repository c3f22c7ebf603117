import type { Account } from '../../state/Account';
import type { World } from '../../World';
import { oauthOf, type Pending, type Scope } from './oauthData';
import { PageRefusal } from './PageRefusal';

/** The order of names that the platform's pattern accepts; `connect_redirect` is added by the client itself. */
const ORDER = {
	authorize:
		/^appid,redirect_uri,response_type,scope(,state)?(,forcePopup)?(,forceSnapShot)?(,connect_redirect)?$/,
	qrconnect:
		/^appid,redirect_uri,response_type,scope(,state)?(,(lang|self_redirect|styletype|sizetype|bgcolor|rst|href|style|stylelite))*$/,
} as const;

const SCOPES: Readonly<Record<Pending['page'], readonly Scope[]>> = {
	authorize: ['snsapi_base', 'snsapi_userinfo'],
	qrconnect: ['snsapi_login'],
};
const STATE = /^[a-zA-Z0-9]{0,128}$/;
const UNREACHABLE = '该链接无法访问';

/**
 * Checks an authorization link as the platform does and returns what it asks for.
 *
 * @param page which page was opened
 * @param query in the order of the link
 * @throws PageRefusal 10003, 10005, 10010 to 10013, 10016, or without a number
 */
export function readLink(
	world: World,
	page: Pending['page'],
	query: URLSearchParams,
): { account: Account; pending: Pending } {
	if (!ORDER[page].test([...query.keys()].join(','))) {
		throw new PageRefusal(
			UNREACHABLE,
			null,
			'The parameters must be appid, redirect_uri, response_type, scope, state, forcePopup, forceSnapShot, in this order, each once.',
		);
	}
	const appid = filled(query, 'appid', 10012);
	const redirectUri = filled(query, 'redirect_uri', 10011);
	const scope = filled(query, 'scope', 10010);
	if (query.has('state')) filled(query, 'state', 10013);
	if (query.get('response_type') !== 'code') {
		throw new PageRefusal(UNREACHABLE, null, 'response_type must be code.');
	}
	const state = query.get('state');
	if (!STATE.test(state ?? '')) {
		throw new PageRefusal(UNREACHABLE, null, 'state must be letters and digits, at most 128.');
	}
	const account = findApplication(world, page, appid);
	const known = SCOPES[page].find((one) => one === scope);
	const mayUse = page === 'qrconnect' || ['service-certified', 'test-number'].includes(account.kind);
	if (!known || !mayUse) {
		throw new PageRefusal(
			'Scope 参数错误或没有 Scope 权限',
			page === 'authorize' ? 10005 : null,
			known
				? `The account is ${account.kind}; web authorization needs a certified service account or a test number.`
				: `${scope} is not a scope of this page.`,
		);
	}
	checkDomain(account, redirectUri);
	const flag = (name: string) => query.get(name) === 'true';
	const forced = { forcePopup: flag('forcePopup'), forceSnapShot: flag('forceSnapShot') };
	return { account, pending: { page, link: query.toString(), redirectUri, state, scope: known, ...forced } };
}

function filled(query: URLSearchParams, name: string, code: number): string {
	const value = query.get(name) ?? '';
	if (value === '') throw new PageRefusal(`${name} 参数错误`, code, `${name} is empty.`);
	return value;
}

function findApplication(world: World, page: Pending['page'], appid: string): Account {
	const account = world.store.accounts.get(appid);
	if (!account) throw new PageRefusal('AppID 参数错误', null, `There is no account ${appid}.`);
	const { website } = oauthOf(account);
	if (page === 'authorize' && website) {
		throw new PageRefusal(
			'AppID 参数错误',
			10016,
			'This is the AppID of a website application: use /connect/qrconnect.',
		);
	}
	if (page === 'qrconnect' && !website) {
		throw new PageRefusal(
			'AppID 参数错误',
			null,
			'QR login needs the AppID of a website application; make it one with POST /_sim/oauth/console {"website":true}.',
		);
	}
	return account;
}

function checkDomain(account: Account, redirectUri: string): void {
	const { domains } = oauthOf(account);
	const url = URL.canParse(redirectUri) ? new URL(redirectUri) : undefined;
	const usable = url !== undefined && /^https?:$/.test(url.protocol);
	if (usable && (domains === null || domains.includes(url.hostname) || domains.includes(url.host))) return;
	throw new PageRefusal(
		'redirect_uri 参数错误',
		10003,
		usable
			? `The host ${url.host} is not among the web authorization domains (${domains?.join(', ') || 'none'}).`
			: 'redirect_uri is not an http(s) address.',
	);
}
