import { InvalidInputError } from '../errors/WechatErrors';

/** A URL as a browser will understand it. */
export interface RedirectTarget {
	/** ASCII, ready for a Location header; unchanged where it was ASCII already. */
	href: string;
	/** ASCII and lower case, with the port unless it is the scheme's default. */
	host: string;
	secure: boolean;
}

/** Where the fields of a login are added to the URL. */
export type FieldPlace = 'query' | 'fragment';

const HOST =
	/^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?$/;
/** Scheme, both slashes and the host, without anything that a browser could read differently from how it looks. */
const PLAIN_START = /^(https?):\/\/((?:[A-Za-z0-9.[\]:-]|[^\0-\x7f])+)(?=[/?#]|$)/i;
/** A host with letters of other scripts, but without characters that browsers drop or replace. */
const FOREIGN_HOST = /^[\p{L}\p{N}\p{M}.-]+(?::[0-9]{1,5})?$/u;
const NON_ASCII = /[^\0-\x7f]+/g;
const MAX_CHARACTERS = 1000;
/** Together with the cookie, the response headers still fit the 4 KB that proxies allow. */
const MAX_ASCII = 2000;

/**
 * Reads a list of hosts as the user wrote it.
 *
 * @param text hosts with optional port, separated by commas, spaces or lines; `例子.中国` is equivalent to `xn--fsqu00a.xn--fiqs8s`
 * @returns hosts in ASCII and lower case
 * @throws InvalidInputError naming Allowed Redirect Hosts and the entry
 */
export function readAllowedHosts(text: string): string[] {
	return text
		.split(/[\s,]+/)
		.filter((entry) => entry !== '')
		.map((entry) => {
			const host = asciiHost(entry.toLowerCase());
			if (host !== undefined && HOST.test(host)) return host;
			throw new InvalidInputError(
				'Allowed Redirect Hosts',
				`"${entry}" is not a host`,
				'Enter hosts without scheme and path, separated by commas, e.g. www.example.com, 127.0.0.1:3000.',
			);
		});
}

/**
 * Reads a complete URL. Only URLs that browsers and people read the same way are accepted: no `//host`, no `https:host`, no user name, no
 * backslash, no control character. Characters outside ASCII are encoded as a browser does; nothing else is changed.
 *
 * @param address as configured, or from a link
 * @returns the target, or what is wrong with the address
 */
export function readTarget(address: string): RedirectTarget | { problem: string } {
	const problem = faultOf(address);
	if (problem !== undefined) return { problem };
	const [start = '', scheme = '', written = ''] = PLAIN_START.exec(address) ?? [];
	const host = asciiHost(written);
	if (host === undefined) return { problem: 'its host can be read in more than one way' };
	const rest = address.slice(start.length).replace(NON_ASCII, encodeURIComponent).replaceAll(' ', '%20');
	const href = `${scheme}://${host}${rest}`;
	if (href.length > MAX_ASCII) return { problem: `it has more than ${MAX_ASCII} characters when encoded` };
	if (!URL.canParse(href)) return { problem: 'browsers do not understand it' };
	const secure = scheme.toLowerCase() === 'https';
	const withoutOwnPort = host.toLowerCase().replace(secure ? /:443$/ : /:80$/, '');
	// Reject when the parsed host differs from the literal text.
	if (new URL(href).host !== withoutOwnPort) return { problem: 'its host can be read in more than one way' };
	return { href, host: withoutOwnPort, secure };
}

/**
 * Whether the browser may be sent to a URL.
 *
 * @param address complete URL
 * @param allowedHosts as {@link readAllowedHosts} returns them; must match exactly, subdomains do not match
 * @param secure whether https is required
 */
export function isAllowedTarget(address: string, allowedHosts: readonly string[], secure = false): boolean {
	const target = readTarget(address);
	return 'host' in target && allowedHosts.includes(target.host) && (target.secure || !secure);
}

/**
 * Adds fields to a URL, as text: what is already there stays unchanged, except parameters of the same name. They are replaced, or removed
 * if they are on the other side of `#`, since somebody may have put them there to be mistaken for ours.
 *
 * @param address accepted by {@link readTarget}
 * @param fields by name
 * @param place `fragment` for pages whose router reads what follows `#`
 * @returns ASCII, ready for a Location header
 */
export function addFields(
	address: string,
	fields: Readonly<Record<string, string>>,
	place: FieldPlace = 'query',
): string {
	const target = readTarget(address);
	const href = 'href' in target ? target.href : address;
	const names = Object.keys(fields);
	if (names.length === 0) return href;
	const hash = href.indexOf('#');
	const front = hash < 0 ? href : href.slice(0, hash);
	const fragment = hash < 0 ? '' : href.slice(hash);
	if (place === 'query') return setPairs(front, names, fields) + setPairs(fragment, names);
	return setPairs(front, names) + setPairs(fragment.length > 1 ? fragment : '#/', names, fields);
}

/** A part of a URL with these fields set after its `?`, and without other parameters of these names. */
function setPairs(
	part: string,
	names: readonly string[],
	fields: Readonly<Record<string, string>> = {},
): string {
	const start = part.indexOf('?');
	const left = new Map(Object.entries(fields));
	const pairs = start < 0 ? [] : part.slice(start + 1).split('&');
	const kept = pairs.flatMap((pair) => {
		const name = names.find((one) => new URLSearchParams(pair).has(one));
		if (name === undefined) return [pair];
		const value = left.get(name);
		left.delete(name);
		return value === undefined ? [] : [printPair(name, value)];
	});
	// Avoid an empty pair where the URL ended in `?` or `&`.
	if (left.size > 0 && kept.at(-1) === '') kept.pop();
	kept.push(...[...left].map(([name, value]) => printPair(name, value)));
	const bare = start < 0 ? part : part.slice(0, start);
	return kept.length === 0 ? bare : `${bare}?${kept.join('&')}`;
}

function printPair(name: string, value: string): string {
	return new URLSearchParams([[name, value]]).toString();
}

function faultOf(address: string): string | undefined {
	if (address === '') return 'it is empty';
	if (address.length > MAX_CHARACTERS) return `it has more than ${MAX_CHARACTERS} characters`;
	if (/[\p{Cc}\u2028\u2029]/u.test(address)) return 'it holds a control character or a line break';
	if (/\p{Cs}/u.test(address)) return 'it holds half a character';
	if (address.includes('\\')) return 'it holds a backslash';
	if (address.trim() !== address) return 'it begins or ends with a space';
	if (!PLAIN_START.test(address))
		return 'it does not begin with https:// or http:// and a host, without user name';
	return undefined;
}

/** @returns the host in ASCII, unchanged where it was ASCII; undefined when it is ambiguous */
function asciiHost(written: string): string | undefined {
	if (!/[^\0-\x7f]/.test(written)) return written;
	const plain = written.toLowerCase();
	if (!FOREIGN_HOST.test(plain) || plain.normalize('NFKC') !== plain) return undefined;
	const [name = '', ...port] = plain.split(':');
	if (!URL.canParse(`http://${name}`)) return undefined;
	return [new URL(`http://${name}`).hostname, ...port].join(':');
}
