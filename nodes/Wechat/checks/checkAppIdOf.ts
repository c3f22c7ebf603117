import { checkAppId } from '../../../core/account/accountRules';
import { InputRefused } from '../../../core/errors/WechatErrors';

/**
 * Checks an AppID other than that of the credential.
 *
 * @param field the name of the field as the editor shows it
 * @returns the AppID
 * @throws InputRefused naming this field
 */
export function checkAppIdOf(field: string, appid: string): string {
	const rule = brokenRule(appid);
	if (rule === undefined) return appid;
	throw new InputRefused(field, rule, 'Copy it from the settings of that account or mini-program.');
}

function brokenRule(appid: string): string | undefined {
	try {
		checkAppId(appid);
		return undefined;
	} catch (error) {
		return error instanceof InputRefused ? error.rule : 'is not an AppID';
	}
}
