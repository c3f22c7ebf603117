import { ApiError } from '../../errors/ApiError';
import type { PushContent } from '../../push/PushContent';
import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import { accountSlot } from '../../state/accountSlot';
import type { World } from '../../World';
import { findKnown } from '../users/findKnown';
import { allAgents, findAgent } from './agents';
import { addRecord } from './records';
import { contactOf } from './windows';

const MAX_WAITING = 100;
/** Maximum age of the customer's last message. */
const RECENT_MS = 48 * 3_600_000;

interface Session {
	agent: string;
	/** Unix seconds. */
	createdAt: number;
}

/** Sessions and the waiting list, by openid. */
const deskOf = accountSlot('desk', () => ({
	sessions: new Map<string, Session>(),
	/** Unix seconds of the last message. */
	waiting: new Map<string, number>(),
}));

type Fields = Readonly<Record<string, unknown>>;

/**
 * `kfsession/create`.
 *
 * @throws ApiError 65401, 65402 the agent is not bound, 65415 offline, 40003, 65414 another agent serves, 65413 the customer
 *   has not written lately
 */
export function createSession(world: World, account: Account, { kf_account, openid }: Fields): void {
	const agent = findAgent(account, kf_account);
	if (agent.wechatId === null) throw new ApiError(65402);
	if (agent.presence === 0) throw new ApiError(65415);
	const customer = findKnown(account, openid).openid;
	const { sessions, waiting } = deskOf(account);
	const served = sessions.get(customer);
	if (served && served.agent !== agent.account) throw new ApiError(65414);
	if (served) return;
	const { exchangedAtMs } = contactOf(account, customer);
	if (exchangedAtMs === null || world.clock.now() - exchangedAtMs > RECENT_MS) throw new ApiError(65413);
	sessions.set(customer, { agent: agent.account, createdAt: world.clock.nowSeconds() });
	waiting.delete(customer);
}

/**
 * `kfsession/close`.
 *
 * @throws ApiError 65401, 40003, 65413 no session, 65414 with another agent
 */
export function closeSession(account: Account, { kf_account, openid }: Fields): void {
	const agent = findAgent(account, kf_account);
	const customer = findKnown(account, openid).openid;
	const { sessions } = deskOf(account);
	const session = sessions.get(customer);
	if (!session) throw new ApiError(65413);
	if (session.agent !== agent.account) throw new ApiError(65414);
	sessions.delete(customer);
}

/** `kfsession/getsession`: the agent who serves a customer. @throws ApiError 40003 */
export function showSession(account: Account, openid: unknown): JsonObject {
	const session = deskOf(account).sessions.get(findKnown(account, openid).openid);
	return { kf_account: session?.agent ?? '', createtime: session?.createdAt ?? 0 };
}

/** `kfsession/getsessionlist`: the customers whom an agent serves. @throws ApiError 65401 */
export function listSessions(account: Account, kfAccount: unknown): JsonObject {
	const agent = findAgent(account, kfAccount);
	const sessionlist = [...deskOf(account).sessions]
		.filter(([, session]) => session.agent === agent.account)
		.map(([openid, { createdAt }]) => ({ createtime: createdAt, openid }));
	return { sessionlist };
}

/** `kfsession/getwaitcase`: the waiting customers, a hundred at most, longest wait first. */
export function listWaiting(account: Account): JsonObject {
	const { waiting } = deskOf(account);
	const waitcaselist = [...waiting]
		.slice(0, MAX_WAITING)
		.map(([openid, latest_time]) => ({ latest_time, openid }));
	return { count: waiting.size, waitcaselist };
}

/** `getonlinekflist`: agents who are signed in, with the number of their sessions. */
export function listOnline(account: Account): JsonObject {
	const { sessions } = deskOf(account);
	const kf_online_list = allAgents(account)
		.filter(({ presence }) => presence > 0)
		.map(({ account: kf_account, presence, id, openid }) => ({
			kf_account,
			status: presence,
			kf_id: String(id),
			accepted_case: [...sessions.values()].filter(({ agent }) => agent === kf_account).length,
			kf_openid: openid ?? undefined,
		}));
	return { kf_online_list };
}

/** Puts a customer on the waiting list. @param now Unix seconds */
export function waitForAgent(account: Account, openid: string, now: number): void {
	const { sessions, waiting } = deskOf(account);
	if (!sessions.has(openid)) waiting.set(openid, now);
}

/** Ends every session of an agent. */
export function leaveSessions(account: Account, kfAccount: string): void {
	const { sessions } = deskOf(account);
	for (const [openid, { agent }] of sessions) if (agent === kfAccount) sessions.delete(openid);
}

/** The agent who serves a customer, or null. */
export function servingAgent(account: Account, openid: string): string | null {
	return deskOf(account).sessions.get(openid)?.agent ?? null;
}

/** Records a customer's message while an agent serves the customer; updates the time of a waiting customer. */
export function recordIncoming(account: Account, { openid, tree }: PushContent, now: number): void {
	const { waiting } = deskOf(account);
	if (tree.MsgType === 'event') return;
	if (waiting.has(openid)) waiting.set(openid, now);
	const worker = servingAgent(account, openid);
	if (worker === null) return;
	const text = typeof tree.Content === 'string' ? tree.Content : `[${String(tree.MsgType)}]`;
	addRecord(account, { openid, worker, direction: 'received', text, time: now });
}
