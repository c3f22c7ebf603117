import type { IDataObject } from 'n8n-workflow';
import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { executeOperation } from '../support/executeOperation';
import { findOperation } from '../support/findOperation';
import { stubItem } from '../support/stubItem';

/** What an operation would send. */
async function bodyOf(value: string, params: IDataObject): Promise<unknown> {
	const operation = findOperation('customerService', value);
	const bodies: unknown[] = [];
	const call: Parameters<typeof stubItem>[0] = async ({ body }) => {
		bodies.push(JSON.parse(JSON.stringify(body)));
		return { kind: 'json', data: {} };
	};
	await executeOperation(operation, stubItem(call, operation.sample), {
		...operation.sample.params,
		...params,
	});
	return bodies[0];
}

test('a text keeps its line breaks and leading spaces, and says nothing of an agent that is not given', async () => {
	expect(await bodyOf('sendText', { content: '  a\n b ', options: { kfAccount: ' ' } })).toEqual({
		touser: 'oSAMPLE000000000000000000001',
		msgtype: 'text',
		text: { content: '  a\n b ' },
	});
});

test('a text of exactly 2048 bytes is sent', async () => {
	const content = `${'字'.repeat(682)}ab`;
	expect(await bodyOf('sendText', { content })).toMatchObject({ text: { content } });
});

test('a link card without a picture sends no picurl', async () => {
	expect(await bodyOf('sendNews', { picUrl: '' })).toMatchObject({
		news: { articles: [expect.not.objectContaining({ picurl: expect.anything() as unknown })] },
	});
});

test('an article is sent by its Article ID, or by its Media ID when that is chosen', async () => {
	expect(await bodyOf('sendArticle', { articleId: 'A1', mediaId: 'M1' })).toMatchObject({
		msgtype: 'mpnewsarticle',
		mpnewsarticle: { article_id: 'A1' },
	});
	expect(await bodyOf('sendArticle', { articleBy: 'mediaId', articleId: 'A1', mediaId: 'M1' })).toEqual({
		touser: 'oSAMPLE000000000000000000001',
		msgtype: 'mpnews',
		mpnews: { media_id: 'M1' },
	});
});

test.each([
	[' anna@sample ', { kf_account: 'anna@sample' }],
	['1001＠wx', { kf_account: '1001@wx' }],
	['', undefined],
	[null, undefined],
	[undefined, undefined],
])('with the agent %j a message carries %j', async (kfAccount, expected) => {
	const body = (await bodyOf('sendText', { options: { kfAccount } })) as IDataObject;
	expect(body.customservice).toEqual(expected);
});

test.each([
	[true, { is_ai_msg: 1 }],
	[false, undefined],
	[undefined, undefined],
])('marked as AI-generated: %j, a message carries %j', async (aiGenerated, expected) => {
	const body = (await bodyOf('sendImage', { options: { aiGenerated } })) as IDataObject;
	expect(body.aimsgcontext).toEqual(expected);
});

test.each([
	[
		'sendText',
		{ content: '字'.repeat(683), options: { longText: 'refuse' } },
		'Text: has 2049 bytes, the limit is 2048',
	],
	['sendText', { content: '字'.repeat(40_000) }, 'Text: would become 59 messages, the limit is 5'],
	['sendText', { content: ' \n' }, 'Text: is empty'],
	['sendText', { touser: '' }, 'To OpenID: is empty'],
	['sendText', { touser: 'o1,o2' }, 'To OpenID: holds something other than one OpenID'],
	['sendImage', { mediaId: '' }, 'Media ID: is empty'],
	['sendVideo', { thumbMediaId: '' }, 'Thumbnail Media ID: is empty'],
	['sendMusic', { musicUrl: 'song.mp3' }, 'Music URL: is not a web address'],
	['sendNews', { url: 'javascript:alert(1)' }, 'URL: is not a web address'],
	['sendNews', { title: '' }, 'Title: is empty'],
	['sendNews', { picUrl: 'x' }, 'Picture URL: is not a web address'],
	['sendMenu', { answers: {} }, 'Answers: is empty'],
	['sendMenu', { answers: { answer: [{ id: '', content: 'Yes' }] } }, 'Answer 1, ID: is empty'],
	['sendMiniProgramPage', { miniProgramAppId: 'gh_1' }, 'Mini Program AppID: must be "wx"'],
	['sendCard', { cardId: '' }, 'Card ID: is empty'],
	['sendArticle', { articleId: '' }, 'Article: is empty'],
	['sendArticle', { articleBy: 'mediaId', mediaId: ' ' }, 'Media ID: is empty'],
	['sendMiniProgramPage', { title: '' }, 'Title: is empty'],
	['sendMenu', { answers: { answer: [{ id: 'a', content: ' ' }] } }, 'Answer 1, Text: is empty'],
	['setTyping', { touser: '王' }, 'To OpenID: holds something other than one OpenID'],
])('%s with %j is refused before any call', async (value, params, message) => {
	await expect(bodyOf(value, params as IDataObject)).rejects.toThrow(InvalidInputError);
	await expect(bodyOf(value, params as IDataObject)).rejects.toThrow(message);
});

test('a menu leaves out the texts that are empty', async () => {
	const body = (await bodyOf('sendMenu', { headContent: '', tailContent: '' })) as IDataObject;
	expect(Object.keys(body.msgmenu as IDataObject)).toEqual(['list']);
});

test('a message gives its receiver and its type, a typing state its receiver', async () => {
	const outputOf = async (value: string) => {
		const operation = findOperation('customerService', value);
		const call: Parameters<typeof stubItem>[0] = async () => ({ kind: 'json', data: { errcode: 0 } });
		return (await executeOperation(operation, stubItem(call, operation.sample)))[0]?.json;
	};
	const touser = 'oSAMPLE000000000000000000001';
	expect(await outputOf('sendText')).toEqual({ touser, msgtype: 'text', success: true });
	expect(await outputOf('sendNews')).toEqual({ touser, msgtype: 'news', success: true });
	expect(await outputOf('setTyping')).toEqual({ touser, success: true });
});
