import { OK } from '../answerOk';
import { PERMITS } from '../permits';
import { accountRoutes } from '../routes';
import { listRecords } from './records';
import { closeSession, createSession, listSessions, listWaiting, showSession } from './sessions';

const source = 'official customer service desk pages';
const date = '2026-10';

/** Sessions between agents and customers, and their records. */
export const deskRoutes = accountRoutes(PERMITS.customerService, [
	{
		method: 'POST',
		path: '/customservice/kfsession/create',
		body: 'json',
		coverage: {
			status: 'covered',
			rules: [
				{
					rule: 'The agent is bound (65402) and online (65415), the customer has written lately; 65401, 65414 another agent serves',
					source,
					date,
				},
			],
			differs: [
				'"Lately" is 48 hours, else 65413: the page names neither figure nor code',
				'During a session messages still reach the server URL; kf_create_session and its sisters are not pushed: no page has them any longer',
			],
		},
		handle({ world, account, json }) {
			createSession(world, account, json);
			return OK;
		},
	},
	{
		method: 'POST',
		path: '/customservice/kfsession/close',
		body: 'json',
		coverage: {
			status: 'covered',
			rules: [{ rule: '65401, 65413 no session, 65414 another agent serves', source, date }],
		},
		handle({ account, json }) {
			closeSession(account, json);
			return OK;
		},
	},
	{
		method: 'GET',
		path: '/customservice/kfsession/getsession',
		body: 'none',
		coverage: {
			status: 'covered',
			rules: [{ rule: 'kf_account and createtime of a customer’s session', source, date }],
			differs: ['Without a session kf_account is empty and createtime 0'],
		},
		handle: ({ account, query }) => showSession(account, query.get('openid')),
	},
	{
		method: 'GET',
		path: '/customservice/kfsession/getsessionlist',
		body: 'none',
		coverage: {
			status: 'covered',
			rules: [{ rule: 'openid and createtime of an agent’s sessions; 65401', source, date }],
		},
		handle: ({ account, query }) => listSessions(account, query.get('kf_account')),
	},
	{
		method: 'GET',
		path: '/customservice/kfsession/getwaitcase',
		body: 'none',
		coverage: {
			status: 'covered',
			rules: [{ rule: 'Up to 100 customers who wait; count may be more', source, date }],
			differs: ['The control wait puts customers on the list; transfer_customer_service does not'],
		},
		handle: ({ account }) => listWaiting(account),
	},
	{
		method: 'POST',
		path: '/customservice/msgrecord/getmsglist',
		body: 'json',
		perDay: 5000,
		coverage: {
			status: 'covered',
			rules: [
				{ rule: 'Up to a day (65417) and 10 000 rows, from msgid 1 (65416)', source, date },
				{ rule: 'opercode 2002 sent by the agent, 2003 received', source, date },
				{ rule: '5000 calls a day', source: 'console listing', date: '2023-11' },
			],
			differs: [
				'The next call begins with the row after the last one: whether the platform repeats that row is not confirmed',
				'The newest 20 000 rows are kept',
			],
		},
		handle: ({ account, json }) => listRecords(account, json),
	},
]);
