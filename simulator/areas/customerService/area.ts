import { z } from 'zod';
import { findAccount, findFollower } from '../../state/findAccount';
import { OK } from '../answerOk';
import type { Area } from '../Area';
import { areaControl } from '../areaControl';
import { PERMITS } from '../permits';
import { accountRoutes } from '../routes';
import { addAgent, deleteAgent, listAgents, renameAgent } from './agents';
import { coverage } from './coverage';
import { describeCustom, sendCustom, setTyping } from './sendCustom';
import { contactOf, meetPerson, openWindow } from './windows';

const person = z.object({ appid: z.string().optional(), openid: z.string() }).strict();

/** Customer-service messages: sending within the windows that people open, typing line, agents. */
export const customerService = {
	coverage,
	routes: accountRoutes(PERMITS.customerService, [
		{
			method: 'POST',
			path: '/cgi-bin/message/custom/send',
			body: 'json',
			perDay: 500_000,
			perDayTestNumber: 50_000,
			handle({ world, account, json }) {
				sendCustom(world, account, json);
				return OK;
			},
		},
		{
			method: 'POST',
			path: '/cgi-bin/message/custom/typing',
			body: 'json',
			handle({ world, account, json }) {
				setTyping(world, account, json);
				return OK;
			},
		},
		{
			method: 'GET',
			path: '/cgi-bin/customservice/getkflist',
			body: 'none',
			handle: ({ account }) => listAgents(account),
		},
		{
			method: 'GET',
			path: '/cgi-bin/customservice/getonlinekflist',
			body: 'none',
			handle: () => ({ kf_online_list: [] }),
		},
		{
			method: 'POST',
			path: '/customservice/kfaccount/add',
			body: 'json',
			handle({ account, json }) {
				addAgent(account, json);
				return OK;
			},
		},
		{
			method: 'POST',
			path: '/customservice/kfaccount/update',
			body: 'json',
			handle({ account, json }) {
				renameAgent(account, json);
				return OK;
			},
		},
		{
			method: 'POST',
			path: '/customservice/kfaccount/del',
			body: 'json',
			handle({ account, json }) {
				deleteAgent(account, json.kf_account);
				return OK;
			},
		},
		{
			method: 'GET',
			path: '/customservice/kfaccount/del',
			body: 'none',
			handle({ account, query }) {
				deleteAgent(account, query.get('kf_account'));
				return OK;
			},
		},
	]),
	controls: {
		/** The person pays with WeChat Pay: the account may write without limit for 48 hours. */
		pay: areaControl(person, (world, { appid, openid }) => {
			const account = findAccount(world.store, appid);
			openWindow(account, findFollower(account, openid).openid, 'payment', world.clock.now());
			return {};
		}),
		/** Whether the phone shows that the account is typing. */
		typing: areaControl(person, (world, { appid, openid }) => {
			const account = findAccount(world.store, appid);
			const { typingUntilMs } = contactOf(account, findFollower(account, openid).openid);
			return { typing: typingUntilMs > world.clock.now() };
		}),
	},
	onIncoming: (world, account, _follower, content) => meetPerson(account, content, world.clock.now()),
	describe: describeCustom,
} satisfies Area;
