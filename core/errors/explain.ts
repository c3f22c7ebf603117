import { ACCOUNT_TYPES, type AccountType } from './accountTypes';
import { saysBusy } from './attempts';
import { type CatalogueRow, findCode, type RetryClass } from './catalogue';
import type { Attempts, PlatformRefusal, ResultUnknown } from './WechatErrors';

/** Two texts for a person: what happened, and what to do. */
export interface Explanation {
	message: string;
	description: string;
}

/** Which call failed, for the advice that depends on it. */
export interface Circumstance {
	/** Advice of the operation for particular codes; takes the place of the catalogue's. */
	hints?: Readonly<Record<number, string>>;
	/** Who may call what failed. */
	account?: AccountType;
	/** What the call does, where the error itself does not know. */
	effect: 'read' | 'write';
	/** Unix seconds, to say when a quota returns. */
	nowSeconds: number;
}

const DOCS = 'https://developers.weixin.qq.com/doc/service/guide/dev/error_code.html';
const DAY_SECONDS = 86400;
const ONE_API_RESET = '/cgi-bin/openapi/quota/clear';
/** The one call on behalf of a person that carries the AppSecret. */
const CODE_EXCHANGE = '/sns/oauth2/access_token';
/** Stands in the place of the path when the user's own token service was asked. */
const TOKEN_SERVICE = 'the token service';

const ADVICE: Readonly<Record<RetryClass, string>> = {
	no: 'Repeating the call unchanged will not help: correct the request, the configuration or the data.',
	'refresh-token-once': 'The access token was renewed and the call repeated once, without success.',
	backoff: 'Wait some seconds before you run the node again.',
	'after-60s': 'Wait one minute before the next call.',
	'after-1h': 'Wait one hour before the next call.',
	'after-24h': 'Wait 24 hours before the next call.',
	'next-day': 'The counter returns at 00:00 Beijing time.',
	later: 'Wait until the platform or the administrator has dealt with it, then run the node again.',
};

const USER_TOKEN =
	'The token of the user was refused: give the one that Exchange Code gave, or let the user log in again.';

/** Of all writes, only messages carry an id by which the platform tells copies. */
const SAME_ID =
	'Every attempt carried the same client_msg_id, so WeChat delivers at most one message; whether it did is not known. A new execution makes a new ID and may deliver it again, unless you give an ID of your own (Options → Client Message ID) and run it within 10 minutes.';

/**
 * Says in words what a refusal of the platform means and what to do.
 *
 * @param error the refusal
 * @param circumstance which operation failed and when
 * @returns `message` such as `WeChat 40003: invalid openid`; `description` with meaning, remedy and rid
 * @see https://developers.weixin.qq.com/doc/service/guide/dev/error_code.html
 */
export function explainRefusal(error: PlatformRefusal, circumstance: Circumstance): Explanation {
	const { errcode, errmsg, path, rid } = error.refusal;
	const row = findCode(errcode);
	const text = stripRid(errmsg) || row?.errmsg || 'no text';
	// A token that is refused before the operation was called has nothing to do with the operation.
	const hint = isAccountToken(path) ? undefined : circumstance.hints?.[errcode];
	const sentences = [
		...(hint ? [hint] : [row ? `${row.meaning}.` : 'This code is in none of the official tables.']),
		foundIn(error, circumstance),
		hint ? undefined : adviceOn(error, row, circumstance),
		earlierAttempts(error, circumstance),
		`API ${path}.`,
		rid ? `Request id (rid) ${rid}: Account → Look Up Rid shows for 7 days what WeChat received.` : undefined,
		`Codes: ${DOCS}`,
	];
	return { message: `WeChat ${errcode}: ${text}`, description: sentences.filter(Boolean).join(' ') };
}

/**
 * Says in words that no usable answer came and whether anything may have been sent.
 *
 * @param error the lost call
 * @param effect what the call does, where the error itself does not know
 */
export function explainUnknown(error: ResultUnknown, effect: 'read' | 'write'): Explanation {
	const { reach, reason, path } = error;
	const attempts = attemptsOf(error.attempts, effect, reach === 'maybe-sent' ? 1 : 0);
	if (attempts.open > 0) {
		const what = `No usable answer came from ${path}${times(attempts)}.`;
		return { message: `Result unknown: ${reason}`, description: openResult(what, path, attempts) };
	}
	return {
		message: `WeChat was not reached: ${reason}`,
		description: `Nothing was sent (${path}${times(attempts)}). Check the API Host in the credential, DNS, proxy and firewall, then run the node again.`,
	};
}

/** What to do when nobody knows whether the platform acted. */
function openResult(what: string, path: string, attempts: Attempts): string {
	if (attempts.effect === 'read')
		return `${what} The call only reads, so nothing was changed: run the node again later.`;
	if (attempts.deduplicated) return `${what} ${SAME_ID}`;
	if (path === CODE_EXCHANGE) return `${what} The code may be used up: let the person log in again.`;
	return `${what} WeChat may have carried out ${path} all the same, so it was not sent again. Check in WeChat before you run the node again: what was done already would be done twice.`;
}

/** What the answer itself tells beyond its code. */
function foundIn(error: PlatformRefusal, { nowSeconds }: Circumstance): string | undefined {
	const { errcode, errmsg, path } = error.refusal;
	if (errcode === 45009 && path !== ONE_API_RESET) {
		return `The quota returns at ${nextBeijingMidnight(nowSeconds)}.`;
	}
	if (errcode === 47003) {
		const field = /data\.([A-Za-z0-9_]+)|([A-Za-z0-9_]+)\.DATA/.exec(errmsg);
		const name = field?.[1] ?? field?.[2];
		return name ? `The template field ${name} breaks its rule.` : undefined;
	}
	return undefined;
}

function adviceOn(error: PlatformRefusal, row: CatalogueRow | undefined, circumstance: Circumstance): string {
	if (saysBusy(error)) {
		const { path } = error.refusal;
		const attempts = attemptsOf(error.refusal.attempts, circumstance.effect, 1);
		const asked = attempts.made > 1 ? `WeChat was asked ${attempts.made} times.` : '';
		return openResult(asked, path, attempts).trim();
	}
	return particular(error, circumstance) ?? (row?.remedy ? `${row.remedy}.` : ADVICE[row?.retry ?? 'no']);
}

/** Advice that depends on more than the code. */
function particular(error: PlatformRefusal, { account }: Circumstance): string | undefined {
	const { errcode, errmsg, path } = error.refusal;
	switch (errcode) {
		case 40164: {
			const ip = /invalid ip (\S+?)(?: ipv6 (\S+))?, not in whitelist/.exec(errmsg)?.[1];
			return ip
				? `Add ${ip} to the IP allowlist (IP 白名单) of the account in the WeChat console: it is the address under which this n8n reaches WeChat.`
				: undefined;
		}
		case 40001:
			return isUserPath(path) ? USER_TOKEN : wrongCredential(path);
		case 40014:
		case 42001:
			return isUserPath(path) ? USER_TOKEN : undefined;
		case 48001:
			return account && account !== 'any' && account !== 'depends on the API'
				? `This operation needs ${ACCOUNT_TYPES[account]}. What the account of the credential may call stands under 接口权限 in the WeChat console.`
				: undefined;
		default:
			return undefined;
	}
}

function wrongCredential(path: string): string {
	if (path === TOKEN_SERVICE) return 'The token service passed this on: correct the AppSecret that it uses.';
	if (isAccountToken(path) || path === CODE_EXCHANGE)
		return 'The AppSecret in the credential is wrong; the call was not repeated.';
	return 'The access token was renewed and refused again: another program is replacing it. Set Token Source in the credential to Stable Token, or let one central token service serve all programs.';
}

/** A refusal is not the whole story when an earlier attempt at the same write may have been carried out. */
function earlierAttempts(error: PlatformRefusal, { effect }: Circumstance): string | undefined {
	const attempts = attemptsOf(error.refusal.attempts, effect, 0);
	if (attempts.effect === 'read' || attempts.open === 0 || saysBusy(error)) return undefined;
	return `Before this answer, ${attempts.open} of ${attempts.made} attempts brought none and may have been carried out.`;
}

function attemptsOf(known: Attempts | undefined, effect: 'read' | 'write', open: number): Attempts {
	return known ?? { effect, deduplicated: false, made: 1, open };
}

function times({ made }: Attempts): string {
	return made > 1 ? ` in ${made} attempts` : '';
}

/** Where the account's own token comes from. */
function isAccountToken(path: string): boolean {
	return path === '/cgi-bin/token' || path === '/cgi-bin/stable_token' || path === TOKEN_SERVICE;
}

/** Calls with the token of a person, which no other program replaces. */
function isUserPath(path: string): boolean {
	return path.startsWith('/sns/') && path !== CODE_EXCHANGE;
}

function nextBeijingMidnight(nowSeconds: number): string {
	const tomorrow = new Date((nowSeconds + DAY_SECONDS) * 1000);
	const day = tomorrow.toLocaleDateString('en-GB', {
		day: 'numeric',
		month: 'long',
		timeZone: 'Asia/Shanghai',
	});
	return `00:00 on ${day}, Beijing time`;
}

function stripRid(errmsg: string): string {
	return errmsg.replace(/,?\s*rid: [0-9a-f-]+/i, '').trim();
}
