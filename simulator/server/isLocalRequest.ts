import type { IncomingMessage } from 'node:http';

/** Names that nobody else can point to this machine; clients whose connections are redirected here keep using them. */
const OFFICIAL = /^([a-z0-9-]+\.)*weixin\.qq\.com$/;

/**
 * Whether a request was made to a loopback name or one of WeChat's own, and not by a page of another origin: a foreign page must not use
 * the simulator, neither directly nor through a name that resolves to loopback.
 */
export function isLocalRequest({ headers }: IncomingMessage): boolean {
	const host = (headers.host ?? '').replace(/:\d+$/, '');
	const loopback = host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
	const own = [`http://${headers.host}`, `https://${headers.host}`];
	return (loopback || OFFICIAL.test(host)) && (headers.origin === undefined || own.includes(headers.origin));
}
