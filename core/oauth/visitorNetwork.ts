const IPV4 = /^(?:::ffff:)?(\d{1,3}(?:\.\d{1,3}){3})(?::\d{1,5})?$/i;
const IPV6 = /^\[?([\da-f:.]+)(?:%[^\]]*)?\]?(?::\d{1,5})?$/i;
const GROUPS = 8;
/** Of eight groups: 64 bits. */
const NETWORK_GROUPS = 4;
/** Longer than any address; a header may hold anything. */
const MAX_CHARACTERS = 64;

/**
 * Names who counts as one visitor: an IPv4 address, or the network of an IPv6 address, all of whose 2^64 addresses one
 * subscriber has. The port, which some proxies write along, is another one for every connection.
 *
 * @param address as Node.js or a proxy writes it
 * @returns the address without a port, or the network; what is neither as it came, cut
 */
export function visitorNetwork(address: string): string {
	const text = address.trim().slice(0, MAX_CHARACTERS);
	const [, v4] = IPV4.exec(text) ?? [];
	if (v4 !== undefined) return v4;
	const [, v6 = ''] = IPV6.exec(text) ?? [];
	return v6.includes(':') && URL.canParse(`http://[${v6}]`) ? networkOf(v6) : text;
}

function networkOf(v6: string): string {
	// With the longest run of zeros left out, as every URL has it.
	const [front = '', back = ''] = new URL(`http://[${v6}]`).hostname.slice(1, -1).split('::');
	const groupsOf = (part: string) => (part === '' ? [] : part.split(':'));
	const [before, after] = [groupsOf(front), groupsOf(back)];
	const zeros = Array<string>(GROUPS - before.length - after.length).fill('0');
	return `${[...before, ...zeros, ...after].slice(0, NETWORK_GROUPS).join(':')}::/64`;
}
