import type { IDataObject } from 'n8n-workflow';
import { type CannedAnswer, type CannedPlatform, startCannedPlatform } from '../support/cannedPlatform';
import { findOperation } from '../support/findOperation';
import { NODE, runOperation } from '../support/runOperation';
import { pngNumber, PICTURES } from '../draft/pictureFiles';

const ANNA = 'oAAAA000000000000000000000001';
const sendText = findOperation('customerService', 'sendText');

let platform: CannedPlatform;
beforeAll(async () => {
	platform = await startCannedPlatform();
});
afterAll(async () => await platform.close());

const picture = (number: number) => `${platform.url}/pictures/${number}`;
const refusal = (errcode: number): CannedAnswer => ({ json: { errcode, errmsg: 'refused' } });

/** Sends Markdown; pictures are under /pictures, uploads get the ids M1, M2, …; `special` goes before both. */
async function send(
	content: string,
	special: (path: string, body: IDataObject) => CannedAnswer | undefined = () => undefined,
	options: IDataObject = {},
) {
	let uploads = 0;
	platform.answer(({ path, body, contentType }) => {
		const json = contentType.includes('json') ? (JSON.parse(body.toString()) as IDataObject) : {};
		const own = special(path, json);
		if (own) return own;
		if (path.startsWith('/pictures/')) {
			return { bytes: pngNumber(Number(path.split('/')[2])), headers: { 'content-type': 'image/png' } };
		}
		if (path !== '/cgi-bin/media/upload') return { json: { errcode: 0, errmsg: 'ok' } };
		uploads += 1;
		return { json: { type: 'image', media_id: `M${uploads}` } };
	});
	const { items, error } = await runOperation(platform.url, sendText, {
		params: {
			touser: ANNA,
			content,
			options: { textFormat: 'markdown', markdownPictures: 'messages', ...options },
		},
		input: [{ json: {} }],
	});
	const messages = platform.received
		.filter(({ path }) => path.endsWith('/custom/send'))
		.map(({ body }) => JSON.parse(body.toString()) as IDataObject)
		.map(({ msgtype, text, image }) => [
			msgtype,
			(text as IDataObject)?.content ?? (image as IDataObject)?.media_id,
		]);
	return { messages, error, output: items(NODE)[0]?.json ?? {} };
}

test('pictures of a text are image messages between its parts, each once', async () => {
	const { messages, output } = await send(
		`# New\n\n![one](${picture(1)})\n\ntext ![two](${picture(2)})\n\n![one](${picture(1)})`,
	);
	expect(messages).toEqual([
		['text', '【New】'],
		['image', 'M1'],
		['text', 'text'],
		['image', 'M2'],
	]);
	expect(output).toEqual({ touser: ANNA, msgtype: 'text', success: true, messages: 4 });
});

test('pictures follow the text where there would be more than five messages between its parts', async () => {
	const steps = [1, 2, 3].map((number) => `step ${number}\n\n![${number}](${picture(number)})`);
	const { messages } = await send(`${steps.join('\n\n')}\n\ndone`);
	expect(messages).toEqual([
		['text', 'step 1\n\nstep 2\n\nstep 3\n\ndone'],
		...[1, 2, 3].map((number) => ['image', `M${number}`]),
	]);
});

test('a picture in the middle that fails is a line between the texts', async () => {
	const { messages } = await send(`a\n\n![one](${picture(1)})\n\nb`, (path) =>
		path.startsWith('/pictures/') ? refusal(1) : undefined,
	);
	expect(messages).toEqual([
		['text', 'a'],
		['text', `one ${picture(1)}`],
		['text', 'b'],
	]);
});

test.each([40_000, 1_000_000])(
	'a text of %i characters ends after five messages where that is chosen',
	async (length) => {
		const { messages, error } = await send('长'.repeat(length), undefined, {
			textFormat: 'plain',
			longText: 'splitThenShorten',
		});
		expect(error).toBeUndefined();
		expect(messages).toEqual([
			...Array.from({ length: 4 }, () => ['text', '长'.repeat(682)]),
			['text', `${'长'.repeat(681)}…`],
		]);
	},
);

test('a text of a million characters is refused at once', async () => {
	const { messages, error } = await send('长'.repeat(1_000_000), undefined, { textFormat: 'plain' });
	expect(messages).toEqual([]);
	expect(error?.message).toContain('would become at least 1465 messages, the limit is 5');
});

test('a text that is nothing but a picture is an image message', async () => {
	expect((await send(`![one](${picture(1)})`)).messages).toEqual([['image', 'M1']]);
});

test('without the option pictures stay links, and nothing is fetched', async () => {
	const { messages } = await send(`![one](${picture(1)})`, undefined, { markdownPictures: 'links' });
	expect(messages).toEqual([['text', `<a href="${picture(1)}">one</a>`]]);
	expect(platform.received).toHaveLength(1);
});

test.each<[string, (path: string, body: IDataObject) => CannedAnswer | undefined, string]>([
	[
		'is not there',
		(path) => (path === '/pictures/1' ? { bytes: Buffer.alloc(0), headers: {}, status: 404 } : undefined),
		'was not found on its host',
	],
	[
		'is a broken WebP',
		(path) => (path === '/pictures/1' ? { bytes: PICTURES.webp, headers: {} } : undefined),
		'is a broken WEBP file',
	],
	[
		'cannot be uploaded',
		(path) => (path === '/cgi-bin/media/upload' ? refusal(48001) : undefined),
		'cannot be uploaded',
	],
])('a picture that %s becomes a line with description and address', async (_name, special, problem) => {
	const { messages, output, error } = await send(`hello\n\n![one](${picture(1)})`, special);
	expect(error).toBeUndefined();
	expect(messages).toEqual([
		['text', 'hello'],
		['text', `one ${picture(1)}`],
	]);
	expect(output.failedPictures).toEqual([
		{ from: picture(1), problem: expect.stringContaining(problem) as unknown },
	]);
});

test('pictures that fail one after the other are one message', async () => {
	const { messages } = await send(
		`![one](${picture(1)})\n![two](${picture(2)})\n![three](${picture(3)})`,
		(path) => (path.startsWith('/pictures/') && !path.endsWith('3') ? refusal(1) : undefined),
	);
	expect(messages).toEqual([
		['text', `one ${picture(1)}\ntwo ${picture(2)}`],
		['image', 'M1'],
	]);
});

test('an image message that WeChat refuses becomes a line', async () => {
	const { messages } = await send(`![one](${picture(1)})`, (_path, { msgtype }) =>
		msgtype === 'image' ? refusal(40007) : undefined,
	);
	expect(messages).toEqual([
		['image', 'M1'],
		['text', `one ${picture(1)}`],
	]);
});

test('an image message of which nobody knows whether it arrived is not followed by a line', async () => {
	const { messages, error } = await send(`hello\n\n![one](${picture(1)})`, (_path, { msgtype }) =>
		msgtype === 'image' ? 'drop the connection' : undefined,
	);
	expect(messages).toEqual([
		['text', 'hello'],
		['image', 'M1'],
	]);
	expect((error as { description?: string }).description).toContain(
		'Message 1 of 2 was sent, number 2 may have been. Do not send the text again',
	);
});

test('pictures beyond the five messages become lines of the text, and none of them is fetched', async () => {
	const images = [1, 2, 3, 4, 5, 6].map((number) => `![${number}](${picture(number)})`).join('\n\n');
	const { messages } = await send(`hello\n\n${images}`);
	expect(messages).toEqual([
		['text', `hello\n\n5 ${picture(5)}\n\n6 ${picture(6)}`],
		...[1, 2, 3, 4].map((number) => ['image', `M${number}`]),
	]);
	expect(platform.received.filter(({ path }) => path.startsWith('/pictures/'))).toHaveLength(4);
});
