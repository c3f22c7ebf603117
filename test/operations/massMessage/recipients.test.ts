import type { IDataObject } from 'n8n-workflow';
import { type CannedPlatform, startCannedPlatform } from '../support/cannedPlatform';
import { findOperation } from '../support/findOperation';
import { NODE, runOperation } from '../support/runOperation';

const SENT = { errcode: 0, errmsg: 'send job submission success', msg_id: 34182 };
/** n8n lets it pass for a text. */
const BLANK = '\u200b';
const KINDS = ['sendText', 'sendImages', 'sendVoice', 'sendVideo', 'sendArticle'];
const openids = (count: number) => Array.from({ length: count }, (_, i) => `o${String(i).padStart(27, '0')}`);

let platform: CannedPlatform;
beforeAll(async () => {
	platform = await startCannedPlatform();
});
afterAll(async () => await platform.close());

/** Carries out a mass send with the sample's content. */
async function send(kind: string, change: IDataObject, answer: IDataObject = SENT) {
	platform.answer(({ path }) => ({
		json: path === '/cgi-bin/user/get' ? { total: 12345, count: 1 } : answer,
	}));
	const operation = findOperation('massMessage', kind);
	const { items, error } = await runOperation(platform.url, operation, {
		params: { ...operation.sample.params, ...change },
	});
	const paths = platform.received.map(({ path }) => path);
	const bodies = platform.received.map(({ body }) => JSON.parse(body.toString() || '{}') as IDataObject);
	return {
		output: items(NODE)[0]?.json,
		error,
		description: descriptionOf(error),
		paths,
		body: bodies.at(-1),
	};
}

const descriptionOf = (error: unknown) =>
	String((error as { description?: string } | undefined)?.description);

test.each(KINDS)(
	'%s to all followers sends nothing without the words, and says how many it would reach',
	async (kind) => {
		for (const confirmAll of ['', 'yes', 'send', 'do not send to all']) {
			const { error, description, paths } = await send(kind, { recipients: 'all', confirmAll });
			expect(paths).toEqual(['/cgi-bin/user/get']);
			expect(`${error?.message} ${description}`).toContain('12345 followers');
			expect(description).toContain('one mass message a day');
			expect(description).toContain('four times a calendar month');
			expect(description).toContain('Type send to all');
		}
	},
);

test.each(KINDS)('%s to all followers goes out once the words are typed, in whatever case', async (kind) => {
	const { body, paths, output } = await send(kind, { recipients: 'all', confirmAll: ' Send to ALL ' });
	expect(paths).toEqual(['/cgi-bin/message/mass/sendall']);
	expect(body).toMatchObject({ filter: { is_to_all: true } });
	expect(output).toMatchObject({ is_to_all: true, msg_id: '34182' });
});

test('an unconfirmed message to all names what else is wrong too', async () => {
	const { description } = await send('sendText', { recipients: 'all', content: BLANK });
	expect(description).toMatch(/Text is empty/);
	expect(description).toMatch(/12345 followers/);
});

test('an unconfirmed message to all is refused as well when the number of followers cannot be read', async () => {
	platform.answer(() => ({ json: { errcode: 48001, errmsg: 'api unauthorized' } }));
	const operation = findOperation('massMessage', 'sendText');
	const { error } = await runOperation(platform.url, operation, {
		params: { ...operation.sample.params, recipients: 'all' },
	});
	expect(error?.message).toContain('every follower');
	expect(platform.received.map(({ path }) => path)).toEqual(['/cgi-bin/user/get']);
});

test('a list of OpenIDs goes out as one message', async () => {
	const list = openids(3);
	const { body, paths, output } = await send('sendText', {
		recipients: 'openids',
		openids: list.join(','),
	});
	expect(paths).toEqual(['/cgi-bin/message/mass/send']);
	expect(body).toMatchObject({ touser: list, msgtype: 'text' });
	expect(body).not.toHaveProperty('filter');
	expect(output).toMatchObject({ recipients: 3, msg_id: '34182' });
});

test.each([
	[0, 'is empty', 'at least one'],
	[1, 'holds one OpenID, a mass message takes 2 to 10000', 'customer service message'],
	[10_001, 'holds 10001 OpenIDs, a mass message takes 2 to 10000', 'Split the list'],
])('%i OpenIDs are refused before any call', async (count, rule, remedy) => {
	const { error, description, paths } = await send('sendText', {
		recipients: 'openids',
		openids: openids(count).join(' ') || BLANK,
	});
	expect(error?.message).toContain(rule);
	expect(description).toContain(remedy);
	expect(paths).toEqual([]);
});

test.each([2, 10_000])('%i OpenIDs go out', async (count) => {
	const { error, body } = await send('sendText', {
		recipients: 'openids',
		openids: openids(count).join(' '),
	});
	expect(error).toBeUndefined();
	expect(body?.touser).toEqual(openids(count));
});

test('20 images go out, below a text without white space around it', async () => {
	const ids = Array.from({ length: 20 }, (_, index) => `media-${index}`);
	const { body } = await send('sendImages', { mediaIds: ids.join(','), recommend: ' 本周新品\u200b ' });
	expect(body?.images).toMatchObject({ media_ids: ids, recommend: '本周新品' });
});

test.each([
	[true, 1],
	[false, 0],
])('an article that WeChat may take for a reprint is sent: %s', async (ignoreReprint, flag) => {
	const { body } = await send('sendArticle', { options: { ignoreReprint } });
	expect(body).toMatchObject({ send_ignore_reprint: flag });
});

test('everything that is wrong with images is named at once, before any call', async () => {
	const { description, paths } = await send('sendImages', {
		recipients: 'openids',
		openids: 'o1',
		mediaIds: 'a.png\na b',
	});
	expect(description).toContain('holds one OpenID');
	expect(description).toContain('has a picture at a.png, which is not a web address');
	expect(description).toContain('is not one ID');
	expect(paths).toEqual([]);
});

test('more than 20 images are refused before any call', async () => {
	const mediaIds = Array.from({ length: 21 }, (_, index) => `media-${index}`).join(',');
	const { error, paths } = await send('sendImages', { mediaIds });
	expect(error?.message).toContain('holds 21 images, the limit is 20');
	expect(paths).toEqual([]);
});

test.each([
	['everybody', 1, 0],
	['followers', 1, 1],
	['nobody', 0, 0],
])('comments of images for %s', async (comments, open, fans) => {
	const { body } = await send('sendImages', { options: { comments } });
	expect(body?.images).toMatchObject({ need_open_comment: open, only_fans_can_comment: fans });
});

test.each([
	['\u200b新品上架 ', '新品上架'],
	[' ', undefined],
	[undefined, undefined],
])('the title %j of images goes out as %j', async (title, sent) => {
	const { body } = await send('sendImages', { options: { title } });
	expect((body?.images as { title?: string }).title).toBe(sent);
});
