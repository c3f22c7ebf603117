import { APPID_PLACE, SECRET_PLACE, SERVER_PLACE } from '../errors/consolePaths';
import { InputRefused } from '../errors/WechatErrors';

/**
 * Checks an AppID: `wx` and 16 letters or digits.
 *
 * @throws InputRefused naming field, rule and remedy
 */
export function checkAppId(appId: string): void {
	if (/^wx[0-9A-Za-z]{16}$/.test(appId)) return;
	const rule = appId === '' ? 'is empty' : 'must be "wx" followed by 16 letters or digits, without spaces';
	throw new InputRefused('AppID', rule, `Copy it from the WeChat console (${APPID_PLACE}).`);
}

/**
 * Checks an AppSecret for what a copy-and-paste slip leaves behind.
 *
 * @throws InputRefused naming field, rule and remedy
 */
export function checkAppSecret(appSecret: string): void {
	if (/^[\x21-\x7e]+$/.test(appSecret)) return;
	const rule = appSecret === '' ? 'is empty' : 'holds spaces or characters other than letters and digits';
	throw new InputRefused(
		'AppSecret',
		rule,
		`Copy it from the WeChat console (${SECRET_PLACE}). If it is no longer shown there, reset it.`,
	);
}

/**
 * Checks the Token of the server configuration: 3 to 32 letters or digits.
 *
 * @throws InputRefused naming field, rule and remedy
 */
export function checkToken(token: string): void {
	if (/^[0-9A-Za-z]{3,32}$/.test(token)) return;
	const rule = token === '' ? 'is empty' : 'must be 3 to 32 letters or digits';
	throw new InputRefused(
		'Token',
		rule,
		`To receive messages, enter Token and EncodingAESKey as in the WeChat console (${SERVER_PLACE}).`,
	);
}

/**
 * Checks an EncodingAESKey: exactly 43 letters or digits.
 *
 * @param field how the editor calls the field
 * @throws InputRefused naming field, rule and remedy; the value itself is never repeated
 */
export function checkEncodingAesKey(encodingAesKey: string, field = 'EncodingAESKey'): void {
	if (/^[0-9A-Za-z]{43}$/.test(encodingAesKey)) return;
	const rule =
		encodingAesKey === ''
			? 'is empty'
			: `must be exactly 43 letters or digits, this one has ${encodingAesKey.length} characters`;
	throw new InputRefused(field, rule, `Copy it from the WeChat console (${SERVER_PLACE}).`);
}

/**
 * Checks the address of an API host or token service.
 *
 * @param field how the editor calls the field
 * @returns the address without a final slash
 * @throws InputRefused when it is not an http(s) address
 */
export function checkHttpAddress(address: string, field: string): string {
	let url: URL;
	try {
		url = new URL(address);
	} catch {
		throw new InputRefused(
			field,
			'is not an address',
			'Enter it with its scheme, e.g. https://wechat-proxy.example.com',
		);
	}
	if (url.protocol !== 'https:' && url.protocol !== 'http:') {
		throw new InputRefused(field, 'must begin with https:// or http://', 'Enter it with its scheme.');
	}
	return address.replace(/\/+$/, '');
}
