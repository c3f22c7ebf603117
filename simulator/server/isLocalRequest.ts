import type { IncomingMessage } from 'node:http';

/**
 * Whether a request was made to a loopback name, and by no page of another origin: a page from elsewhere must not drive the
 * simulator, neither directly nor through a name that resolves to loopback.
 */
export function isLocalRequest({ headers }: IncomingMessage): boolean {
	const host = (headers.host ?? '').replace(/:\d+$/, '');
	const loopback = host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
	return loopback && (headers.origin === undefined || headers.origin === `http://${headers.host}`);
}
