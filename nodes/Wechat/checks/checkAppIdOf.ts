import { checkAppId } from '../../../core/account/accountRules';
import { InputRefused } from '../../../core/errors/WechatErrors';
import { asciiText } from './asciiText';

/**
 * Checks an AppID other than that of the credential.
 *
 * @param field the name of the field as the editor shows it
 * @returns the AppID in small letters
 * @throws InputRefused naming this field
 */
export function checkAppIdOf(field: string, value: unknown): string {
	// WeChat writes all AppIDs in small letters, and demands them of menus.
	const appid = asciiText(value).toLowerCase();
	const rule = brokenRule(appid);
	if (rule === undefined) return appid;
	throw new InputRefused(field, rule, 'Copy it from the settings of that account or mini program.');
}

function brokenRule(appid: string): string | undefined {
	try {
		checkAppId(appid);
		return undefined;
	} catch (error) {
		return error instanceof InputRefused ? error.rule : 'is not an AppID';
	}
}
