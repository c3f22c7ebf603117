import { readAll } from '../../../../core/errors/readAll';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import { trimText } from '../../../../core/text/visibleText';
import { required, withinCharacters } from '../../../shared/textLimits';
import { asciiText, readAgent } from '../../../shared/typedValues';
import { readOpenid, UNKNOWN_OPENID } from '../../fields/people';
import type { Field } from '../../operation';
import { locatorModes } from '../../fields/locatorModes';

const NICKNAME_CHARACTERS = 16;

/** One agent of the desk. */
export const agentAccount: Field<'kfAccount', 'resourceLocator'> = {
	displayName: 'Agent Account',
	name: 'kfAccount',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	modes: locatorModes('agent', 'searchAgents', 'anna@myaccount', 'By Account'),
	description:
		'The kf_account of the agent (客服账号): a name, @, and the WeChat ID (微信号) of the Official Account',
};

/** An agent to be added, who is in no list yet. */
export const newAgentAccount: typeof agentAccount = {
	...agentAccount,
	default: { mode: 'id', value: '' },
	modes: agentAccount.modes?.filter(({ type }) => type !== 'list'),
	description:
		'Account of the new agent (客服账号): up to 10 letters, digits or _, then @ and the WeChat ID (微信号) of the Official Account',
};

/** The name that followers see. */
export const agentNickname: Field<'nickname', 'string'> = {
	displayName: 'Nickname',
	name: 'nickname',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 小安',
	description: `Name of the agent that followers see, up to ${NICKNAME_CHARACTERS} characters`,
};

/**
 * Reads the account of an agent.
 *
 * @throws InvalidInputError when it is empty or malformed
 */
export function readAgentAccount(value: unknown): string {
	const agent = readAgent(agentAccount.displayName, value);
	if (agent !== undefined) return agent;
	throw new InvalidInputError(
		agentAccount.displayName,
		'is empty',
		'Give the kf_account, e.g. anna@myaccount. Customer Service Message → Get Many Customer Service Agents lists them.',
	);
}

const NEW_AGENT = /^[A-Za-z0-9_]{1,10}@[A-Za-z0-9_-]{1,30}$/;

/**
 * Reads the account for a new agent.
 *
 * @throws InvalidInputError when it is empty or malformed
 */
export function readNewAgent(value: unknown): string {
	const agent = asciiText(value);
	if (NEW_AGENT.test(agent)) return agent;
	throw new InvalidInputError(
		newAgentAccount.displayName,
		agent === ''
			? 'is empty'
			: 'must be up to 10 letters, digits or _, then @ and the WeChat ID of the Official Account, up to 30 characters',
		'Choose a name and put @ and the WeChat ID (微信号) of the Official Account after it, e.g. anna@myaccount.',
	);
}

/**
 * Reads agent and follower of a session.
 *
 * @returns the body of a call that opens or closes it
 * @throws InvalidInputError naming the unusable fields
 */
export function sessionOf(params: { kfAccount: string; openid: string }) {
	return readAll({
		kf_account: () => readAgentAccount(params.kfAccount),
		openid: () => readOpenid(params.openid),
	});
}

/** @throws InvalidInputError when it has no visible characters or is too long */
export function readNickname(value: string): string {
	return withinCharacters('Nickname', trimText(required('Nickname', value)), NICKNAME_CHARACTERS);
}

/** Advice on codes of all operations of the desk. */
export const DESK_HINTS: Readonly<Record<number, string>> = {
	40003: UNKNOWN_OPENID,
	65400:
		'The desk is not switched on. Switch on the customer service function (客服功能) in the WeChat console (mp.weixin.qq.com), and set a WeChat ID (微信号) for the account.',
	65401:
		'There is no such agent. Give one that Customer Service Message → Get Many Customer Service Agents lists.',
	65402: 'Nobody works as this agent yet. Invite somebody with Invite Agent, who then confirms in WeChat.',
	65403: `WeChat does not accept this nickname. Choose another one of up to ${NICKNAME_CHARACTERS} characters, without words that WeChat forbids.`,
	65404:
		'WeChat does not accept this account. Write up to 10 letters, digits or _ before the @, and the WeChat ID (微信号) of the Official Account after it.',
	65413:
		'No session with this user is open. Open one with Create Session; Get Session of User tells whether there is one.',
	65414: 'Another agent is serving this user. Close that session first, with Close Session.',
	65415:
		'The agent is not signed in to the desk. Choose one whom Get Many Online Agents lists, or let this one sign in.',
};
