import type { IDataObject } from 'n8n-workflow';
import { type CannedPlatform, startCannedPlatform } from '../support/cannedPlatform';
import { findOperation } from '../support/findOperation';
import { NODE, runOperation } from '../support/runOperation';
import { pngNumber } from './pictureFiles';

const update = findOperation('draft', 'update');
const PATH = '/cgi-bin/draft/update';

let platform: CannedPlatform;
beforeAll(async () => {
	platform = await startCannedPlatform();
});
afterAll(async () => await platform.close());

async function run(params: IDataObject, answer: IDataObject = { errcode: 0, errmsg: 'ok' }) {
	platform.answer(({ path }) => {
		if (path === '/picture') return { bytes: pngNumber(1), headers: { 'content-type': 'image/png' } };
		return { json: path === PATH ? answer : { url: 'http://mmbiz.qpic.cn/1', media_id: 'MATERIAL' } };
	});
	const { items, error } = await runOperation(platform.url, update, {
		params: { ...update.sample.params, ...params },
	});
	const sent = platform.received.find(({ path }) => path === PATH)?.body.toString();
	return {
		error,
		description: String((error as { description?: string } | undefined)?.description),
		output: items(NODE)[0]?.json,
		body: sent === undefined ? undefined : (JSON.parse(sent) as IDataObject),
		paths: platform.received.map(({ path }) => path),
	};
}

const withPicture = () => ({ content: `<p>正文</p><img src="${platform.url}/picture">` });

test.each([0, 7])('the article at %i is replaced, and the output says of what it was made', async (index) => {
	const { body, output } = await run({ ...withPicture(), index });
	expect(body).toMatchObject({
		media_id: 'SAMPLE-draft-id-1',
		index,
		articles: { title: '新品到店', content: expect.stringContaining('http://mmbiz.qpic.cn/1') as string },
	});
	expect(output).toMatchObject({
		media_id: 'SAMPLE-draft-id-1',
		index,
		articles: [{ title: '新品到店', thumb_media_id: 'SAMPLE-material-id-1' }],
		images: [{ from: `${platform.url}/picture`, to: 'http://mmbiz.qpic.cn/1' }],
	});
});

test('everything that is wrong is named at once, before any call', async () => {
	const { error, paths } = await run({
		draftMediaId: { __rl: true, mode: 'id', value: '={{ "a b" }}' },
		index: '={{ 8 }}',
		content: ' ',
	});
	for (const field of ['Draft', 'Article Index', 'Text']) expect(error?.message).toContain(field);
	expect(paths).toEqual([]);
});

test('a position without an article is refused with what was uploaded before, and the remedy', async () => {
	const { error, description } = await run(withPicture(), { errcode: 40114, errmsg: 'invalid index value' });
	expect(error?.message).toContain('1 picture was uploaded before');
	expect(description).toContain('Correct Article Index: the first article is 0.');
});
