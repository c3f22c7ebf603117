import { z } from 'zod';
import { findAccount, findFollower } from '../../state/findAccount';
import { OK } from '../answerOk';
import type { Area } from '../Area';
import { areaControl } from '../areaControl';
import { PERMITS } from '../permits';
import { accountRoutes } from '../routes';
import { agentRoutes } from './agentRoutes';
import { deskControls } from './deskControls';
import { deskRoutes } from './deskRoutes';
import { describeCustom, sendCustom, setTyping } from './sendCustom';
import { recordIncoming } from './sessions';
import { contactOf, meetPerson, openWindow } from './windows';

const PAGES = 'official customer service message pages';
/** When the rules below were read. */
const date = '2026-10';

const person = z.object({ appid: z.string().optional(), openid: z.string() }).strict();

/** Customer service messages: sending within the allowed windows, typing state; agents and their desk. */
export const customerService = {
	routes: [
		...accountRoutes(PERMITS.customerService, [
			{
				method: 'POST',
				path: '/cgi-bin/message/custom/send',
				body: 'json',
				perDay: 500_000,
				perDayTestNumber: 50_000,
				coverage: {
					status: 'covered',
					rules: [
						{ rule: '5 messages in 48 hours after a message of the person', source: PAGES, date },
						{
							rule: '3 in one minute after a menu click (click, scancode), a follow, a scan; choosing from a msgmenu is a menu click',
							source: PAGES,
							date: '2021-06-01',
						},
						{
							rule: 'Without limit for 48 hours after a payment',
							source: 'official service-account page',
							date,
						},
						{
							rule: '45015 outside every window or not following, 45047 window used up, 48002 blocked, 40003',
							source: PAGES,
							date,
						},
						{
							rule: 'Text 44004 and 45002 above 2048 bytes; exactly one article (44003, 45008); media of the account (40007)',
							source: PAGES,
							date,
						},
						{
							rule: 'Mini program page: 40013, 40166, 40165; agent 65401; published article 53600; types 40008',
							source: PAGES,
							date,
						},
						{
							rule: 'aimsgcontext {is_ai_msg: 1}: a gray line under the message says that the AI of a third party made it',
							source: PAGES,
							date,
						},
						{ rule: '500 000 calls a day, test numbers 50 000', source: 'official call limits page', date },
					],
					differs: [
						'A new act of the same sort renews its window and its count, counts never add up; the documentation is not clear about it',
						'When several windows are open, the one that ends first is used',
						'Lengths of titles, descriptions, links and menus are not checked: the pages give no numbers',
						'A video may come without thumb_media_id, as clients of others send it: the page demands one',
						'Another value of is_ai_msg than 0 and 1 answers 47001; the sub-merchant of a message is not looked at',
						'Any card id is taken; link messages (mini programs only) answer 40008',
					],
				},
				handle({ world, account, json }) {
					sendCustom(world, account, json);
					return OK;
				},
			},
			{
				method: 'POST',
				path: '/cgi-bin/message/custom/typing',
				body: 'json',
				coverage: {
					status: 'covered',
					rules: [
						{
							rule: '45080 without a message in the last 30 seconds, 45081 while shown, 45072',
							source: PAGES,
							date,
						},
						{
							rule: 'Shown for 15 seconds; a message ends it',
							source: 'official page on the typing line',
							date,
						},
					],
					differs: ['40200 only as a fault', 'A passive reply ends it, too: not confirmed'],
				},
				handle({ world, account, json }) {
					setTyping(world, account, json);
					return OK;
				},
			},
		]),
		...agentRoutes,
		...deskRoutes,
	],
	controls: {
		...deskControls,
		/** The person pays with WeChat Pay: the account may send without limit for 48 hours. */
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
	onIncoming(world, account, _follower, content) {
		meetPerson(account, content, world.clock.now());
		recordIncoming(account, content, world.clock.nowSeconds());
	},
	describe: describeCustom,
} satisfies Area;
