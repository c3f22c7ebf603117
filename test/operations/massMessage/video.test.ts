import type { IDataObject } from 'n8n-workflow';
import { WechatApiError } from '../../../core/errors/WechatErrors';
import type { ApiRequest } from '../../../core/api/wire';
import { executeOperation } from '../support/executeOperation';
import { findOperation } from '../support/findOperation';
import { NODE, runOperation } from '../support/runOperation';
import { SAMPLE_FOLLOWERS, type SimulatedAccount, startSimulatedAccount } from '../support/simulatedAccount';
import { stubItem } from '../support/stubItem';

const UPLOAD = '/cgi-bin/media/uploadvideo';
const operation = findOperation('massMessage', 'sendVideo');
const [reader, other] = SAMPLE_FOLLOWERS;

let account: SimulatedAccount;
beforeAll(async () => {
	account = await startSimulatedAccount();
});
afterAll(async () => await account.close());

const calls = async () => {
	const made = await account.simulator.control.calls();
	return made
		.filter(({ path }) => path === UPLOAD || path.startsWith('/cgi-bin/message/mass/'))
		.map(({ path, requestBody }) => ({ path, body: JSON.parse(requestBody) as IDataObject }));
};

const DESCRIPTION = encodeURIComponent(JSON.stringify({ title: '新品', introduction: '一分钟看懂' }));

test.each([
	['temporary', '/cgi-bin/media/upload'],
	['permanent', `/cgi-bin/material/add_material?description=${DESCRIPTION}`],
])('a %s video is made ready and sent, with its texts', async (_sort, path) => {
	await account.renew();
	const mediaId = await account.upload(path, 'video');
	const { items, error } = await runOperation(account.simulator.urls.api, operation, {
		params: {
			...operation.sample.params,
			...{ recipients: 'openids', openids: `${reader}, ${other}`, mediaId, options: {} },
		},
		app: account.app,
	});
	expect(error).toBeUndefined();
	expect(items(NODE)[0]?.json).toMatchObject({ msgtype: 'mpvideo', msg_id: expect.any(String) });
	const [prepared, sent, ...more] = await calls();
	expect(more).toEqual([]);
	expect(prepared).toEqual({
		path: UPLOAD,
		body: { media_id: mediaId, title: '新品', description: '一分钟看懂' },
	});
	expect((sent?.body.mpvideo as IDataObject).media_id).not.toBe(mediaId);
});

test('a preview makes the video ready, too', async () => {
	await account.renew();
	const preview = findOperation('massMessage', 'preview');
	const { items, error } = await runOperation(account.simulator.urls.api, preview, {
		params: {
			...preview.sample.params,
			...{ massType: 'mpvideo', mediaId: await account.upload('/cgi-bin/media/upload', 'video') },
		},
		app: account.app,
	});
	expect(error).toBeUndefined();
	expect(items(NODE)[0]?.json).toEqual({
		touser: reader,
		msgtype: 'mpvideo',
		msg_id: expect.any(String) as string,
		success: true,
	});
	expect((await calls()).map(({ path }) => path)).toEqual([UPLOAD, '/cgi-bin/message/mass/preview']);
});

/** Sends a video while uploadvideo is refused with a code, or answers something; gives what was called and the error. */
async function sendWhile(answer: number | IDataObject, options: IDataObject = {}, texts: IDataObject = {}) {
	const bodies: Array<[string, unknown]> = [];
	const videos: unknown[] = [];
	const call = async ({ path, body }: ApiRequest) => {
		videos.push(body?.mpvideo ?? body);
		bodies.push([path, (body?.mpvideo as IDataObject | undefined)?.media_id ?? body?.media_id]);
		if (path !== UPLOAD) return { kind: 'json' as const, data: operation.sample.response };
		if (typeof answer === 'object') return { kind: 'json' as const, data: answer };
		throw new WechatApiError({ errcode: answer, errmsg: 'x', path, body: {} });
	};
	const item = stubItem(call, operation.sample);
	const error: unknown = await executeOperation(operation, item, {
		...operation.sample.params,
		...{ mediaId: 'GIVEN', options, ...texts },
	}).then(
		() => undefined,
		(thrown: unknown) => thrown,
	);
	return { bodies, videos, error };
}

const SEND = '/cgi-bin/message/mass/sendall';

test.each([
	['uploadvideo does not know', 40007],
	['WeChat has no uploadvideo any more for', 40066],
	['uploadvideo gives no other media_id for', {}],
])('a media_id that %s is sent as it is', async (_case, answer) => {
	const { bodies, error } = await sendWhile(answer);
	expect(error).toBeUndefined();
	expect(bodies).toEqual([
		[UPLOAD, 'GIVEN'],
		[SEND, 'GIVEN'],
	]);
});

test('a video that is refused for another reason is not sent', async () => {
	const { bodies, error } = await sendWhile(48001);
	expect(bodies).toEqual([[UPLOAD, 'GIVEN']]);
	expect(error).toBeInstanceOf(WechatApiError);
});

test('a video that is said to be ready is sent without another call', async () => {
	expect((await sendWhile({ media_id: 'NEW' }, { videoIsReady: true })).bodies).toEqual([[SEND, 'GIVEN']]);
	expect((await sendWhile({ media_id: 'NEW' })).bodies).toEqual([
		[UPLOAD, 'GIVEN'],
		[SEND, 'NEW'],
	]);
});

test('a video without texts is made ready with empty ones, and sent with none', async () => {
	const { videos } = await sendWhile({ media_id: 'NEW' }, {}, { title: '', description: '' });
	expect(videos).toEqual([
		{ media_id: 'GIVEN', title: '', description: '' },
		{ media_id: 'NEW', title: undefined, description: undefined },
	]);
});
