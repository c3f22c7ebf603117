import type { Account } from '../../state/Account';
import { accountSlot } from '../../state/accountSlot';

/** A button as the account gave it, checked; containers have `sub_button`. */
export interface Button {
	name: string;
	type?: string;
	key?: string;
	url?: string;
	media_id?: string;
	article_id?: string;
	appid?: string;
	pagepath?: string;
	sub_button?: Button[];
}

/** The condition of a conditional menu. */
export interface MatchRule {
	tag_id?: string;
	client_platform_type?: string;
}

/** A menu with its number. */
export interface ConditionalMenu {
	menuid: number;
	button: Button[];
	matchrule: MatchRule;
}

/** Platforms of phones, as in match rules. */
export type Platform = '1' | '2' | '3';

/** Data of the menu area about an account. */
export interface MenuData {
	menu: { menuid: number; button: Button[] } | null;
	/** In the order they were added. */
	conditional: ConditionalMenu[];
	nextMenuId: number;
	/** By openid; iOS when missing. */
	platforms: Map<string, Platform>;
}

const FIRST_MENU_ID = 208_379_533;

/** Menus of an account. */
export const menuData: (account: Account) => MenuData = accountSlot<MenuData>('menu', () => ({
	menu: null,
	conditional: [],
	nextMenuId: FIRST_MENU_ID,
	platforms: new Map(),
}));

/** Whether a menu of the account uses this material. */
export function showsMaterial(account: Account, mediaId: string): boolean {
	const { menu, conditional } = menuData(account);
	return [...(menu ? [menu] : []), ...conditional]
		.flatMap(({ button }) => leavesOf(button))
		.some((leaf) => leaf.media_id === mediaId);
}

/** All buttons of a menu with an action, in order. */
export function leavesOf(buttons: readonly Button[]): Button[] {
	return buttons.flatMap((button) => button.sub_button ?? [button]);
}
