import { InputRefused } from '../errors/WechatErrors';

const HOST =
	/^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?$/;
/** Scheme, both slashes and the host, with nothing that a browser would read in another way than it looks. */
const PLAIN_START = /^(https?):\/\/([A-Za-z0-9.[\]:-]+)(?=[/?#]|$)/i;
const VISIBLE = /^[\x21-\x5b\x5d-\x7e]+$/;
const MAX_CHARACTERS = 1000;

/**
 * Reads a list of hosts as a person wrote it.
 *
 * @param text hosts with optional port, separated by commas, spaces or lines
 * @returns hosts in small letters
 * @throws InputRefused naming Allowed Redirect Hosts and the entry
 */
export function readAllowedHosts(text: string): string[] {
	return text
		.split(/[\s,]+/)
		.filter((entry) => entry !== '')
		.map((entry) => {
			const host = entry.toLowerCase();
			if (HOST.test(host)) return host;
			throw new InputRefused(
				'Allowed Redirect Hosts',
				`"${entry}" is not a host`,
				'Enter hosts without scheme and path, separated by commas, e.g. www.example.com, 127.0.0.1:3000.',
			);
		});
}

/**
 * The host that an address names, if it names it plainly: no `//host`, no `https:host`, no user name, no backslash, no
 * percent-encoding, no control or foreign characters, which browsers and people read differently.
 *
 * @param address as configured or as a link carried it
 * @returns host with port unless it is the scheme's own, in small letters; undefined for anything doubtful
 */
export function plainHostOf(address: string): string | undefined {
	if (address.length > MAX_CHARACTERS || !VISIBLE.test(address)) return undefined;
	const [, scheme = '', written = ''] = PLAIN_START.exec(address) ?? [];
	if (written === '' || !URL.canParse(address)) return undefined;
	const url = new URL(address);
	const withoutOwnPort = written
		.toLowerCase()
		.replace(scheme.toLowerCase() === 'https' ? /:443$/ : /:80$/, '');
	// The parser must have seen the same host as the eye.
	const same = url.host === withoutOwnPort && url.protocol === `${scheme.toLowerCase()}:`;
	return same ? url.host : undefined;
}

/**
 * Whether the browser may be sent to an address.
 *
 * @param address complete address
 * @param allowedHosts hosts with port unless it is the scheme's own, in small letters; exact, subdomains are other hosts
 */
export function isAllowedTarget(address: string, allowedHosts: readonly string[]): boolean {
	const host = plainHostOf(address);
	return host !== undefined && allowedHosts.includes(host);
}

/**
 * Adds fields to an address as query parameters. A parameter of the same name that is already there is replaced: it may have
 * been put there to be mistaken for ours.
 *
 * @param address accepted by {@link isAllowedTarget}
 * @param fields by name
 */
export function addFields(address: string, fields: Readonly<Record<string, string>>): string {
	const url = new URL(address);
	for (const [name, value] of Object.entries(fields)) url.searchParams.set(name, value);
	return url.href;
}
