import { ACCOUNT_TYPES, type AccountType } from './accountTypes';
import { saysBusy } from './attempts';
import { nextBeijingMidnight } from './beijingTime';
import { CATALOGUE, type CatalogueRow, findCode } from './catalogue';
import { APPID_PLACE, PERMISSION_PLACE, SECRET_PLACE } from './consolePaths';
import type { Explanation } from './Explanation';
import { tokenAdvice, tokenHeadline } from './explainToken';
import { attemptsOf, openResult } from './explainUnknown';
import { isTokenPath } from './tokenPaths';
import type { WechatApiError } from './WechatErrors';

/** Facts about the failed call that the advice depends on. */
export interface RefusalContext {
	/** The operation's own advice for particular codes; it replaces the catalogue's. */
	hints?: Readonly<Record<number, string>>;
	/** Which accounts may call the API that failed. */
	account?: AccountType;
	/** Whether the call reads or writes, where the error itself does not know. */
	effect: 'read' | 'write';
	/** Unix seconds, to tell when a quota is reset. */
	nowSeconds: number;
}

/** WeChat's list of its codes. */
export const CODES_PAGE = 'https://developers.weixin.qq.com/doc/service/guide/dev/error_code.html';

const ONE_API_RESET = '/cgi-bin/openapi/quota/clear';
const NO_TABLE =
	'This code is in none of the official tables. Repeating the call unchanged will hardly help: correct the request, the configuration or the data.';
/** Maximum length of an errmsg that serves as a headline. */
const LONGEST_TEXT = 160;

/**
 * Explains what a refusal means and what to do. WeChat's own text, path and rid belong in the details.
 *
 * @param error the refusal
 * @param context of the failed call
 * @returns `message` such as `This OpenID does not belong to this account (WeChat 40003) · OpenID 不属于该账号`, with Chinese only for the most
 *   frequent codes; `description` with the remedy
 * @see https://developers.weixin.qq.com/doc/service/guide/dev/error_code.html
 */
export function explainRefusal(error: WechatApiError, context: RefusalContext): Explanation {
	const { errcode, path, progress, advice } = error.refusal;
	const row = findCode(errcode);
	// If the request for a token was refused, the operation's API was not called yet.
	const hint = advice ?? (isTokenPath(path) ? undefined : context.hints?.[errcode]);
	const sentences = [
		hint,
		foundIn(error, context),
		hint ? undefined : adviceOn(error, row, context),
		earlierAttempts(error, context),
	];
	const chinese = inChinese(error, row);
	const happened = `${headline(error)} (WeChat ${errcode})${chinese === undefined ? '' : ` · ${chinese}`}`;
	const message = progress ? `${happened}: ${progress}` : happened;
	return { message, description: sentences.filter(Boolean).join(' ') };
}

/** Advice for the dialog of the credential, where there are no operations to use and no node to run again. */
const CREDENTIAL_ADVICE: Readonly<Record<number, string>> = {
	40013: `Compare the AppID with the WeChat console (${APPID_PLACE}), character by character.`,
	45009: `Wait until then, or reset the counters in the WeChat console (${PERMISSION_PLACE}), which can be done 10 times a month.`,
	45011: 'Wait a minute, then try again.',
	48001: `The credential itself seems to be right. What the account may call is shown in the WeChat console (${PERMISSION_PLACE}).`,
};

/**
 * Explains a refusal to a user who tests the credential, or uses it in a node of another package.
 *
 * @param error the refusal
 * @param nowSeconds Unix seconds
 */
export function explainRefusalToCredential(error: WechatApiError, nowSeconds: number): Explanation {
	const { errcode } = error.refusal;
	const { message, description } = explainRefusal(error, { effect: 'read', nowSeconds });
	if (saysBusy(error)) return { message, description: 'Nothing was changed. Wait a minute, then try again.' };
	const advice = CREDENTIAL_ADVICE[errcode];
	if (!advice) return { message, description };
	const found = foundIn(error, { effect: 'read', nowSeconds });
	return { message, description: found ? `${found} ${advice}` : advice };
}

function headline(error: WechatApiError): string {
	const { errcode, errmsg } = error.refusal;
	const ip = errcode === 40164 ? refusedAddress(errmsg) : undefined;
	if (ip) return `The IP address ${ip} is not in the allowlist of the account`;
	const known = tokenHeadline(error) ?? findCode(errcode)?.meaning;
	if (known !== undefined) return known;
	if (saysBusy(error)) return 'WeChat was too busy to answer';
	const text = ownWords(errmsg);
	return text ? `WeChat refused the call: ${shorten(text)}` : 'WeChat refused the call';
}

/** A code that means different things for different tokens gets the text for its meaning here. */
function inChinese(error: WechatApiError, row: CatalogueRow | undefined): string | undefined {
	const particularly = tokenHeadline(error);
	if (particularly === undefined) return row?.chinese;
	return CATALOGUE.find(({ meaning }) => meaning === particularly)?.chinese;
}

/** Facts that the answer contains beyond its code. */
function foundIn(error: WechatApiError, { nowSeconds }: RefusalContext): string | undefined {
	const { errcode, errmsg, path } = error.refusal;
	if (errcode === 45009 && path !== ONE_API_RESET) {
		return `The quota returns at ${nextBeijingMidnight(nowSeconds)}.`;
	}
	if (errcode === 47003) {
		const field = /data\.([A-Za-z0-9_]+)|([A-Za-z0-9_]+)\.DATA/.exec(errmsg);
		const name = field?.[1] ?? field?.[2];
		if (!name) return undefined;
		// Developers report both spellings.
		return /\bis em(?:pt|tp)y\b/i.test(errmsg)
			? `The template field ${name} has no value: it was not given, or nothing is left of it without emoji.`
			: `The template field ${name} breaks its rule.`;
	}
	return undefined;
}

function adviceOn(error: WechatApiError, row: CatalogueRow | undefined, context: RefusalContext): string {
	if (saysBusy(error)) {
		const { path } = error.refusal;
		const attempts = attemptsOf(error.refusal.attempts, context.effect, 1);
		const asked = attempts.made > 1 ? `WeChat was asked ${attempts.made} times.` : '';
		return openResult(asked, path, attempts);
	}
	return particular(error, context) ?? (row?.remedy ? `${row.remedy}.` : NO_TABLE);
}

/** Advice that depends on more than the code. */
function particular(error: WechatApiError, { account, nowSeconds }: RefusalContext): string | undefined {
	const { errcode, errmsg } = error.refusal;
	const ip = errcode === 40164 ? refusedAddress(errmsg) : undefined;
	if (ip) {
		return `Add ${ip} to the IP allowlist (IP 白名单) of the account in the WeChat console (${SECRET_PLACE}): it is the address under which this n8n reaches WeChat. The change takes some minutes. If the address changes, let n8n reach WeChat through a proxy with a fixed address.`;
	}
	if (errcode === 48001 && account && account !== 'any' && account !== 'depends on the API') {
		return `This operation needs ${ACCOUNT_TYPES[account]}. What the account of the credential may call is shown in the WeChat console (${PERMISSION_PLACE}).`;
	}
	if (errcode === 40013 && isTokenPath(error.refusal.path)) {
		return `Compare the AppID in the credential with the WeChat console (${APPID_PLACE}), character by character.`;
	}
	return tokenAdvice(error, nowSeconds);
}

function refusedAddress(errmsg: string): string | undefined {
	return /invalid ip ([0-9A-Fa-f.:]+)(?: ipv6 \S+)?, not in whitelist/.exec(errmsg)?.[1];
}

/** A warning when an earlier attempt at the same write may have been carried out, despite the refusal. */
function earlierAttempts(error: WechatApiError, { effect }: RefusalContext): string | undefined {
	const attempts = attemptsOf(error.refusal.attempts, effect, 0);
	if (attempts.effect === 'read' || attempts.open === 0 || saysBusy(error)) return undefined;
	return `Before this answer, ${attempts.open} of ${attempts.made} attempts got no answer and may have been carried out.`;
}

/** WeChat's text without rid and URLs, which are no use in a headline; the details have the full text. */
function ownWords(errmsg: string): string {
	return errmsg
		.replace(/,?\s*rid: [0-9a-f-]+/gi, '')
		.replace(/,?\s*(?:(?:for )?more (?:details|tips|info\w*),? (?:at|on|see):?\s*)?https?:\/\/\S+/gi, '')
		.trim();
}

function shorten(text: string): string {
	const characters = [...text];
	return characters.length <= LONGEST_TEXT ? text : `${characters.slice(0, LONGEST_TEXT).join('')}…`;
}
