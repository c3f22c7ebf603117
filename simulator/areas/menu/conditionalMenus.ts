import { ApiError } from '../../errors/ApiError';
import type { Account, Follower } from '../../state/Account';
import type { World } from '../../World';
import { isRecord } from '../../isRecord';
import { leavesOf, menuData, type Button, type ConditionalMenu, type MatchRule } from './menuData';
import { readButtons } from './readButtons';

const MAX_DOMAINS = 3;
const PLATFORMS = ['1', '2', '3'];
/** Conditions withdrawn to protect privacy. */
const WITHDRAWN = ['sex', 'country', 'province', 'city', 'language'];

type Fields = Readonly<Record<string, unknown>>;

/**
 * `menu/addconditional`.
 *
 * @returns the number of the new menu
 * @throws ApiError 65303 no default menu, 65307 no buttons, 65304 no match rule, 65320 a withdrawn one, 65316 more than
 *   3 domains, 65308 a button that does nothing, and what buttons require
 */
export function addConditional(world: World, account: Account, json: Fields): string {
	const data = menuData(account);
	if (!data.menu) throw new ApiError(65303);
	if (!Array.isArray(json.button) || json.button.length === 0) throw new ApiError(65307);
	const matchrule = readRule(json.matchrule);
	const button = readButtons(world, account, json.button, 65308);
	const menu: ConditionalMenu = { menuid: data.nextMenuId, button, matchrule };
	checkDomains([...data.conditional, menu]);
	data.nextMenuId += 1;
	data.conditional.push(menu);
	return String(menu.menuid);
}

/** `menu/delconditional`. @throws ApiError 65301 not a conditional menu of the account */
export function deleteConditional(account: Account, menuid: unknown): void {
	const data = menuData(account);
	const left = data.conditional.filter((menu) => String(menu.menuid) !== String(menuid));
	if (left.length === data.conditional.length) throw new ApiError(65301);
	data.conditional = left;
}

/**
 * The buttons a person sees: of the newest matching conditional menu, else of the default menu. If a person has several tags, the latest
 * one counts.
 *
 * Of several tags the one given last counts.
 *
 * @returns null when the account has no menu
 */
export function menuFor(account: Account, follower: Follower): Button[] | null {
	const { menu, conditional, platforms } = menuData(account);
	const platform = platforms.get(follower.openid) ?? '1';
	const tag = follower.tagIds.at(-1);
	const found = [...conditional]
		.reverse()
		.find(
			({ matchrule: { tag_id, client_platform_type } }) =>
				(tag_id === undefined || tag_id === String(tag)) &&
				(client_platform_type === undefined || client_platform_type === platform),
		);
	return found?.button ?? menu?.button ?? null;
}

function readRule(rule: unknown): MatchRule {
	if (!isRecord(rule)) throw new ApiError(65304);
	const given = Object.entries(rule).filter(([, value]) => value !== '' && value !== undefined);
	if (given.some(([name]) => WITHDRAWN.includes(name))) throw new ApiError(65320);
	const { tag_id, client_platform_type } = Object.fromEntries(given);
	if (tag_id === undefined && client_platform_type === undefined) throw new ApiError(65304);
	if (client_platform_type !== undefined && !PLATFORMS.includes(String(client_platform_type)))
		throw new ApiError(65304);
	return {
		...(tag_id === undefined ? {} : { tag_id: String(tag_id) }),
		...(client_platform_type === undefined ? {} : { client_platform_type: String(client_platform_type) }),
	};
}

function checkDomains(menus: readonly ConditionalMenu[]): void {
	const urls = menus.flatMap(({ button }) => leavesOf(button)).flatMap(({ url }) => url ?? []);
	if (new Set(urls.map((url) => new URL(url).hostname)).size > MAX_DOMAINS) throw new ApiError(65316);
}
