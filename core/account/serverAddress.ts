import { InvalidInputError } from '../errors/WechatErrors';
import { typedText } from '../text/typedText';

/**
 * Reads the base address of a server, to which paths are added: scheme, host and port, as sent over the network. Upper case, the default
 * port, non-ASCII names, a trailing dot or slash are normalized, so that addresses can be compared.
 *
 * @param typed value of the field, e.g. `HTTPS://Proxy.Example.com:443/`
 * @param field name of the field in the editor
 * @returns e.g. `https://proxy.example.com`, without a trailing slash
 * @throws InvalidInputError naming the field when it is not an http(s) address, or has a path, a query or a user name
 */
export function readOrigin(typed: string, field: string): string {
	const url = parse(typed, field);
	const origin = `${url.protocol}//${url.hostname.replace(/\.$/, '')}${url.port && `:${url.port}`}`;
	if (/^\/*$/.test(url.pathname) && url.search === '' && url.hash === '') return origin;
	throw new InvalidInputError(
		field,
		'has a path or query behind the host name',
		`Enter the host alone: ${origin}. The paths of the API are added to it; a proxy has to serve them from its root.`,
	);
}

/**
 * Reads a complete URL, normalized as it is sent over the network.
 *
 * @param typed value of the field
 * @param field name of the field in the editor
 * @returns the URL with path and query, without a fragment, which no server sees
 * @throws InvalidInputError naming the field when it is not an http(s) address, or has a user name
 */
export function readAddress(typed: string, field: string): string {
	const url = parse(typed, field);
	url.hash = '';
	return url.href;
}

function parse(typed: string, field: string): URL {
	const address = typedText(typed);
	if (address === '') throw new InvalidInputError(field, 'is empty', EXAMPLE);
	if (/[\s\p{Cc}]/u.test(address)) {
		throw new InvalidInputError(field, 'has a space or a control character in it', 'Remove it.');
	}
	if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) {
		throw new InvalidInputError(field, 'is not an address with https:// or http://', EXAMPLE);
	}
	const url = new URL(address);
	if (!HOST_NAME.test(url.hostname)) {
		throw new InvalidInputError(field, 'has a host name with nothing between its dots', EXAMPLE);
	}
	if (url.username === '' && url.password === '') return url;
	throw new InvalidInputError(
		field,
		'has a user name or password before the host name',
		'Leave them out: they would not be kept secret there.',
	);
}

/** Labels separated by single dots, with an optional trailing dot. */
const HOST_NAME = /^[^.]+(\.[^.]+)*\.?$/;
const EXAMPLE = 'Enter it with its scheme, e.g. https://www.example.com';
