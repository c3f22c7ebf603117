import { z } from 'zod';
import { findAccount, findFollower } from '../../state/findAccount';
import { startOfDate } from '../../state/beijingTime';
import type { Area } from '../Area';
import { areaControl } from '../areaControl';
import { findPlace } from '../article/findPlace';
import { analyticsData, countIncoming, countReading } from './events';
import { analyticsRoutes } from './routes';

const appid = z.string().optional();
const count = z.number().int().nonnegative().default(0);

/** The account's figures: followers, articles, messages, pushes; income from ads. */
export const analytics = {
	routes: analyticsRoutes,
	controls: {
		/** Readers do something with an article. */
		read: areaControl(
			z
				.object({
					appid,
					openid: z.string(),
					msgDataId: z.number().int(),
					index: z.number().int().nonnegative().default(0),
					act: z.enum(['read', 'share', 'like', 'zaikan', 'collect']).default('read'),
					scene: z
						.enum(['message', 'chat', 'moments', 'profile', 'other', 'recommended', 'search'])
						.default('message'),
				})
				.strict(),
			(world, { appid: id, openid, msgDataId, index, act, scene }) => {
				const account = findAccount(world.store, id);
				findPlace(account, { msgDataId, index });
				const reading = { kind: act, msgid: `${msgDataId}_${index + 1}`, scene };
				countReading(account, findFollower(account, openid), reading, world.clock.now());
				return {};
			},
		),
		/** The hour of the day at which yesterday's figures become ready; earlier calls for them answer 61503. */
		readyHour: areaControl(
			z.object({ appid, hour: z.number().int().min(0).max(24) }).strict(),
			(world, { appid: id, hour }) => {
				analyticsData(findAccount(world.store, id)).readyHour = hour;
				return {};
			},
		),
		/** Sets the income from ads; `opened: false` means that the account is no publisher (流量主). */
		adIncome: areaControl(
			z
				.object({
					appid,
					opened: z.boolean().default(true),
					rows: z
						.array(
							z
								.object({
									date: z.string().refine((text) => startOfDate(text) !== null, 'a date as yyyy-MM-dd'),
									adSlot: z
										.enum([
											'SLOT_ID_BIZ_BOTTOM',
											'SLOT_ID_BIZ_MID_CONTEXT',
											'SLOT_ID_BIZ_VIDEO_END',
											'SLOT_ID_BIZ_SPONSOR',
											'SLOT_ID_BIZ_CPS',
										])
										.default('SLOT_ID_BIZ_BOTTOM'),
									requests: count,
									exposures: count,
									clicks: count,
									/** In fen. */
									income: count,
								})
								.strict(),
						)
						.default([]),
				})
				.strict(),
			(world, { appid: id, opened, rows }) => {
				analyticsData(findAccount(world.store, id)).ads = { opened, rows };
				return {};
			},
		),
	},
	onIncoming: (world, account, follower, content) =>
		countIncoming(account, follower, content, world.clock.now()),
} satisfies Area;
