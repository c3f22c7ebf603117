import { z } from 'zod';
import { Refusal } from '../../errors/Refusal';
import { findAccount, findFollower } from '../../state/findAccount';
import { OK } from '../answerOk';
import type { AccountCall, Area } from '../Area';
import { areaControl } from '../areaControl';
import { PERMITS } from '../permits';
import { accountRoutes } from '../routes';
import { addConditional, deleteConditional, menuFor } from './conditionalMenus';
import { coverage } from './coverage';
import { menuData } from './menuData';
import { printButtons, printCurrentMenu, printMenus } from './printMenu';
import { readButtons } from './readButtons';

const ESCAPE = /\\u[0-9a-f]{4}/i;

/** Custom menus. */
export const menu = {
	coverage,
	routes: [
		...accountRoutes(PERMITS.menu, [
			{
				method: 'POST',
				path: '/cgi-bin/menu/create',
				body: 'json',
				perDay: 1000,
				perDayTestNumber: 100,
				handle(call) {
					const { world, account, json } = call;
					refuseEscapes(call);
					const data = menuData(account);
					data.menu = { button: readButtons(world, account, json.button), menuid: data.nextMenuId };
					data.nextMenuId += 1;
					return OK;
				},
			},
			{
				method: 'GET',
				path: '/cgi-bin/menu/get',
				body: 'none',
				perDay: 10_000,
				perDayTestNumber: 1000,
				handle: ({ account }) => printMenus(account),
			},
			{
				method: 'GET',
				path: '/cgi-bin/menu/delete',
				body: 'none',
				perDay: 1000,
				perDayTestNumber: 100,
				handle({ account }) {
					Object.assign(menuData(account), { menu: null, conditional: [] });
					return OK;
				},
			},
			{
				method: 'POST',
				path: '/cgi-bin/menu/addconditional',
				body: 'json',
				perDay: 2000,
				handle(call) {
					refuseEscapes(call);
					return { menuid: addConditional(call.world, call.account, call.json) };
				},
			},
			{
				method: 'POST',
				path: '/cgi-bin/menu/delconditional',
				body: 'json',
				perDay: 2000,
				handle({ account, json }) {
					deleteConditional(account, json.menuid);
					return OK;
				},
			},
			{
				method: 'POST',
				path: '/cgi-bin/menu/trymatch',
				body: 'json',
				perDay: 20_000,
				handle({ account, json }) {
					const follower = account.followers.get(String(json.user_id));
					if (!follower) throw new Refusal(65302);
					const buttons = menuFor(account, follower);
					if (!buttons) throw new Refusal(46003);
					return { button: printButtons(buttons) };
				},
			},
		]),
		...accountRoutes(PERMITS.everyone, [
			{
				method: 'GET',
				path: '/cgi-bin/get_current_selfmenu_info',
				body: 'none',
				handle: ({ account }) => printCurrentMenu(account),
			},
		]),
	],
	controls: {
		/** The menu as one person's phone shows it, null when there is none; the phone can be told to be another. */
		shown: areaControl(
			z
				.object({
					appid: z.string().optional(),
					openid: z.string(),
					/** 1 iOS, 2 Android, 3 other. */
					platform: z.enum(['1', '2', '3']).optional(),
				})
				.strict(),
			(world, { appid, openid, platform }) => {
				const account = findAccount(world.store, appid);
				const follower = findFollower(account, openid);
				if (platform) menuData(account).platforms.set(openid, platform);
				return { button: menuFor(account, follower) };
			},
		),
	},
	describe(account) {
		const { menu: own, conditional } = menuData(account);
		return {
			menuid: own?.menuid ?? null,
			button: printButtons(own?.button ?? []),
			conditional: conditional.map(({ button, matchrule, ...one }) => ({
				...one,
				matchrule: { ...matchrule },
				button: printButtons(button),
			})),
		};
	},
} satisfies Area;

/** @throws Refusal 40033 when the body writes characters as `\uXXXX` */
function refuseEscapes({ raw }: AccountCall): void {
	if (ESCAPE.test(raw.toString('utf8'))) throw new Refusal(40033);
}
