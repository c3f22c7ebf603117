import { z } from 'zod';
import { ApiError } from '../../errors/ApiError';
import { findAccount, findFollower } from '../../state/findAccount';
import { OK } from '../answerOk';
import type { AccountCall, Area } from '../Area';
import { areaControl } from '../areaControl';
import { PERMITS } from '../permits';
import { accountRoutes } from '../routes';
import { addConditional, deleteConditional, menuFor } from './conditionalMenus';
import { menuData } from './menuData';
import { printButtons, printCurrentMenu, printMenus } from './printMenu';
import { readButtons } from './readButtons';

const CONDITIONAL = 'official conditional menu pages';
const LIMITS = 'official call limits page';
/** When the rules below were read. */
const date = '2026-10';

const ESCAPE = /\\u[0-9a-f]{4}/i;

/** Custom menus. */
export const menu = {
	routes: [
		...accountRoutes(PERMITS.menu, [
			{
				method: 'POST',
				path: '/cgi-bin/menu/create',
				body: 'json',
				perDay: 1000,
				perDayTestNumber: 100,
				coverage: {
					status: 'covered',
					rules: [
						{
							rule: '1–3 buttons (40016), 1–5 below (40023), two levels (40022); replaces the whole menu',
							source: 'official custom menu pages',
							date,
						},
						{
							rule: 'Name 16 bytes, below 60 (40018, 40025); key 128 (40019, 40026); url 1024 (40020, 40027)',
							source: 'official custom menu pages',
							date,
						},
						{
							rule: 'Types (40017, 40024), media (40007, 40117, 40118), articles (53600), linked mini programs (45064)',
							source: 'official custom menu pages',
							date,
						},
						{
							rule: 'view_limited is withdrawn (40119, 40120)',
							source: 'official draft box announcement',
							date: '2022-01',
						},
						{ rule: '\\uXXXX escapes in the body (40033)', source: 'official custom menu pages', date },
						{ rule: '1000 calls a day, test numbers 100', source: LIMITS, date },
					],
					differs: [
						'A url that is not http or https answers 40055 or 40054; ICP licenses and domain quotas are not looked at',
						'Any url with a host is accepted',
					],
				},
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
				coverage: {
					status: 'covered',
					rules: [
						{
							rule: 'Menu made by API, 46003 without; conditional menus with rule and menuid',
							source: 'official custom menu pages',
							date,
						},
						{ rule: '10 000 calls a day, test numbers 1000', source: LIMITS, date },
					],
				},
				handle: ({ account }) => printMenus(account),
			},
			{
				method: 'GET',
				path: '/cgi-bin/menu/delete',
				body: 'none',
				perDay: 1000,
				perDayTestNumber: 100,
				coverage: {
					status: 'covered',
					rules: [
						{
							rule: 'Deletes the default and all conditional menus',
							source: 'official custom menu pages',
							date,
						},
						{ rule: '1000 calls a day, test numbers 100', source: LIMITS, date },
					],
					differs: ['Accepted also when there is no menu'],
				},
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
				coverage: {
					status: 'covered',
					rules: [
						{
							rule: '65303 without default menu, 65304 rule, 65307 no buttons, 65308 button without act',
							source: CONDITIONAL,
							date,
						},
						{ rule: 'tag_id and client_platform_type; withdrawn keys 65320', source: CONDITIONAL, date },
						{
							rule: '3 domains over all conditional menus (65316); 2000 calls a day',
							source: CONDITIONAL,
							date,
						},
					],
					differs: ['A tag_id of no tag is accepted; the number of menus (65305) is not limited'],
				},
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
				coverage: {
					status: 'covered',
					rules: [{ rule: '65301 not a conditional menu; 2000 calls a day', source: CONDITIONAL, date }],
				},
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
				coverage: {
					status: 'covered',
					rules: [
						{
							rule: 'Newest rule first; of several tags the one given last counts',
							source: CONDITIONAL,
							date,
						},
						{ rule: '65302 unknown person; 20 000 calls a day', source: CONDITIONAL, date },
					],
					differs: [
						'WeChat ids are not known, openids only; a phone is iOS until the control shown says otherwise',
					],
				},
				handle({ account, json }) {
					const follower = account.followers.get(String(json.user_id));
					if (!follower) throw new ApiError(65302);
					const buttons = menuFor(account, follower);
					if (!buttons) throw new ApiError(46003);
					return { button: printButtons(buttons) };
				},
			},
		]),
		...accountRoutes(PERMITS.everyone, [
			{
				method: 'GET',
				path: '/cgi-bin/get_current_selfmenu_info',
				body: 'none',
				coverage: {
					status: 'partial',
					rules: [
						{
							rule: 'Another shape than menu/get, open to uncertified accounts',
							source: 'official custom menu pages',
							date,
						},
					],
					differs: ['Menus made in the console do not exist, so news_info is never shown'],
				},
				handle: ({ account }) => printCurrentMenu(account),
			},
		]),
	],
	controls: {
		/** The menu as one person's phone shows it, null when there is none; the platform of the phone can be set. */
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

/** @throws ApiError 40033 when the body writes characters as `\uXXXX` */
function refuseEscapes({ raw }: AccountCall): void {
	if (ESCAPE.test(raw.toString('utf8'))) throw new ApiError(40033);
}
