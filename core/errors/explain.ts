import { findCode, type RetryClass } from './catalogue';
import type { PlatformRefusal, ResultUnknown } from './WechatErrors';

/** Two texts for a person: what happened, and what to do. */
export interface Explanation {
	message: string;
	description: string;
}

/** Which call failed, for the advice that depends on it. */
export interface Circumstance {
	/** Advice of the operation for particular codes; comes before the catalogue's. */
	hints?: Readonly<Record<number, string>>;
	/** Unix seconds, to say when a quota returns. */
	nowSeconds: number;
}

const DOCS = 'https://developers.weixin.qq.com/doc/service/guide/dev/error_code.html';
const BEIJING_OFFSET_SECONDS = 8 * 3600;
const DAY_SECONDS = 86400;

const ADVICE: Readonly<Record<RetryClass, string>> = {
	no: 'Repeating the call unchanged will not help: correct the request, the configuration or the data.',
	'refresh-token-once': 'The access token was renewed and the call repeated once, without success.',
	backoff: 'The platform was busy: run the node again in a few seconds.',
	'after-60s': 'Wait one minute before the next call.',
	'after-1h': 'Wait one hour before the next call.',
	'after-24h': 'Wait 24 hours before the next call.',
	'next-day': 'The counter returns at 00:00 Beijing time.',
	later: 'Wait until the platform or the administrator has dealt with it, then run the node again.',
};

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
	const sentences = [
		specific(error, circumstance),
		circumstance.hints?.[errcode],
		row ? `${row.meaning}.` : 'This code is in none of the official tables.',
		row?.remedy ? `${row.remedy}.` : ADVICE[row?.retry ?? 'no'],
		`API ${path}.`,
		rid ? `Request id (rid) ${rid}: Account → Look Up rid shows for 7 days what WeChat received.` : undefined,
		`Codes: ${DOCS}`,
	];
	return { message: `WeChat ${errcode}: ${text}`, description: sentences.filter(Boolean).join(' ') };
}

/**
 * Says in words that no usable answer came and whether anything may have been sent.
 *
 * @param error the lost call
 * @param effect whether the call changes anything on the platform
 */
export function explainUnknown(error: ResultUnknown, effect: 'read' | 'write'): Explanation {
	if (error.reach === 'not-sent') {
		return {
			message: `WeChat was not reached: ${error.reason}`,
			description: `Nothing was sent (${error.path}). Check the API Host in the credential, DNS, proxy and firewall, then run the node again.`,
		};
	}
	return {
		message: `Result unknown: ${error.reason}`,
		description:
			effect === 'write'
				? `WeChat may have carried out ${error.path}, so it was not repeated. Check on the platform before you run it again.`
				: `No usable answer came from ${error.path}. Nothing was changed: run the node again.`,
	};
}

function specific(error: PlatformRefusal, { nowSeconds }: Circumstance): string | undefined {
	const { errcode, errmsg, path } = error.refusal;
	switch (errcode) {
		case 40164: {
			const ip = /invalid ip (\S+?)(?: ipv6 (\S+))?, not in whitelist/.exec(errmsg)?.[1];
			return ip
				? `Add ${ip} to the IP allowlist (IP 白名单) of the account in the WeChat console: it is the address under which this n8n reaches WeChat.`
				: undefined;
		}
		case 40001:
			return isTokenEndpoint(path)
				? 'The AppSecret in the credential is wrong; the call was not repeated.'
				: 'The access token was renewed and refused again: another program is replacing it. Use Token Source "Stable Token", or one central token service for all programs.';
		case 45009:
			return `The daily quota of this API is used up until ${nextBeijingMidnight(nowSeconds)} (00:00 in Beijing).`;
		case 48001:
			return 'Template messages, web authorisation and QR codes need a certified service account (认证服务号) or a test account; user info, tags and customer-service messages a certified account.';
		case 45015:
			return 'The 48-hour window since the follower last wrote is over (1 minute after a menu click, follow or scan).';
		case 47003: {
			const field = /data\.([A-Za-z0-9_]+)|([A-Za-z0-9_]+)\.DATA/.exec(errmsg);
			const name = field?.[1] ?? field?.[2];
			return name ? `The template field ${name} breaks its rule.` : undefined;
		}
		default:
			return undefined;
	}
}

function isTokenEndpoint(path: string): boolean {
	return path === '/cgi-bin/token' || path === '/cgi-bin/stable_token' || path.startsWith('/sns/oauth2/');
}

function nextBeijingMidnight(nowSeconds: number): string {
	const beijing = nowSeconds + BEIJING_OFFSET_SECONDS;
	const midnight = (Math.floor(beijing / DAY_SECONDS) + 1) * DAY_SECONDS - BEIJING_OFFSET_SECONDS;
	return new Date(midnight * 1000).toISOString();
}

function stripRid(errmsg: string): string {
	return errmsg.replace(/,?\s*rid: [0-9a-f-]+/i, '').trim();
}
