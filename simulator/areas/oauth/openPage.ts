import { saveFollower } from '../../control/saveFollower';
import type { Account, Follower } from '../../state/Account';
import type { World } from '../../World';
import type { OpenCall, RawAnswer } from '../Area';
import { backTo, issueCode, reactionTo } from './issueCode';
import { oauthOf, type Pending } from './oauthData';
import { PageRefusal } from './PageRefusal';
import { closedPage, consentPage, goTo, phonePage, qrPage, refusalPage } from './pages';
import { openSnapshot } from './openSnapshot';
import { readLink } from './readLink';

const TICKETS_KEPT = 500;
const COOKIE = 'sim_phone_';
/** Value of the cookie of a browser that wants to be asked. */
const NOBODY = 'nobody';

/** Runs a page's rules; a refusal becomes the platform's error page. */
export async function showPage(rules: () => RawAnswer | Promise<RawAnswer>): Promise<RawAnswer> {
	try {
		return await rules();
	} catch (error) {
		if (error instanceof PageRefusal) return refusalPage(error);
		throw error;
	}
}

/** `GET /connect/oauth2/authorize`: redirects to the callback at once, or shows a page that asks. */
export async function openAuthorize(call: OpenCall): Promise<RawAnswer> {
	const { world, query, headers } = call;
	const { account, pending } = readLink(world, 'authorize', query);
	const data = oauthOf(account);
	if (data.requireWechat && !/MicroMessenger/i.test(headers['user-agent'] ?? '')) {
		throw new PageRefusal('请在微信客户端打开链接', null, 'The User-Agent does not contain MicroMessenger.');
	}
	const ticket = keep(world, account, pending);
	const follower = whoseBrowser(account, headers.cookie);
	return follower
		? await react(call, account, follower, ticket)
		: phonePage([...account.followers.values()], ticket);
}

/** The person taps 使用完整服务 under a snapshot: repeats the request, this time with the question. */
export function openFullService({ world, query, headers }: OpenCall): RawAnswer {
	const account = world.store.accounts.get(query.get('appid') ?? '');
	const follower = account && whoseBrowser(account, headers.cookie);
	const link = follower && oauthOf(account).snapshotViews.get(follower.openid);
	if (!account || !link) {
		throw new PageRefusal('没有打开的快照页', null, 'The person of this browser has seen no snapshot page.');
	}
	oauthOf(account).fullService.set(follower.openid, link);
	return goTo(`/connect/oauth2/authorize?${link}#wechat_redirect`);
}

/** `GET /connect/qrconnect`: the QR code page of a website application. */
export function openQrConnect({ world, query }: OpenCall): RawAnswer {
	const { account, pending } = readLink(world, 'qrconnect', query);
	return qrPage(account, [...account.followers.values()], keep(world, account, pending));
}

/** The person on the authorization page allows or refuses. */
export function answerConsent(call: OpenCall): RawAnswer {
	const { account, pending, ticket, fields } = findTicket(call);
	const follower = whoseBrowser(account, call.headers.cookie);
	if (!follower) return phonePage([...account.followers.values()], ticket);
	oauthOf(account).pending.delete(ticket);
	if (fields.get('decision') !== 'allow')
		return oauthOf(account).authdeny ? goTo(backTo(pending, { code: 'authdeny' })) : closedPage();
	oauthOf(account).consents.set(follower.openid, call.world.clock.now());
	return goTo(issueCode(call.world, account, follower, pending, false));
}

/** The user says whose phone the browser is, and the link is opened again. */
export function choosePhone(call: OpenCall): RawAnswer {
	const { account, pending, ticket, fields } = findTicket(call);
	oauthOf(account).pending.delete(ticket);
	const owner = fields.has('switch')
		? NOBODY
		: choosePerson(call.world, account, fields.get('openid')).openid;
	const cookie = `${COOKIE}${account.appid}=${owner}; Path=/connect; SameSite=Lax`;
	return goTo(`/connect/oauth2/authorize?${pending.link}#wechat_redirect`, cookie);
}

/** A phone scans the QR code and allows or refuses. */
export function answerScan(call: OpenCall): RawAnswer {
	const { account, pending, ticket, fields } = findTicket(call);
	oauthOf(account).pending.delete(ticket);
	if (fields.get('decision') === 'reject')
		return goTo(backTo(pending, oauthOf(account).authdeny ? { code: 'authdeny' } : {}));
	const follower = choosePerson(call.world, account, fields.get('openid'));
	return goTo(issueCode(call.world, account, follower, pending, false));
}

async function react(
	{ world, headers }: OpenCall,
	account: Account,
	follower: Follower,
	ticket: string,
): Promise<RawAnswer> {
	const data = oauthOf(account);
	const pending = data.pending.get(ticket);
	if (!pending) throw expiredTicket();
	if (account.kind === 'test-number' && !follower.subscribed) {
		throw new PageRefusal('请先关注该测试号', 10006, 'Only followers of a test number may authorize it.');
	}
	const reaction = reactionTo(world, account, follower, pending);
	if (reaction === 'ask') return consentPage(account, follower, ticket);
	data.pending.delete(ticket);
	const callback = issueCode(world, account, follower, pending, reaction === 'snapshot');
	if (reaction === 'silent') return goTo(callback);
	data.snapshotViews.set(follower.openid, pending.link);
	return data.snapshotCookies === 'shared' ? goTo(callback) : await openSnapshot(account, callback, headers);
}

/** The person whose browser it is: by its cookie, by the account's setting, or because there is only one. */
function whoseBrowser(account: Account, cookieHeader: string | undefined): Follower | undefined {
	const ofCookie = new RegExp(`(?:^|;\\s*)${COOKIE}${account.appid}=([\\w-]+)`).exec(cookieHeader ?? '')?.[1];
	if (ofCookie === NOBODY) return undefined;
	const openid = ofCookie ?? oauthOf(account).phone;
	const named = openid ? account.followers.get(openid) : undefined;
	const [only] = account.followers.values();
	return named ?? (account.followers.size === 1 ? only : undefined);
}

function choosePerson(world: World, account: Account, openid: string | null): Follower {
	if (openid === 'new') return saveFollower(world, { appid: account.appid, push: false }).follower;
	const follower = account.followers.get(openid ?? '');
	if (follower) return follower;
	throw new PageRefusal('没有这个用户', null, 'The simulator does not know this person.');
}

function keep(world: World, account: Account, pending: Pending): string {
	const { pending: tickets } = oauthOf(account);
	const ticket = world.ids.alphanumeric(24);
	tickets.set(ticket, pending);
	const [oldest] = tickets.keys();
	if (tickets.size > TICKETS_KEPT && oldest !== undefined) tickets.delete(oldest);
	return ticket;
}

function findTicket({ world, raw }: OpenCall): {
	account: Account;
	pending: Pending;
	ticket: string;
	fields: URLSearchParams;
} {
	const fields = new URLSearchParams(raw.toString('utf8'));
	const ticket = fields.get('ticket') ?? '';
	for (const account of world.store.accounts.values()) {
		const pending = oauthOf(account).pending.get(ticket);
		if (pending) return { account, pending, ticket, fields };
	}
	throw expiredTicket();
}

function expiredTicket(): PageRefusal {
	return new PageRefusal('页面已过期', null, 'This page has been answered already; open the link again.');
}
