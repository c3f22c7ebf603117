import { APPID_PLACE, SECRET_PLACE, SERVER_PLACE } from '../errors/consolePaths';
import { InvalidInputError } from '../errors/WechatErrors';
import { typedText } from '../text/typedText';

/**
 * Checks an AppID: `wx` and 16 letters or digits.
 *
 * @param typed value of the field
 * @returns the AppID in lower case, as WeChat writes it
 * @throws InvalidInputError naming field, rule and remedy
 */
export function checkAppId(typed: string): string {
	const appId = typedText(typed).toLowerCase();
	if (/^wx[0-9a-z]{16}$/.test(appId)) return appId;
	const rule = appId === '' ? 'is empty' : 'must be "wx" followed by 16 letters or digits, without spaces';
	throw new InvalidInputError('AppID', rule, `Copy it from the WeChat console (${APPID_PLACE}).`);
}

/**
 * Checks an AppSecret for characters that copy and paste left behind.
 *
 * @param typed value of the field
 * @returns the AppSecret
 * @throws InvalidInputError naming field, rule and remedy
 */
export function checkAppSecret(typed: string): string {
	const appSecret = typedText(typed);
	if (/^[0-9A-Za-z]+$/.test(appSecret)) return appSecret;
	const rule = appSecret === '' ? 'is empty' : 'has spaces or characters other than letters and digits';
	throw new InvalidInputError(
		'AppSecret',
		rule,
		`Copy it from the WeChat console (${SECRET_PLACE}). If it is no longer shown there, reset it.`,
	);
}

/**
 * Checks the Token of the server configuration: 3 to 32 letters or digits.
 *
 * @param typed value of the field
 * @returns the Token, without characters that copy and paste left behind
 * @throws InvalidInputError naming field, rule and remedy
 */
export function checkToken(typed: string): string {
	const token = typedText(typed);
	if (/^[0-9A-Za-z]{3,32}$/.test(token)) return token;
	const rule = token === '' ? 'is empty' : 'must be 3 to 32 letters or digits';
	throw new InvalidInputError(
		'Token',
		rule,
		`To receive messages, enter Token and EncodingAESKey as in the WeChat console (${SERVER_PLACE}).`,
	);
}

/**
 * Checks an EncodingAESKey: exactly 43 letters or digits, the Base64 of 32 bytes. Its last character has two unused bits, so four spellings
 * mean the same key; the one with these bits set to 0 is returned.
 *
 * @param typed value of the field, which may include the `=` that ends Base64 of this length
 * @param field name of the field in the editor
 * @returns the 43 characters
 * @throws InvalidInputError naming field, rule and remedy; the value itself is never repeated
 */
export function checkEncodingAesKey(typed: string, field = 'EncodingAESKey'): string {
	const key = typedText(typed).replace(/=$/, '');
	if (/^[0-9A-Za-z]{43}$/.test(key)) return Buffer.from(key, 'base64').toString('base64').slice(0, 43);
	const rule =
		key === ''
			? 'is empty'
			: `must be exactly 43 letters or digits, but this one has ${[...key].length} characters`;
	throw new InvalidInputError(field, rule, `Copy it from the WeChat console (${SERVER_PLACE}).`);
}
