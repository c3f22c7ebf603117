import type { IDataObject } from 'n8n-workflow';
import { IndeterminateResultError } from '../../core/errors/WechatErrors';
import { describeFailure } from '../../nodes/transport/describeFailure';
import { executeOperation } from './support/executeOperation';
import { type CannedPlatform, startCannedPlatform } from './support/cannedPlatform';
import { findOperation } from './support/findOperation';
import { NODE, runOperation } from './support/runOperation';
import { callerOver, stubItem } from './support/stubItem';

const APP_SECRET = '0123456789abcdef0123456789abcdef';

let platform: CannedPlatform;
beforeAll(async () => {
	platform = await startCannedPlatform();
});
afterAll(async () => await platform.close());

async function refused(resource: string, value: string, errcode: number, errmsg = 'text'): Promise<string> {
	platform.answer(() => ({ json: { errcode, errmsg } }));
	const { error } = await runOperation(platform.url, findOperation(resource, value));
	return String((error as { description?: string }).description);
}

/** What is said of an operation whose every call ends in the same way; pauses take no time. */
async function afterAllAttempts(resource: string, value: string, send: () => string): Promise<string> {
	const operation = findOperation(resource, value);
	const call = callerOver(async () => ({ status: 200, headers: {}, body: Buffer.from(send()) }));
	const error = await executeOperation(operation, stubItem(call, operation.sample)).catch(
		(thrown: unknown) => thrown,
	);
	return describeFailure(error, { effect: operation.effect, now: 0 }).description;
}

const busy = () => '{"errcode":-1,"errmsg":"system error"}';
const lost = () => {
	throw new IndeterminateResultError(
		'maybe-sent',
		'the connection was closed before an answer came',
		'/cgi-bin/x',
	);
};

test.each([
	['busy', 'asked 4 times.', busy],
	['without an answer', 'in 4 attempts.', lost],
])(
	'a template message that stayed %s is said to have been repeated with one id',
	async (_name, times, send) => {
		const description = await afterAllAttempts('template', 'send', send);
		expect(description).toContain(`${times} Every attempt carried the same client_msg_id`);
		expect(description).not.toContain('not sent again');
	},
);

test.each([
	['busy', busy],
	['without an answer', lost],
])('a text that stayed %s is said not to have been repeated', async (_name, send) => {
	const description = await afterAllAttempts('customerService', 'sendText', send);
	expect(description).toContain('so it was not sent again. Check in WeChat before you run the node again');
});

test('48001 says which accounts the very operation needs', async () => {
	expect(await refused('customerService', 'getAgents', 48001)).toContain(
		'This operation needs a certified service account (认证服务号), a certified subscription account',
	);
	expect(await refused('subscription', 'getMany', 48001)).toContain(
		'This operation needs a certified service account (认证服务号).',
	);
	expect(await refused('menu', 'create', 48001)).toContain(
		'needs a service account (服务号, certified or not)',
	);
});

test('48001 of a user info is put down to the scope alone', async () => {
	const description = await refused('webAuthorization', 'getUserInfo', 48001);
	expect(description).toMatch(/^The user logged in with scope snsapi_base/);
	expect(description).not.toContain('This operation needs');
});

test('advice is given once: the 48 hours, the following, the count of messages', async () => {
	const occurrences = async (errcode: number, word: RegExp) =>
		(await refused('customerService', 'sendText', errcode)).match(word)?.length;
	expect(await occurrences(45015, /48[ -]hours?/g)).toBe(1);
	expect(await occurrences(43004, /follower/g)).toBe(1);
	expect(await occurrences(45047, /5 messages/g)).toBe(1);
});

test('47003 names the field, and asks nobody to set what may be set already', async () => {
	const description = await refused('template', 'send', 47003, 'argument invalid! data.thing1.value invalid');
	expect(description).toContain('The template field thing1 breaks its rule.');
	expect(description).not.toMatch(/\bSet Options\b/);
});

test('what WeChat repeats of a secret reaches no output', async () => {
	platform.answer(() => ({ json: { errcode: 40035, errmsg: `invalid ${APP_SECRET}` } }));
	const operation = findOperation('template', 'send');
	const { items, run } = await runOperation(platform.url, operation, { continueOnFail: true });
	expect(items(NODE)[0]?.json.details).toMatchObject({ errcode: 40035, errmsg: 'invalid ***' });
	expect(JSON.stringify(run.data)).not.toContain(APP_SECRET);
	const failed = await runOperation(platform.url, operation);
	expect(JSON.stringify([failed.error, failed.run.data])).not.toContain(APP_SECRET);
});

test('an upload without a file passes on what n8n advises', async () => {
	const { items } = await runOperation(platform.url, findOperation('media', 'upload'), {
		input: [{ json: {} }],
		continueOnFail: true,
	});
	const { details } = items(NODE)[0]?.json as { details: IDataObject };
	expect(details.description).toContain('binary file');
});
