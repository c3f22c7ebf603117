import { z } from 'zod';
import { ControlError } from '../../ControlError';
import { showOnPhone } from '../../phone/chat';
import type { Account } from '../../state/Account';
import { findAccount, findFollower } from '../../state/findAccount';
import { areaControl } from '../areaControl';
import { allAgents, type Agent, type Presence } from './agents';
import { addRecord } from './records';
import { leaveSessions, servingAgent, waitForAgent } from './sessions';

const appid = z.string().optional();
const kfAccount = z.string();
const PRESENCES: Readonly<Record<'offline' | 'web' | 'phone' | 'both', Presence>> = {
	offline: 0,
	web: 1,
	phone: 2,
	both: 3,
};

/** Actions of agents and customers at the desk. */
export const deskControls = {
	/** The invited user accepts or declines to work as an agent. */
	answerInvitation: areaControl(
		z.object({ appid, kfAccount, accept: z.boolean().default(true) }).strict(),
		(world, { appid: id, kfAccount: name, accept }) => {
			const agent = agentNamed(findAccount(world.store, id), name);
			const { invitation } = agent;
			if (!invitation || invitation.expiresAt <= world.clock.nowSeconds())
				throw new ControlError(`kfAccount: ${name} has no open invitation`);
			const { wechatId } = invitation;
			if (accept) Object.assign(agent, { wechatId, openid: world.ids.openid(), invitation: null });
			else invitation.state = 'rejected';
			return {};
		},
	),
	/** An agent signs in or out. */
	presence: areaControl(
		z.object({ appid, kfAccount, status: z.enum(['offline', 'web', 'phone', 'both']) }).strict(),
		(world, { appid: id, kfAccount: name, status }) => {
			const account = findAccount(world.store, id);
			const agent = agentNamed(account, name);
			if (agent.wechatId === null) throw new ControlError(`kfAccount: ${name} is not bound to a user`);
			agent.presence = PRESENCES[status];
			if (status === 'offline') leaveSessions(account, name);
			return {};
		},
	),
	/** A customer is put on the waiting list. */
	wait: areaControl(z.object({ appid, openid: z.string() }).strict(), (world, { appid: id, openid }) => {
		const account = findAccount(world.store, id);
		waitForAgent(account, findFollower(account, openid).openid, world.clock.nowSeconds());
		return {};
	}),
	/** An agent writes to the customer who is being served. */
	say: areaControl(
		z.object({ appid, kfAccount, openid: z.string(), text: z.string().min(1) }).strict(),
		(world, { appid: id, kfAccount: worker, openid, text }) => {
			const account = findAccount(world.store, id);
			if (servingAgent(account, openid) !== worker)
				throw new ControlError(`openid: ${worker} does not serve ${openid}`);
			const time = world.clock.nowSeconds();
			addRecord(account, { openid, worker, direction: 'sent', text, time });
			const content = { content: text, agent: worker };
			showOnPhone(world, account, openid, { from: 'account', kind: 'custom:text', content });
			return {};
		},
	),
};

function agentNamed(account: Account, name: string): Agent {
	const agent = allAgents(account).find((one) => one.account === name);
	if (!agent) throw new ControlError(`kfAccount: the account has no agent ${name}`);
	return agent;
}
