import { z } from 'zod';
import { findAccount, findFollower } from '../../state/findAccount';
import { areaControl } from '../areaControl';
import { oauthOf } from './oauthData';

const appid = z.string().optional();

/** Controls for tests and the phone page. */
export const controls = {
	/** Settings of the account's owner in the console. */
	console: areaControl(
		z
			.object({
				appid,
				/** `host` or `host:port`; null accepts every host. */
				domains: z
					.array(z.string().regex(/^[A-Za-z0-9.-]+(:\d{1,5})?$/, 'a bare host, with port for test numbers'))
					.nullable()
					.optional(),
				/** Makes the account a website application of the Open Platform. */
				website: z.boolean().optional(),
				/** Turns away browsers that are not WeChat's. */
				requireWechat: z.boolean().optional(),
				/** Opens pages that ask for consent as a snapshot. */
				snapshots: z.boolean().optional(),
				/** Whether snapshots have the cookies of the browser; `separate` shows them in a view without any. */
				snapshotCookies: z.enum(['shared', 'separate']).optional(),
				/** Tells the website of a refusal by `code=authdeny`. */
				authdeny: z.boolean().optional(),
			})
			.strict(),
		(world, { appid: named, ...settings }) => {
			const data = oauthOf(findAccount(world.store, named));
			const given = Object.entries(settings).filter(([, value]) => value !== undefined);
			Object.assign(data, Object.fromEntries(given));
			const { domains, website, requireWechat, snapshots, snapshotCookies, authdeny } = data;
			return { domains, website, requireWechat, snapshots, snapshotCookies, authdeny };
		},
	),
	/** Sets whose phone a browser without a cookie is, and whether its next page is opened from the menu. */
	phone: areaControl(
		z.object({ appid, openid: z.string().nullable(), fromMenu: z.boolean().default(false) }).strict(),
		(world, { appid: named, openid, fromMenu }) => {
			const account = findAccount(world.store, named);
			const data = oauthOf(account);
			data.phone = openid === null ? null : findFollower(account, openid).openid;
			if (data.phone !== null && fromMenu) data.menuVisits.set(data.phone, world.clock.now());
			return { openid: data.phone };
		},
	),
	/** The person changes the WeChat password: all user tokens become invalid with 42007. */
	password: areaControl(
		z.object({ appid, openid: z.string() }).strict(),
		(world, { appid: named, openid }) => {
			const account = findAccount(world.store, named);
			const { openid: known } = findFollower(account, openid);
			const grants = oauthOf(account).grants.filter((grant) => grant.openid === known);
			for (const grant of grants) grant.passwordChanged = true;
			return { grants: grants.length };
		},
	),
};
