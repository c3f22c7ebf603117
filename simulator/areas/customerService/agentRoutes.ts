import { OK } from '../answerOk';
import { PERMITS } from '../permits';
import { accountRoutes } from '../routes';
import { addAgent, deleteAgent, inviteWorker, listAgents, renameAgent } from './agents';
import { leaveSessions, listOnline } from './sessions';
import { uploadHeadImage } from './uploadHeadImage';

const DESK = 'official customer service desk pages';
const date = '2026-10';

/** The accounts under which agents work. */
export const agentRoutes = accountRoutes(PERMITS.customerService, [
	{
		method: 'GET',
		path: '/cgi-bin/customservice/getkflist',
		body: 'none',
		coverage: {
			status: 'covered',
			rules: [
				{
					rule: 'kf_account, kf_nick, kf_id, kf_headimgurl, kf_openid; kf_wx when bound, invitation until then',
					source: DESK,
					date,
				},
			],
			differs: [
				'Invitations last a day: the page names no figure',
				'kf_openid is there when the agent is bound: the page does not say when',
				'business_id is not looked at: sub-merchants (客服子商户) belong to mini programs',
			],
		},
		handle: ({ world, account }) => listAgents(account, world.clock.nowSeconds()),
	},
	{
		method: 'GET',
		path: '/cgi-bin/customservice/getonlinekflist',
		body: 'none',
		coverage: {
			status: 'covered',
			rules: [{ rule: 'status 1 web or PC, 2 phone, 3 both; accepted_case, kf_openid', source: DESK, date }],
			differs: [
				'Agents sign in by the control presence; the page names status 1 only, SDKs all three',
				'kf_id is a text, as in the example of the page; its table says number',
				'business_id is not looked at: sub-merchants (客服子商户) belong to mini programs',
			],
		},
		handle: ({ account }) => listOnline(account),
	},
	{
		method: 'POST',
		path: '/customservice/kfaccount/add',
		body: 'json',
		coverage: {
			status: 'covered',
			rules: [
				{
					rule: 'prefix of up to 10 of [A-Za-z0-9_] @ WeChat ID of up to 30 (65404), nickname up to 16 characters (65403), 100 agents (65405), 65406',
					source: DESK,
					date,
				},
			],
			differs: ['The part after @ may be any WeChat ID'],
		},
		handle({ account, json }) {
			addAgent(account, json);
			return OK;
		},
	},
	{
		method: 'POST',
		path: '/customservice/kfaccount/update',
		body: 'json',
		coverage: {
			status: 'covered',
			rules: [{ rule: '65401 no such agent, 65403 nickname', source: DESK, date }],
		},
		handle({ account, json }) {
			renameAgent(account, json);
			return OK;
		},
	},
	{
		method: 'POST',
		path: '/customservice/kfaccount/del',
		body: 'json',
		coverage: {
			status: 'covered',
			rules: [{ rule: 'POST with a body; GET with a query in older pages; 65401', source: DESK, date }],
		},
		handle({ account, json }) {
			deleteAgent(account, json.kf_account);
			leaveSessions(account, String(json.kf_account));
			return OK;
		},
	},
	{
		method: 'GET',
		path: '/customservice/kfaccount/del',
		body: 'none',
		coverage: {
			status: 'covered',
			rules: [{ rule: 'POST with a body; GET with a query in older pages; 65401', source: DESK, date }],
		},
		handle({ account, query }) {
			deleteAgent(account, query.get('kf_account'));
			leaveSessions(account, String(query.get('kf_account')));
			return OK;
		},
	},
	{
		method: 'POST',
		path: '/customservice/kfaccount/inviteworker',
		body: 'json',
		coverage: {
			status: 'covered',
			rules: [
				{
					rule: '65401 no such agent, 65409 WeChat ID, 65412 bound, 65411 and 65408 invited, 65407 an agent already',
					source: DESK,
					date,
				},
			],
			differs: ['Any WeChat ID is taken; 65410 only as a fault'],
		},
		handle({ world, account, json }) {
			inviteWorker(account, json, world.clock.nowSeconds());
			return OK;
		},
	},
	{
		method: 'POST',
		path: '/customservice/kfaccount/uploadheadimg',
		body: 'raw',
		coverage: {
			status: 'covered',
			rules: [{ rule: 'Form as in media/upload, jpg up to 5 MB; 65401', source: DESK, date }],
			differs: ['Other files answer 40005, larger ones 40009'],
		},
		async handle(call) {
			await uploadHeadImage(call);
			return OK;
		},
	},
]);
