/**
 * Names and addresses that exist in one network only, and IPv6 addresses, which nobody gives to a public server. The URL class has already
 * normalized the other ways to write an address.
 */
const LOCAL =
	/^\[|^(0|127|10|192\.168|172\.(1[6-9]|2\d|3[01])|169\.254|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\.[\d.]+$|\.(localhost|local|internal|lan)$/;

/**
 * Whether a host is one of the local network by its name: loopback, private and link-local addresses, those behind a carrier's NAT, and
 * names that only a local server knows.
 *
 * @param hostname as the URL class gives it
 */
export function isLocalHost(hostname: string): boolean {
	const name = hostname.replace(/\.$/, '');
	return LOCAL.test(name) || !name.includes('.');
}
