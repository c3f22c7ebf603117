import { Readable } from 'node:stream';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { InvalidInputError, IndeterminateResultError } from '../../../core/errors/WechatErrors';
import { fetchPage } from '../../../nodes/shared/fetchPage';
import { findOperation } from '../support/findOperation';
import { stubItem } from '../support/stubItem';

const { sample } = findOperation('qrCode', 'downloadImage');
const missing = new InvalidInputError('Ticket', 'is unknown', 'Create it again.');
const lost = () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });

/** An item whose plain requests are answered one after the other. */
function itemAnswering(answers: (() => unknown)[]) {
	const item = stubItem(async () => ({ kind: 'json', data: {} }), sample);
	const asked: string[] = [];
	const waits: number[] = [];
	item.n8n.helpers.httpRequest = async ({ url }: IHttpRequestOptions) => {
		asked.push(url);
		return answers[asked.length - 1]?.();
	};
	item.connection.sleep = async (milliseconds) => {
		waits.push(milliseconds);
	};
	return { item, asked, waits };
}

const file = () => ({
	statusCode: 200,
	headers: { 'content-type': 'image/jpg' },
	body: Buffer.from('ffd8', 'hex'),
});
const fail = () => {
	throw lost();
};

test('fetchPage asks again after a lost connection and gives the file', async () => {
	const { item, asked, waits } = itemAnswering([fail, file]);
	const answer = await fetchPage(item, 'https://mp.weixin.qq.com/cgi-bin/showqrcode?ticket=T', missing);
	expect(answer).toMatchObject({ kind: 'binary', contentType: 'image/jpg' });
	expect(asked).toHaveLength(2);
	expect(waits).toHaveLength(1);
});

test('fetchPage gives up after four attempts', async () => {
	const { item, asked } = itemAnswering([fail, fail, fail, fail, file]);
	const fetched = fetchPage(item, 'https://mp.weixin.qq.com/cgi-bin/showqrcode?ticket=T', missing);
	await expect(fetched).rejects.toThrow(IndeterminateResultError);
	expect(asked).toHaveLength(4);
});

test.each([403, 404, 410])('fetchPage says what is missing at once for %d', async (statusCode) => {
	const gone = () => ({ statusCode, headers: {}, body: Buffer.from('gone') });
	const { item, asked } = itemAnswering([gone]);
	await expect(fetchPage(item, 'https://mp.weixin.qq.com/a', missing)).rejects.toBe(missing);
	expect(asked).toHaveLength(1);
});

test('fetchPage asks again after HTTP 500', async () => {
	const down = () => ({ statusCode: 500, headers: {}, body: Buffer.from('down') });
	const { item, asked } = itemAnswering([down, file]);
	expect(await fetchPage(item, 'https://mp.weixin.qq.com/a', missing)).toMatchObject({ kind: 'binary' });
	expect(asked).toHaveLength(2);
});

const moved = (location: string) => () => ({
	statusCode: 302,
	headers: { location },
	body: Buffer.from(''),
});

test('fetchPage follows a redirect, also one that is given without its host', async () => {
	const { item, asked } = itemAnswering([moved('/b?x=1'), moved('http://example.com/c'), file]);
	expect(await fetchPage(item, 'https://mp.weixin.qq.com/a', missing)).toMatchObject({ kind: 'binary' });
	expect(asked).toEqual([
		'https://mp.weixin.qq.com/a',
		'https://mp.weixin.qq.com/b?x=1',
		'http://example.com/c',
	]);
});

test.each(['file:///etc/passwd', 'ftp://example.com/c', 'data:image/png,x', 'http://[', 'https://'])(
	'fetchPage does not follow a redirect to %s',
	async (location) => {
		const { item, asked } = itemAnswering([moved(location), file]);
		await expect(fetchPage(item, 'https://mp.weixin.qq.com/a', missing)).rejects.toBe(missing);
		expect(asked).toEqual(['https://mp.weixin.qq.com/a']);
	},
);

test('fetchPage follows five redirects, and not a sixth', async () => {
	const five = itemAnswering([...Array.from({ length: 5 }, () => moved('/b')), file]);
	expect(await fetchPage(five.item, 'https://mp.weixin.qq.com/a', missing)).toMatchObject({ kind: 'binary' });
	const six = itemAnswering([...Array.from({ length: 6 }, () => moved('/b')), file]);
	await expect(fetchPage(six.item, 'https://mp.weixin.qq.com/a', missing)).rejects.toBe(missing);
	expect(six.asked).toHaveLength(6);
});

test('fetchPage takes a file of 10 MB, and refuses one byte more', async () => {
	const MB = 1024 * 1024;
	const streaming = (rest: number) => () => ({
		...file(),
		body: Readable.from([...Array.from({ length: 10 }, () => Buffer.alloc(MB)), Buffer.alloc(rest)]),
	});
	const fetched = (rest: number) =>
		fetchPage(itemAnswering([streaming(rest)]).item, 'https://mp.weixin.qq.com/a', missing);
	expect(await fetched(0)).toMatchObject({ kind: 'binary', bytes: { length: 10 * MB } });
	await expect(fetched(1)).rejects.toThrow('has more than 10 MB');
});

test.each(['file:///etc/passwd', 'javascript:0'])('fetchPage asks for nothing at %s', async (url) => {
	const { item, asked } = itemAnswering([file]);
	await expect(fetchPage(item, url, missing)).rejects.toThrow('an unusable address');
	expect(asked).toEqual([]);
});

test('fetchPage sends nothing to something that is no address', async () => {
	const { item, asked } = itemAnswering([file]);
	await expect(fetchPage(item, 'not an address', missing)).rejects.toThrow('an unusable address');
	expect(asked).toEqual([]);
});
