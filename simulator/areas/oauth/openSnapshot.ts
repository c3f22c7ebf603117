import type { IncomingHttpHeaders } from 'node:http';
import axios from 'axios';
import type { Account } from '../../state/Account';
import type { RawAnswer } from '../Area';
import { snapshotPage } from './pages';

const TIMEOUT_MS = 10_000;
const MAX_PAGE_BYTES = 1024 * 1024;

/**
 * Opens a page in a separate snapshot view: without the browser's cookies, and new cookies are dropped.
 *
 * @param account of the page
 * @param address URL of the callback
 * @param headers of the browser, for User-Agent and language
 */
export async function openSnapshot(
	account: Account,
	address: string,
	headers: IncomingHttpHeaders,
): Promise<RawAnswer> {
	try {
		const {
			status,
			data,
			headers: answered,
		} = await axios.get<string>(address, {
			headers: {
				'user-agent': headers['user-agent'] ?? '',
				'accept-language': headers['accept-language'] ?? 'zh-CN',
			},
			responseType: 'text',
			transformResponse: (text: string) => text,
			timeout: TIMEOUT_MS,
			maxContentLength: MAX_PAGE_BYTES,
			maxRedirects: 0,
			proxy: false,
			validateStatus: () => true,
		});
		const location = typeof answered.location === 'string' ? answered.location : '';
		return snapshotPage(account, location === '' ? { html: data } : { text: `HTTP ${status} → ${location}` });
	} catch (error) {
		return snapshotPage(account, { text: String(error) });
	}
}
