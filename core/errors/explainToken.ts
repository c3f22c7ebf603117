import { beijingTime } from './beijingTime';
import { SECRET_PLACE } from './consolePaths';
import { CODE_EXCHANGE, isTokenPath, isUserPath, TOKEN_SERVICE } from './tokenPaths';
import type { WechatApiError, Renewal } from './WechatErrors';

/** WeChat refuses a call with these codes only when it did not arrive as sent: input that a user can leave out is checked before. */
const LOST_ON_THE_WAY: ReadonlySet<number> = new Set([40002, 41002, 41004, 43002, 47001]);

/** A wrong or expired token; 40001 is also returned for a wrong AppSecret. */
const REFUSED: ReadonlySet<number> = new Set([40001, 40014, 42001]);

const ON_THE_WAY =
	'AppID and AppSecret were sent, but did not arrive: something between n8n and WeChat alters the call. If the credential has a Custom API Host, enter it with https://, because a redirect loses what was sent, and let the proxy pass on method and body as they are.';

const USER_TOKEN = 'Give the token that Exchange Code gave, or let the user log in again.';

/**
 * Describes what was refused, where a code means different things for the account's token, a user's token and the AppSecret.
 *
 * @param error a refusal
 * @returns a sentence without a period; undefined where the catalogue's text fits
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
 * Explains what to do about a refused token or AppSecret, or one that did not arrive.
 *
 * @param error a refusal
 * @param nowSeconds Unix seconds
 * @returns undefined where the catalogue's remedy fits
 */
export function tokenAdvice(error: WechatApiError, nowSeconds: number): string | undefined {
	const { errcode, path, renewal } = error.refusal;
	if (errcode === 45009 && isTokenPath(path)) return OUT_OF_TOKENS;
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

/** Which key WeChat refused: the account's token or a user's, or an AppSecret, which may be the token service's. */
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

/** All other resets of the counters need a token. */
const OUT_OF_TOKENS = `No token can be fetched before that, which stops Account → Clear Quota of All APIs as well: use Account → Clear Quota by AppSecret, up to 10 times a month in total. ${REMEDY}`;

const RIVAL = `The access token was renewed and refused again: another program is replacing it. ${REMEDY}`;

/** A forced renewal invalidates the token of every other program, so it is not repeated when it does not help. */
function renewalAdvice({ replaced, forced, mostForced, nextForceAt }: Renewal, nowSeconds: number): string {
	const happened = replaced
		? RIVAL
		: `The access token should have been renewed, but WeChat gave the same one again: another program may be replacing it. ${REMEDY}`;
	if (forced === 0) return happened;
	const next =
		nextForceAt / 1000 > nowSeconds
			? `the next one is possible from ${beijingTime(Math.ceil(nextForceAt / 1000))}`
			: 'the next one is possible now';
	return `${happened} Within 24 hours, ${forced} of at most ${mostForced} forced renewals ${forced === 1 ? 'was' : 'were'} used, and ${next}.`;
}
