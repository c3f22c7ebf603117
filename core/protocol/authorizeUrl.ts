import { readAll } from '../errors/readAll';
import { InvalidInputError } from '../errors/WechatErrors';

/** What WeChat asks the user for, and on which page. */
export type LoginScope =
	/** Inside WeChat, without asking: openid only. */
	| 'snsapi_base'
	/** Inside WeChat, with consent: openid, nickname, avatar, unionid. */
	| 'snsapi_userinfo'
	/** On a website's QR code page; needs the AppID of a website application. */
	| 'snsapi_login';

/** The parts of an authorization link. */
export interface AuthorizeRequest {
	/** Origin of the page, e.g. `https://open.weixin.qq.com`, without a trailing slash. */
	openHost: string;
	appid: string;
	/** Where WeChat sends the user back to; not yet encoded. */
	redirectUri: string;
	scope: LoginScope;
	/** Returned unchanged: 1 to 128 letters and digits. */
	state: string;
	/** Asks for consent again although it was given recently. Not for `snsapi_login`. */
	forcePopup?: boolean;
	/** Shows the page as a snapshot, for tests of that case. Not for `snsapi_login`. */
	forceSnapShot?: boolean;
	/** Language of the QR code page; only for `snsapi_login`. */
	lang?: 'cn' | 'en';
}

const STATE = /^[a-zA-Z0-9]{1,128}$/;
const WITHOUT_SPACES = /^[\x21-\x7e]+$/;

/**
 * Builds the link that asks a user for web authorization. WeChat matches it against a fixed pattern, so the order of the parameters and the
 * fragment are part of the protocol.
 *
 * @param request the parts
 * @returns the complete link, fragment included
 * @throws InvalidInputError naming Redirect URL or State
 * @see https://developers.weixin.qq.com/doc/service/guide/h5/auth.html
 * @see https://developers.weixin.qq.com/doc/oplatform/Website_App/WeChat_Login/Wechat_Login.html
 */
export function authorizeUrl(request: AuthorizeRequest): string {
	readAll({
		redirectUri: () => checkRedirectUri(request.redirectUri),
		state: () => checkState(request.state),
	});
	const onWebsite = request.scope === 'snsapi_login';
	const optional: [string, string | undefined][] = onWebsite
		? [['lang', request.lang]]
		: [
				['forcePopup', request.forcePopup ? 'true' : undefined],
				['forceSnapShot', request.forceSnapShot ? 'true' : undefined],
			];
	const query = [
		['appid', request.appid],
		['redirect_uri', request.redirectUri],
		['response_type', 'code'],
		['scope', request.scope],
		['state', request.state],
		...optional,
	].flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encode(value)}`]));
	const path = onWebsite ? '/connect/qrconnect' : '/connect/oauth2/authorize';
	return `${request.openHost}${path}?${query.join('&')}#wechat_redirect`;
}

function checkState(state: string): void {
	if (STATE.test(state)) return;
	throw new InvalidInputError(
		'State',
		`${state === '' ? 'is empty, and ' : ''}must be 1 to 128 letters and digits`,
		'Keep other data elsewhere and put a key to it here.',
	);
}

function checkRedirectUri(redirectUri: string): void {
	const rule = redirectRule(redirectUri);
	if (rule === undefined) return;
	throw new InvalidInputError(
		'Redirect URL',
		rule,
		'Enter the address of your page; its host must be a web authorization domain (网页授权域名) of the account.',
	);
}

function redirectRule(redirectUri: string): string | undefined {
	if (redirectUri === '') return 'is empty';
	if (!WITHOUT_SPACES.test(redirectUri)) return 'holds spaces or characters that must be percent-encoded';
	const isComplete = /^https?:\/\/[^/]/.test(redirectUri) && URL.canParse(redirectUri);
	return isComplete ? undefined : 'must be a complete address that begins with https:// or http://';
}

/** Like encodeURIComponent, but also encodes the characters it leaves alone, so that no value can look like syntax. */
function encode(value: string): string {
	return encodeURIComponent(value).replace(
		/[!'()*]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
	);
}
