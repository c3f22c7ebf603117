import type { IDataObject } from 'n8n-workflow';
import {
	IndeterminateResultError,
	InvalidInputError,
	WechatApiError,
} from '../../../core/errors/WechatErrors';
import { describeFailure } from '../../../nodes/transport/describeFailure';
import { executeOperation } from '../support/executeOperation';
import { findOperation } from '../support/findOperation';
import { stubItem } from '../support/stubItem';

const publish = findOperation('article', 'publish');
const SUBMITTED = { errcode: 0, errmsg: 'ok', publish_id: '100000001', msg_data_id: '2247483647' };
const RUNNING = { publish_id: '100000001', publish_status: 1 };
const DONE = {
	publish_id: '100000001',
	publish_status: 0,
	article_id: 'ARTICLE',
	article_detail: {
		count: 2,
		item: [1, 2].map((idx) => ({ idx, article_url: `http://mp.weixin.qq.com/s/${idx}` })),
	},
	fail_idx: [],
};

/** Publishes with these answers, on a clock that moves with every wait. */
async function run(answers: (IDataObject | Error)[], params: IDataObject = {}) {
	let now = 0;
	const waits: number[] = [];
	const paths: string[] = [];
	const item = stubItem(async ({ path }) => {
		const answer = answers[paths.length] ?? answers.at(-1);
		paths.push(path);
		if (answer instanceof Error) throw answer;
		return { kind: 'json', data: answer ?? {} };
	}, publish.sample);
	item.connection.now = () => now;
	item.connection.sleep = async (milliseconds) => {
		waits.push(milliseconds / 1000);
		now += milliseconds;
	};
	const all = { ...publish.sample.params, waitPublished: true, ...params };
	const result = await executeOperation(publish, item, all).then(
		([output]) => ({ json: output?.json, error: undefined }),
		(error: unknown) => ({ json: undefined, error }),
	);
	return { ...result, waits, paths: paths.map((path) => path.split('/').pop()) };
}

const refusal = (errcode: number, path: string) =>
	new WechatApiError({ errcode, errmsg: 'x', path, body: {} });
const said = (error: unknown) => describeFailure(error, { effect: 'write', now: 0, hints: publish.hints });

test('waits until the article is published and gives its links', async () => {
	const { json, waits, paths } = await run([SUBMITTED, RUNNING, RUNNING, DONE]);
	expect(json).toMatchObject({
		media_id: 'SAMPLE-draft-id-1',
		publish_id: '100000001',
		msg_data_id: '2247483647',
		publish_state: 'published',
		article_id: 'ARTICLE',
		article_urls: ['http://mp.weixin.qq.com/s/1', 'http://mp.weixin.qq.com/s/2'],
	});
	expect(paths).toEqual(['submit', 'get', 'get', 'get']);
	expect(waits).toEqual([2, 3, 5]);
});

test('asks seldom, and goes on unfinished when the time is over', async () => {
	const { json, waits } = await run([SUBMITTED, RUNNING]);
	expect(json).toMatchObject({ publish_state: 'publishing', publish_id: '100000001' });
	expect(waits.reduce((sum, wait) => sum + wait, 0)).toBe(120);
	expect(waits.length).toBeLessThan(10);
});

test('does not wait when told so', async () => {
	const { json, paths } = await run([SUBMITTED], { waitPublished: false });
	expect(paths).toEqual(['submit']);
	expect(json).toEqual({ media_id: 'SAMPLE-draft-id-1', publish_id: '100000001', msg_data_id: '2247483647' });
});

test.each([
	[2, 'the check of original content (原创) failed (article 2 of the draft, counted from 1)'],
	[3, 'publishing failed'],
	[4, 'WeChat’s review refused it'],
	[5, 'it was deleted after it had been published'],
	[6, 'WeChat took it down after it had been published'],
])('publish_status %i is an error that names draft and job', async (publish_status, problem) => {
	const fail_idx = publish_status === 2 ? [2] : [];
	const { error } = await run([SUBMITTED, { publish_id: '100000001', publish_status, fail_idx }]);
	expect(error).toBeInstanceOf(InvalidInputError);
	expect(String(error)).toContain(`SAMPLE-draft-id-1 was not published: ${problem}`);
	expect(String(error)).toContain('publish_id 100000001');
});

test('a publication that failed says that test accounts cannot publish', async () => {
	const { error } = await run([SUBMITTED, { publish_id: '100000001', publish_status: 3, fail_idx: [] }]);
	expect(error).toMatchObject({
		remedy: expect.stringContaining('A test account (测试号) cannot publish') as string,
	});
});

test('an account that may not publish is told that the draft is there, and where to publish it by hand', async () => {
	const { error, paths } = await run([refusal(48001, '/cgi-bin/freepublish/submit')]);
	const { message, description } = said(error);
	expect(paths).toEqual(['submit']);
	expect(message).toContain('the draft SAMPLE-draft-id-1 is untouched');
	expect(description).toContain('草稿箱');
});

test.each([
	[40007, 'it is gone once it is published'],
	[40114, 'it is gone once it is published'],
	[53503, 'is already published. Open it in the console (mp.weixin.qq.com'],
	[45009, 'WeChat publishes 100 drafts a day. The draft is untouched: publish it tomorrow.'],
])('a draft that WeChat refuses with %i is handed in once, and the remedy is named', async (code, remedy) => {
	const { error, paths } = await run([refusal(code, '/cgi-bin/freepublish/submit')]);
	expect(paths).toEqual(['submit']);
	const { message, description } = said(error);
	expect(message).toContain(`(WeChat ${code})`);
	expect(description).toContain(remedy);
});

test.each<[string, Error, string]>([
	[
		'refused',
		refusal(45009, '/cgi-bin/freepublish/get'),
		'WeChat answers 100 requests a day for the status of publishing jobs. The draft has been submitted',
	],
	[
		'lost',
		new IndeterminateResultError('maybe-sent', 'the connection was closed', '/cgi-bin/freepublish/get'),
		'the connection was closed',
	],
])(
	'a status request that is %s after submission does not fail the item, so the draft is not submitted again',
	async (_what, failure, text) => {
		const { json, error } = await run([SUBMITTED, RUNNING, failure]);
		expect(error).toBeUndefined();
		expect(json).toMatchObject({
			publish_id: '100000001',
			publish_state: 'publishing',
			article_urls: [],
			status: { problem: expect.stringContaining(text) as string },
		});
		expect(JSON.stringify(json)).not.toContain('publish it tomorrow');
	},
);

test('a status that nobody knows is not taken for published', async () => {
	const { json } = await run([SUBMITTED, { publish_id: '100000001', publish_status: 9 }]);
	expect(json).toMatchObject({
		publish_state: 'publishing',
		status: { problem: expect.stringContaining('no known publish_status (9)') as string },
	});
});

describe('Get Status', () => {
	const getStatus = findOperation('article', 'getStatus');
	async function stateOf(answer: IDataObject) {
		const item = stubItem(async () => ({ kind: 'json', data: answer }), getStatus.sample);
		const [output] = await executeOperation(getStatus, item, getStatus.sample.params);
		return output?.json;
	}

	test.each([
		[2, 'originalRefused', /^The check of original content \(原创\) failed.*\. Take the mark/],
		[3, 'failed', /^Publishing failed.*\. Publish the draft again later/],
		[4, 'reviewRefused', /^WeChat’s review refused it.*\. Change the articles under fail_idx/],
		[5, 'deleted', /^It was deleted after it had been published.*\. To have it again/],
		[6, 'banned', /^WeChat took it down after it had been published.*\. The WeChat console says why/],
	])('says what went wrong and what to do at publish_status %i', async (publish_status, state, problem) => {
		const json = await stateOf({ publish_id: '100000001', publish_status, fail_idx: [2] });
		expect(json).toMatchObject({ publish_state: state, problem: expect.stringMatching(problem) as string });
		expect(json?.problem).toContain(' (article 2 of the draft, counted from 1). ');
	});

	test.each([0, 1])('says nothing of a problem at publish_status %i', async (publish_status) => {
		expect(await stateOf({ publish_id: '100000001', publish_status })).not.toHaveProperty('problem');
	});
});

test('deleting demands the switch, and one article is not all of them', async () => {
	const remove = findOperation('article', 'delete');
	const sent: unknown[] = [];
	const item = stubItem(async ({ body }) => {
		sent.push(body);
		return { kind: 'json', data: { errcode: 0 } };
	}, remove.sample);
	const params = remove.sample.params;
	await expect(executeOperation(remove, item, { ...params, confirm: false })).rejects.toThrow(
		'Confirm: is off',
	);
	await expect(executeOperation(remove, item, { ...params, articleNumber: 0 })).rejects.toThrow(
		InvalidInputError,
	);
	await executeOperation(remove, item, params);
	await executeOperation(remove, item, { ...params, deleteWhich: 'all' });
	expect(sent).toEqual([
		{ article_id: 'SAMPLE-article-id-1', index: 1 },
		{ article_id: 'SAMPLE-article-id-1', index: 0 },
	]);
});
