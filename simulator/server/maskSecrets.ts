import type { Store } from '../state/Store';

const MASK = '***';
/** Secrets by their names in queries and bodies, known to the platform or not. */
const NAMED =
	/((?:^|[?&"{,\s])(?:access_token|refresh_token|secret|appsecret|jsapi_ticket|ticket_secret|encodingAESKey|EncodingAESKey)(?:=|"\s*:\s*"))[^&"\s]+/g;

/** A JS-SDK ticket in an answer; tickets of QR codes begin with `gQ` and are not secret. */
const TICKET = /("ticket"\s*:\s*")(?!gQ)[^"]+/g;

/**
 * @returns a function that replaces every secret of the platform in a text, by value and by name, with `***`
 */
export function secretMasker(store: Store): (text: string) => string {
	const values = [...store.tokens.keys()];
	for (const account of store.accounts.values()) {
		values.push(account.secret, account.token, account.encodingAESKey);
		if (account.previousEncodingAESKey) values.push(account.previousEncodingAESKey);
	}
	return (text) => {
		let masked = text.replace(NAMED, `$1${MASK}`).replace(TICKET, `$1${MASK}`);
		for (const value of values) if (masked.includes(value)) masked = masked.replaceAll(value, MASK);
		return masked;
	};
}
