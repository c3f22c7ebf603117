import { beijingTime } from './beijingTime';
import { SECRET_PLACE } from './consolePaths';
import { CODE_EXCHANGE, isTokenPath, isUserPath, TOKEN_SERVICE } from './tokenPaths';
import type { WechatApiError, Renewal } from './WechatErrors';

/** Only a call that did not arrive as it was sent is refused so: what a person can leave out is refused before. */
const LOST_ON_THE_WAY: ReadonlySet<number> = new Set([40002, 41002, 41004, 43002, 47001]);

/** A token that is wrong or over; 40001 says the same of an AppSecret. */
const REFUSED: ReadonlySet<number> = new Set([40001, 40014, 42001]);

const ON_THE_WAY =
	'AppID and AppSecret were sent, but did not arrive: something between n8n and WeChat alters the call. If the credential has a Custom API Host, enter it with https://, because a redirect loses what was sent, and let the proxy pass on method and body as they are.';

const USER_TOKEN = 'Give the token that Exchange Code gave, or let the user log in again.';

/**
 * Says what was refused, where a code means different things for the token of the account, that of a user and the AppSecret.
 *
 * @param error a refusal
 * @returns a sentence without a period; undefined where the catalogue's own is right
 */
export function tokenHeadline(error: WechatApiError): string | undefined {
	switch (refusedKey(error)) {
		case 'service':
			return 'The token service was refused by WeChat';
		case 'secret':
			return 'The AppSecret is wrong';
		case 'user':
			return 'WeChat refused the token of the user';
		default:
			return undefined;
	}
}

/**
 * Says what to do about a token or an AppSecret that was refused, or that did not arrive.
 *
 * @param error a refusal
 * @param nowSeconds Unix seconds
 * @returns undefined where the catalogue's remedy is right
 */
export function tokenAdvice(error: WechatApiError, nowSeconds: number): string | undefined {
	const { errcode, path, renewal } = error.refusal;
	if (LOST_ON_THE_WAY.has(errcode) && isTokenPath(path) && path !== TOKEN_SERVICE) return ON_THE_WAY;
	switch (refusedKey(error)) {
		case 'service':
			return 'Correct the AppSecret that the token service uses.';
		case 'secret':
			return `Copy the AppSecret from the WeChat console into the credential again (${SECRET_PLACE}); reset it there if it is no longer shown.`;
		case 'user':
			return USER_TOKEN;
		case 'account':
			if (renewal) return renewalAdvice(renewal, nowSeconds);
			return errcode === 40001 ? RIVAL : undefined;
		default:
			return undefined;
	}
}

/** What WeChat has refused: the token of the account or of a user, or an AppSecret, which the token service may have. */
function refusedKey({ refusal }: WechatApiError): 'service' | 'secret' | 'user' | 'account' | undefined {
	const { errcode, path } = refusal;
	if (!REFUSED.has(errcode)) return undefined;
	if (isUserPath(path)) return 'user';
	if (errcode !== 40001) return 'account';
	if (path === TOKEN_SERVICE) return 'service';
	return isTokenPath(path) || path === CODE_EXCHANGE ? 'secret' : 'account';
}

const REMEDY =
	'Set Token Source in the credential to Stable Token, in other programs too, or let one central token service serve all programs.';

const RIVAL = `The access token was renewed and refused again: another program is replacing it. ${REMEDY}`;

/** A forced renewal ends the token of every other program, so it is not repeated when it does not help. */
function renewalAdvice({ replaced, forced, mostForced, nextForceAt }: Renewal, nowSeconds: number): string {
	const happened = replaced
		? RIVAL
		: `The access token was to be renewed, but the same one came again: another program may be replacing it. ${REMEDY}`;
	if (forced === 0) return happened;
	const next =
		nextForceAt / 1000 > nowSeconds
			? `the next one is possible from ${beijingTime(Math.ceil(nextForceAt / 1000))}`
			: 'the next one is possible now';
	return `${happened} Of at most ${mostForced} renewals by force within 24 hours ${forced} ${forced === 1 ? 'is' : 'are'} used, and ${next}.`;
}
