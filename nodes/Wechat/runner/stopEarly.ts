import { isTokenRefusal } from '../../../core/api/obtainToken';
import { InputRefused, PlatformRefusal } from '../../../core/errors/WechatErrors';

/**
 * Refusals that every further item would meet as well: permission, quota, secret, account. A wrong AppID (40013) is not among
 * them: it ends a run only where the token endpoint says so, while a send means the mini program of one item by it.
 */
const HOPELESS = new Set([
	40125, 40164, 40243, 45009, 48001, 48004, 48006, 50004, 50007, 61024, 89501, 89502, 89503, 89506, 89507,
]);

/**
 * Whether an error makes it pointless to go on with the other items of a run; hammering the platform would only make it
 * worse.
 *
 * @param error what an item failed with
 * @param connected whether the account could be connected at all
 */
export function isHopeless(error: unknown, connected: boolean): boolean {
	if (!connected && error instanceof InputRefused) return true;
	return isTokenRefusal(error) || (error instanceof PlatformRefusal && HOPELESS.has(error.refusal.errcode));
}
