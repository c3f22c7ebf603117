import { ApiError } from '../../errors/ApiError';
import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import { menuData, type Button } from './menuData';

/** Buttons in the format of `menu/get`: with an empty list below those that have an action. */
export function printButtons(buttons: readonly Button[]): JsonObject[] {
	return buttons.map(({ sub_button = [], ...button }) => ({
		...button,
		sub_button: printButtons(sub_button),
	}));
}

/**
 * `menu/get`: numbers are printed only when there are conditional menus.
 *
 * @throws ApiError 46003 no menu
 */
export function printMenus(account: Account): JsonObject {
	const { menu, conditional } = menuData(account);
	if (!menu) throw new ApiError(46003);
	const button = printButtons(menu.button);
	if (conditional.length === 0) return { menu: { button } };
	const conditionalmenu = [...conditional].reverse().map((one) => ({
		button: printButtons(one.button),
		matchrule: { ...one.matchrule },
		menuid: one.menuid,
	}));
	return { menu: { button, menuid: menu.menuid }, conditionalmenu };
}

/** `get_current_selfmenu_info`: the same menu in another shape; closed when there is none. */
export function printCurrentMenu(account: Account): JsonObject {
	const { menu } = menuData(account);
	return {
		is_menu_open: menu ? 1 : 0,
		selfmenu_info: { button: (menu?.button ?? []).map(printCurrentButton) },
	};
}

function printCurrentButton({ sub_button, media_id, article_id, ...button }: Button): JsonObject {
	if (sub_button) return { name: button.name, sub_button: { list: sub_button.map(printCurrentButton) } };
	return { ...button, value: media_id ?? article_id };
}
