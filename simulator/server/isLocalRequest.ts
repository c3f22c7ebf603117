import type { IncomingMessage } from 'node:http';

/** Names that nobody else can point to this machine; clients whose connections are led here keep using them. */
const OFFICIAL = /^([a-z0-9-]+\.)*weixin\.qq\.com$/;

/**
 * Whether a request was made to a loopback name or to one of WeChat's own, and by no page of another origin: a page from
 * elsewhere must not use the simulator, neither directly nor through a name that resolves to loopback.
 */
export function isLocalRequest({ headers }: IncomingMessage): boolean {
	const host = (headers.host ?? '').replace(/:\d+$/, '');
	const loopback = host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
	const own = [`http://${headers.host}`, `https://${headers.host}`];
	return (loopback || OFFICIAL.test(host)) && (headers.origin === undefined || own.includes(headers.origin));
}
