import { z } from 'zod';
import { findAccount, findFollower } from '../../state/findAccount';
import type { Area } from '../Area';
import { areaControl } from '../areaControl';
import { massData } from './massData';
import { massRoutes } from './routes';

const SHOWN = 100;
const STATUS = /^(send success|send fail|err\(\d{5}\))$/;

/** Mass messages (群发): to all, to a tag, to a list of people. */
export const massMessage = {
	routes: massRoutes,
	controls: {
		/** Sets how jobs end from now on, and after how long. */
		outcome: areaControl(
			z
				.object({
					appid: z.string().optional(),
					status: z.string().regex(STATUS, 'send success, send fail or err(10001)').default('send success'),
					delayMs: z.number().int().nonnegative().default(0),
				})
				.strict(),
			(world, { appid, status, delayMs }) => {
				massData(findAccount(world.store, appid)).next = { status, delayMs };
				return {};
			},
		),
		/** Whether the agreement for mass messages was accepted in the console; without it sends answer 48003. */
		agreement: areaControl(
			z.object({ appid: z.string().optional(), agreed: z.boolean() }).strict(),
			(world, { appid, agreed }) => {
				massData(findAccount(world.store, appid)).agreed = agreed;
				return {};
			},
		),
		/** Sets a person's WeChat ID, for previews. */
		wechatId: areaControl(
			z.object({ appid: z.string().optional(), openid: z.string(), wechatId: z.string().min(1) }).strict(),
			(world, { appid, openid, wechatId }) => {
				const account = findAccount(world.store, appid);
				massData(account).wechatIds.set(wechatId, findFollower(account, openid).openid);
				return {};
			},
		),
	},
	describe: (account) => ({
		jobs: [...massData(account).jobs.values()].slice(-SHOWN).map((job) => ({
			msgId: job.msgId,
			msgDataId: job.msgDataId,
			atMs: job.atMs,
			msgtype: job.msgtype,
			status: job.status,
			totalCount: job.totalCount,
			recipients: job.recipients.length,
			sentCount: job.sentCount,
			ended: job.ended,
			deleted: job.deleted,
		})),
	}),
} satisfies Area;
