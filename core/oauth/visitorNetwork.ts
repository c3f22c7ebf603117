const IPV4 = /^(?:::ffff:)?(\d{1,3}(?:\.\d{1,3}){3})(?::\d{1,5})?$/i;
const IPV6 = /^\[?([\da-f:.]+)(?:%[^\]]*)?\]?(?::\d{1,5})?$/i;
const GROUPS = 8;
/** Of the eight groups, these form the network: 64 bits. */
const NETWORK_GROUPS = 4;
/** Longer than any address; a header may hold anything. */
const MAX_CHARACTERS = 64;

/**
 * Identifies a visitor: an IPv4 address, or the network of an IPv6 address, since one subscriber has all of its 2^64 addresses. The port,
 * which some proxies add, is dropped, since it differs for every connection.
 *
 * @param address as Node.js or a proxy writes it
 * @returns the address without a port, or the network; anything else unchanged but shortened
 */
export function visitorNetwork(address: string): string {
	const text = address.trim().slice(0, MAX_CHARACTERS);
	const [, v4] = IPV4.exec(text) ?? [];
	if (v4 !== undefined) return v4;
	const [, v6 = ''] = IPV6.exec(text) ?? [];
	return URL.canParse(`http://[${v6}]`) ? networkOf(v6) : text;
}

function networkOf(v6: string): string {
	// The URL class omits the longest run of zeros.
	const [front = '', back = ''] = new URL(`http://[${v6}]`).hostname.slice(1, -1).split('::');
	const groupsOf = (part: string) => (part === '' ? [] : part.split(':'));
	const [before, after] = [groupsOf(front), groupsOf(back)];
	const zeros = Array<string>(GROUPS - before.length - after.length).fill('0');
	return `${[...before, ...zeros, ...after].slice(0, NETWORK_GROUPS).join(':')}::/64`;
}
