import { ApiError } from '../../errors/ApiError';
import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import { accountSlot } from '../../state/accountSlot';

const MAX_AGENTS = 100;
const MAX_NICKNAME_CHARACTERS = 16;
/** `prefix@WeChatID` */
const ACCOUNT_FORM = /^[A-Za-z0-9_]{1,10}@[A-Za-z0-9_-]{1,30}$/;

/** A customer-service agent. */
interface Agent {
	account: string;
	nickname: string;
	id: number;
}

const agentsOf = accountSlot('agents', () => ({ byAccount: new Map<string, Agent>(), nextId: 1001 }));

type Fields = Readonly<Record<string, unknown>>;

/** @throws ApiError 65404 ill-formed name, 65403 nickname, 65406 exists, 65405 100 agents exist */
export function addAgent(account: Account, { kf_account: name, nickname }: Fields): void {
	const data = agentsOf(account);
	if (typeof name !== 'string' || !ACCOUNT_FORM.test(name)) throw new ApiError(65404);
	const checked = checkNickname(nickname);
	if (data.byAccount.has(name)) throw new ApiError(65406);
	if (data.byAccount.size >= MAX_AGENTS) throw new ApiError(65405);
	data.byAccount.set(name, { account: name, nickname: checked, id: data.nextId });
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

/** All agents, as `getkflist` prints them. */
export function listAgents(account: Account): JsonObject {
	const kf_list = [...agentsOf(account).byAccount.values()].map((agent) => ({
		kf_account: agent.account,
		kf_nick: agent.nickname,
		kf_id: agent.id,
		kf_headimgurl: `http://mmbiz.qpic.cn/mmbiz/${agent.id}/0`,
	}));
	return { kf_list };
}

/** @throws ApiError 65401 */
export function findAgent(account: Account, name: unknown): Agent {
	const agent = typeof name === 'string' ? agentsOf(account).byAccount.get(name) : undefined;
	if (!agent) throw new ApiError(65401);
	return agent;
}

function checkNickname(nickname: unknown): string {
	const characters = typeof nickname === 'string' ? [...nickname].length : 0;
	if (characters === 0 || characters > MAX_NICKNAME_CHARACTERS) throw new ApiError(65403);
	return String(nickname);
}
