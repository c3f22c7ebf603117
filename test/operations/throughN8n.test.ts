import { OPERATIONS } from '../../nodes/Wechat/resources';
import type { Operation } from '../../nodes/Wechat/operation';
import {
	CANNED_TOKEN,
	type CannedAnswer,
	type CannedPlatform,
	type ReceivedRequest,
	startCannedPlatform,
} from './support/cannedPlatform';
import { fileOf } from './support/fileOf';
import { findOperation } from './support/findOperation';
import { nameOf, plain } from './support/registryRules';
import { itemWithFile, NODE, runOperation } from './support/runOperation';
import { SAMPLE_APPID, sampleAnswer } from './support/stubItem';
import { varyParameter } from './support/varyParameter';

const REFUSAL = { errcode: 40035, errmsg: 'invalid parameters rid: 61725984-6126f6f9-040f19c4' };
const EVERY = OPERATIONS.map((operation) => [nameOf(operation), operation] as const);
const THROUGH_API = EVERY.filter(([, { sample }]) => sample.request && sample.request.auth !== 'none');

let platform: CannedPlatform;
beforeAll(async () => {
	platform = await startCannedPlatform();
});
afterAll(async () => await platform.close());

const DONE = { json: { errcode: 0, errmsg: 'ok' } };

/** The sample's answer; of an operation with several calls, to the one that its sample shows. */
function cannedSample({ sample }: Operation, path: string): CannedAnswer {
	if (sample.request && sample.request.path !== path) return DONE;
	const answer = sampleAnswer(sample);
	if (answer.kind === 'json') return { json: answer.data };
	const fileName = Buffer.from(answer.fileName ?? '', 'utf8').toString('latin1');
	return {
		bytes: answer.bytes,
		headers: {
			'content-type': answer.contentType,
			'content-disposition': `attachment; filename="${fileName}"`,
		},
	};
}

/** Values of the test that the node did not take. */
function refusalFindings(what: string, operation: Operation, error: Error | undefined): string[] {
	return error ? [`${fileOf(operation)}: ${what} must be accepted, but: ${error.message}`] : [];
}

/** An account whose JS-SDK ticket no earlier test has fetched. */
const unknownAccount = (number: number) => ({
	appid: `wx00000000000000c${number}`,
	secret: '0123456789abcdef0123456789abcdef',
});

/** What n8n signs differs from run to run. */
const RESUME_URL = /http:\/\/127\.0\.0\.1\/webhook-waiting\/[^"]*?&signature=[0-9a-f]{64}/;
const SAMPLE_RESUME_URL = 'https://n8n.example.com/webhook-waiting/1/node?item=0&signature=SAMPLE';

/** The request as a sample would show it. */
function asSample({ sample }: Operation, received: ReceivedRequest | undefined): unknown {
	if (!received) return undefined;
	const { method, path, accessToken, body, contentType } = received;
	const { upload, form, expects, auth } = sample.request ?? {};
	const { appid, secret, ...query } = received.query;
	const multipart = contentType.startsWith('multipart/');
	return {
		method,
		path,
		query: {
			...query,
			// Calls without the account's token may carry that of a user.
			...(auth === 'none' ? { appid, access_token: accessToken } : {}),
			...(auth === 'app' && appid === SAMPLE_APPID && secret ? {} : { secret }),
		},
		...(auth ? { auth } : {}),
		...(expects ? { expects } : {}),
		...(body.length > 0 && !multipart
			? { body: JSON.parse(body.toString('utf8').replace(RESUME_URL, SAMPLE_RESUME_URL)) as unknown }
			: {}),
		...(multipart && upload && carries(body, upload)
			? { upload: JSON.parse(JSON.stringify(upload)) as unknown }
			: {}),
		...(multipart && form && carriesFields(body, form) ? { form } : {}),
	};
}

function carries(
	body: Buffer,
	upload: { fieldName: string; fileName: string; contentType: string; bytes: Buffer },
) {
	const head = `name="${upload.fieldName}"; filename="${upload.fileName}"\r\nContent-Type: ${upload.contentType}\r\n\r\n`;
	return body.includes(Buffer.concat([Buffer.from(head), upload.bytes, Buffer.from('\r\n--')]));
}

function carriesFields(body: Buffer, form: Readonly<Record<string, string>>): boolean {
	return Object.entries(form).every(([name, value]) => body.includes(`name="${name}"\r\n\r\n${value}\r\n--`));
}

function withSampleSendId(sent: unknown, { sample }: Operation): unknown {
	const given = (sample.request?.body ?? {}) as { client_msg_id?: unknown };
	if (given.client_msg_id !== 'sample-send-id') return sent;
	return JSON.parse(
		JSON.stringify(sent).replace(/"client_msg_id":"[0-9a-f]{32}"/, '"client_msg_id":"sample-send-id"'),
	);
}

test.each(EVERY)('%s sends its sample over the network and gives paired items', async (_name, operation) => {
	platform.answer(({ path }) => cannedSample(operation, path));
	const { items, error } = await runOperation(platform.url, operation);
	expect(refusalFindings('sample.params', operation, error)).toEqual([]);
	const [first] = platform.received;
	const { request } = operation.sample;
	expect(withSampleSendId(asSample(operation, first), operation)).toEqual(request && plain(request));
	const ofAccount = request && (request.auth ?? 'account') === 'account';
	if (ofAccount) expect(first?.accessToken).toBe(CANNED_TOKEN);
	expect(items(NODE).length).toBeGreaterThan(0);
	for (const item of items(NODE)) expect(item.pairedItem).toEqual({ item: 0 });
	if (operation.sample.answerFile) {
		expect(items(NODE)[0]?.json).toEqual(operation.sample.response);
		expect(items(NODE)[0]?.binary?.data?.data).toBe(operation.sample.answerFile.base64);
	}
});

const varied = EVERY.flatMap(([name, operation]) => {
	const variation = varyParameter(operation);
	return variation ? [[name, operation, variation] as const] : [];
});

test.each(varied)('%s reads its parameters for each item', async (_name, operation, { params, values }) => {
	platform.answer(({ path }) => cannedSample(operation, path));
	const input = values.map((value) => itemWithFile({ value: value as string }, operation.sample.inputFile));
	const { items, error } = await runOperation(platform.url, operation, { params, input });
	expect(refusalFindings(`${JSON.stringify(values)} in ${JSON.stringify(params)}`, operation, error)).toEqual(
		[],
	);
	const sent = platform.received.map(({ method, path, query, accessToken, body }) =>
		JSON.stringify([
			method,
			path,
			query,
			accessToken,
			body.toString('latin1').replace(/wechat-mp-[0-9a-f]{24}/g, ''),
		]),
	);
	// One call may serve both items; then what they give must differ.
	const seen = sent.length > 1 ? sent : items(NODE).map(({ json }) => JSON.stringify(json));
	expect(new Set(seen).size).toBeGreaterThan(1);
	const pairs = new Set(items(NODE).map(({ pairedItem }) => JSON.stringify(pairedItem)));
	expect([...pairs].sort()).toEqual(['{"item":0}', '{"item":1}']);
});

test('operations without a parameter of their own are the only ones that are not varied', () => {
	const names = varied.map(([name]) => name);
	const fixed = EVERY.filter(([name]) => !names.includes(name));
	const settable = fixed.filter(([, { fields }]) =>
		fields.some(({ name }) => !['returnAll', 'limit', 'confirm', 'withContent', 'simplify'].includes(name)),
	);
	expect(
		settable.map(
			([, operation]) =>
				`${fileOf(operation)}: give one text field a value in sample.params, so that the tests can vary it`,
		),
	).toEqual([]);
});

test.each(THROUGH_API)('%s turns an errcode into an error that explains it', async (_name, operation) => {
	platform.answer(() => ({ json: REFUSAL }));
	const { error } = await runOperation(platform.url, operation, { app: unknownAccount(1) });
	expect(error?.message).toContain('WeChat did not accept one of the values (WeChat 40035)');
	expect(platform.received).toHaveLength(1);
});

test.each(THROUGH_API)(
	'%s goes on after a failed item when told so, and pairs it',
	async (_name, operation) => {
		// The ticket of an earlier test would serve here too.
		const own = { appid: 'wx00000000000000c3', secret: `0123456789abcdef${'0'.repeat(16)}` };
		platform.answer(() => ({ json: REFUSAL }));
		const input = [{}, {}].map((json) => itemWithFile(json, operation.sample.inputFile));
		const { items, error } = await runOperation(platform.url, operation, {
			input,
			continueOnFail: true,
			app: own,
		});
		expect(error).toBeUndefined();
		expect(items(NODE)).toHaveLength(2);
		items(NODE).forEach(({ json, pairedItem }, item) => {
			expect(pairedItem).toEqual({ item });
			expect(json).toMatchObject({ error: expect.stringContaining('WeChat 40035') as string });
		});
	},
);

test.each(['maybe', '', 'true'])(
	'a switch that is read with the answer is read before the call: %j',
	async (simplify) => {
		platform.answer(({ path }) => cannedSample(findOperation('user', 'get'), path));
		const params = { ...findOperation('user', 'get').sample.params, simplify: '={{ $json.simplify }}' };
		const { error } = await runOperation(platform.url, findOperation('user', 'get'), {
			input: [{ json: { simplify } }],
			params,
		});
		const isRefused = simplify === 'maybe';
		expect(error?.message.includes('Simplify')).toBe(isRefused ? true : undefined);
		expect(platform.received).toHaveLength(isRefused ? 0 : 1);
	},
);

test('the form of a menu reaches WeChat with sub-menus and expressions, through n8n’s own reading of nested fields', async () => {
	platform.answer(() => ({ json: { errcode: 0, errmsg: 'ok' } }));
	const { error } = await runOperation(platform.url, findOperation('menu', 'create'), {
		input: [{ json: { shop: 'https://example.com/s' } }],
		params: {
			menuButtons: {
				button: [
					{ name: 'Help', type: 'click', key: 'HELP' },
					{
						name: 'More',
						type: 'sub_menu',
						subButtons: { button: [{ name: 'Shop', type: 'view', url: '={{ $json.shop }}' }] },
					},
				],
			},
		},
	});
	expect(error).toBeUndefined();
	expect(JSON.parse(String(platform.received.at(-1)?.body))).toEqual({
		button: [
			{ type: 'click', name: 'Help', key: 'HELP' },
			{ name: 'More', sub_button: [{ type: 'view', name: 'Shop', url: 'https://example.com/s' }] },
		],
	});
});

test('a button takes the material that was picked, and the media ID of an older workflow', async () => {
	platform.answer(() => ({ json: { errcode: 0, errmsg: 'ok' } }));
	const picked = (value: unknown) => ({ name: 'Poster', type: 'media_id', media_id: value });
	const locator = (mode: string, value: string) => ({ __rl: true, mode, value });
	const { error } = await runOperation(platform.url, findOperation('menu', 'create'), {
		input: [{ json: { id: 'M-2' } }],
		params: {
			menuButtons: {
				button: [picked(locator('list', 'M-1')), picked(locator('id', '={{ $json.id }}')), picked('M-3')],
			},
		},
	});
	expect(error).toBeUndefined();
	expect(JSON.parse(String(platform.received.at(-1)?.body))).toEqual({
		button: ['M-1', 'M-2', 'M-3'].map((media_id) => ({ type: 'media_id', name: 'Poster', media_id })),
	});
});
