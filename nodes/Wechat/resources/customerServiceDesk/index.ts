import { defineResource } from '../../operation';
import { addAgent } from './addAgent';
import { closeSession } from './closeSession';
import { createSession } from './createSession';
import { deleteAgent } from './deleteAgent';
import { getOnlineAgents } from './getOnline';
import { getRecords } from './getRecords';
import { getSession } from './getSession';
import { getSessions } from './getSessions';
import { getWaitingUsers } from './getWaiting';
import { inviteAgent } from './inviteAgent';
import { updateAgent } from './updateAgent';
import { uploadAgentAvatar } from './uploadAvatar';

/** Agents who answer followers by hand, and their sessions 客服管理. */
export const customerServiceDesk = defineResource({
	value: 'customerServiceDesk',
	name: 'Customer Service Desk',
	chinese: '客服管理',
	operations: [
		addAgent,
		closeSession,
		createSession,
		deleteAgent,
		getOnlineAgents,
		getRecords,
		getSession,
		getSessions,
		getWaitingUsers,
		inviteAgent,
		updateAgent,
		uploadAgentAvatar,
	],
});
