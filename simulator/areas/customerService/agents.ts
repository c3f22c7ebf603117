import { ApiError } from '../../errors/ApiError';
import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import { accountSlot } from '../../state/accountSlot';

const MAX_AGENTS = 100;
const MAX_NICKNAME_CHARACTERS = 16;
/** `prefix@WeChatID` */
const ACCOUNT_FORM = /^[A-Za-z0-9_]{1,10}@[A-Za-z0-9_-]{1,30}$/;
const WECHAT_ID = /^[A-Za-z0-9_-]{1,30}$/;
const INVITATION_SECONDS = 86_400;

/** Whether an agent is signed in: not, on the web or PC, on the phone, on both. */
export type Presence = 0 | 1 | 2 | 3;

/** A customer service agent. */
export interface Agent {
	account: string;
	nickname: string;
	id: number;
	headImage: string;
	/** WeChat ID of the person who works under this name; null until an invitation is accepted. */
	wechatId: string | null;
	/** OpenID of that person. */
	openid: string | null;
	invitation: { wechatId: string; expiresAt: number; state: 'waiting' | 'rejected' } | null;
	presence: Presence;
}

const agentsOf = accountSlot('agents', () => ({ byAccount: new Map<string, Agent>(), nextId: 1001 }));

type Fields = Readonly<Record<string, unknown>>;

/** @throws ApiError 65404 malformed name, 65403 nickname, 65406 exists, 65405 100 agents exist */
export function addAgent(account: Account, { kf_account: name, nickname }: Fields): void {
	const data = agentsOf(account);
	if (typeof name !== 'string' || !ACCOUNT_FORM.test(name)) throw new ApiError(65404);
	const checked = checkNickname(nickname);
	if (data.byAccount.has(name)) throw new ApiError(65406);
	if (data.byAccount.size >= MAX_AGENTS) throw new ApiError(65405);
	data.byAccount.set(name, {
		account: name,
		nickname: checked,
		id: data.nextId,
		headImage: `http://mmbiz.qpic.cn/mmbiz/${data.nextId}/0`,
		wechatId: null,
		openid: null,
		invitation: null,
		presence: 0,
	});
	data.nextId += 1;
}

/** @throws ApiError 65401 no such agent, 65403 nickname */
export function renameAgent(account: Account, { kf_account: name, nickname }: Fields): void {
	findAgent(account, name).nickname = checkNickname(nickname);
}

/** @throws ApiError 65401 no such agent */
export function deleteAgent(account: Account, name: unknown): void {
	agentsOf(account).byAccount.delete(findAgent(account, name).account);
}

/**
 * Invites a WeChat user to work as an agent.
 *
 * @param now Unix seconds
 * @throws ApiError 65401, 65409 WeChat ID, 65412 the agent is bound, 65411 it has an open invitation, 65407 the user is an
 *   agent, 65408 the user has an open invitation
 */
export function inviteWorker(
	account: Account,
	{ kf_account: name, invite_wx: wechatId }: Fields,
	now: number,
): void {
	const agent = findAgent(account, name);
	if (typeof wechatId !== 'string' || !WECHAT_ID.test(wechatId)) throw new ApiError(65409);
	if (agent.wechatId !== null) throw new ApiError(65412);
	if (isOpen(agent, now)) throw new ApiError(65411);
	const all = allAgents(account);
	if (all.some((other) => other.wechatId === wechatId)) throw new ApiError(65407);
	if (all.some((other) => isOpen(other, now) && other.invitation?.wechatId === wechatId))
		throw new ApiError(65408);
	agent.invitation = { wechatId, expiresAt: now + INVITATION_SECONDS, state: 'waiting' };
}

/** All agents, in the format of `getkflist`. @param now Unix seconds */
export function listAgents(account: Account, now: number): JsonObject {
	const kf_list = allAgents(account).map((agent) => ({
		kf_account: agent.account,
		kf_nick: agent.nickname,
		kf_id: String(agent.id),
		kf_headimgurl: agent.headImage,
		kf_wx: agent.wechatId ?? undefined,
		kf_openid: agent.openid ?? undefined,
		...showInvitation(agent, now),
	}));
	return { kf_list };
}

/** All agents in the order they were added. */
export function allAgents(account: Account): Agent[] {
	return [...agentsOf(account).byAccount.values()];
}

/** @throws ApiError 65401 */
export function findAgent(account: Account, name: unknown): Agent {
	const agent = typeof name === 'string' ? agentsOf(account).byAccount.get(name) : undefined;
	if (!agent) throw new ApiError(65401);
	return agent;
}

function isOpen({ invitation }: Agent, now: number): boolean {
	return invitation?.state === 'waiting' && invitation.expiresAt > now;
}

function showInvitation({ invitation, wechatId }: Agent, now: number): JsonObject {
	if (!invitation || wechatId !== null) return {};
	const expired = invitation.state === 'waiting' && invitation.expiresAt <= now;
	return {
		invite_wx: invitation.wechatId,
		invite_expire_time: invitation.expiresAt,
		invite_status: expired ? 'expired' : invitation.state,
	};
}

function checkNickname(nickname: unknown): string {
	const characters = typeof nickname === 'string' ? [...nickname].length : 0;
	if (characters === 0 || characters > MAX_NICKNAME_CHARACTERS) throw new ApiError(65403);
	return String(nickname);
}
