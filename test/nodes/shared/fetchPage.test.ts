import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { fetchPage } from '../../../nodes/shared/fetchPage';
import type { ItemContext } from '../../../nodes/shared/itemContexts';

const MISSING = new InvalidInputError('Picture', 'is not there', '');

/** Fetches from hosts that redirect, and lists the URLs that were requested. */
async function follow(url: string, redirects: Readonly<Record<string, string>>) {
	const urls: string[] = [];
	const httpRequest = async ({ url: asked }: { url: string }) => {
		urls.push(asked);
		const location = redirects[asked];
		if (location === undefined) return { statusCode: 200, headers: {}, body: Buffer.from([1]) };
		return { statusCode: 302, headers: { location }, body: Buffer.from('') };
	};
	const n8n = { helpers: { httpRequest }, getExecutionCancelSignal: () => undefined };
	const item = { n8n, connection: { sleep: async () => undefined } } as unknown as ItemContext;
	const answer = await fetchPage(item, url, MISSING).catch((error: unknown) => error);
	return { answer, urls };
}

const FROM = 'https://pictures.example.com/a.png';

test.each([
	'http://127.0.0.1:5678/rest/x',
	'http://2130706433/',
	'http://0x7f.1/',
	'http://localhost/',
	'http://LOCALHOST./',
	'http://10.0.0.1/',
	'http://172.16.0.1/',
	'http://192.168.1.1/',
	'http://169.254.169.254/latest/meta-data/',
	'http://100.100.100.200/latest/meta-data/',
	'http://0.0.0.0/',
	'http://[::1]/',
	'http://[::ffff:127.0.0.1]/',
	'http://metadata.google.internal/',
	'http://user@redis:6379/',
	'//127.0.0.1/a.png',
])('a host of the internet does not lead to %s', async (location) => {
	const { answer, urls } = await follow(FROM, { [FROM]: location });
	expect(answer).toBe(MISSING);
	expect(urls).toEqual([FROM]);
});

test.each([
	[FROM, 'https://cdn.example.com/a.png'],
	[FROM, 'https://8.8.8.8/a.png'],
	['http://10.0.0.1/a.png', 'http://10.0.0.2/a.png'],
	['http://minio:9000/a.png', 'http://localhost/a.png'],
])('%s may lead to %s', async (from, to) => {
	const { answer, urls } = await follow(from, { [from]: to });
	expect(answer).toMatchObject({ kind: 'binary' });
	expect(urls).toEqual([from, to]);
});
