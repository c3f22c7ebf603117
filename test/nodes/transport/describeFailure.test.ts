import { type INode, NodeOperationError } from 'n8n-workflow';
import {
	InvalidInputError,
	WechatApiError,
	IndeterminateResultError,
} from '../../../core/errors/WechatErrors';
import { CATALOGUE } from '../../../core/errors/catalogue';
import {
	describeFailure,
	describeInOneText,
	describeToCredential,
	refusalCodes,
} from '../../../nodes/transport/describeFailure';
import { toNodeError } from '../../../nodes/transport/toNodeError';

const SECRET = '0123456789abcdef0123456789abcdef';
const RID = '61725984-6126f6f9-040f19c4';
const NODE: INode = {
	id: '1',
	name: 'WeChat',
	type: 'n8n-nodes-wechat-mp.wechat',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
const context = { effect: 'write' as const, now: 0, secrets: [SECRET] };
const echo = new WechatApiError({
	errcode: 40035,
	errmsg: `invalid args ${SECRET} rid: ${RID}`,
	path: '/cgi-bin/x',
	rid: RID,
	body: {},
});

test('refusalCodes gives code, text, path and rid, with a secret that WeChat repeats struck out', () => {
	expect(refusalCodes(echo, [SECRET])).toEqual({
		errcode: 40035,
		errmsg: `invalid args *** rid: ${RID}`,
		path: '/cgi-bin/x',
		rid: RID,
	});
});

test('refusalCodes gives nothing where WeChat did not refuse', () => {
	expect(refusalCodes(new IndeterminateResultError('maybe-sent', 'lost', '/x'), [SECRET])).toEqual({});
});

test('toNodeError holds no secret in any of its properties', () => {
	const error = toNodeError(NODE, echo, context);
	const {
		message,
		description,
		errorResponse,
		messages,
		stack,
		context: shown,
	} = error as unknown as Record<string, unknown>;
	expect(errorResponse).toMatchObject({ errcode: 40035, path: '/cgi-bin/x', rid: RID });
	expect(JSON.stringify([message, description, errorResponse, messages, stack, shown])).not.toContain(SECRET);
	expect(JSON.stringify(error)).not.toContain(SECRET);
});

test("describeFailure passes on the advice of n8n's own errors", () => {
	const error = new NodeOperationError(NODE, 'This operation expects a binary file', {
		description: 'Make sure that the previous node outputs a binary file',
	});
	expect(describeFailure(error, context)).toEqual({
		message: 'This operation expects a binary file',
		description: 'Make sure that the previous node outputs a binary file',
	});
});

test('toNodeError keeps code, text, path, rid and page of a refusal in the details that n8n folds away', () => {
	const error = toNodeError(NODE, echo, { ...context, itemIndex: 2 });
	expect(error.message).toBe('WeChat did not accept one of the values (WeChat 40035) · 参数不合法');
	expect(error.context).toEqual({
		itemIndex: 2,
		data: {
			errcode: 40035,
			errmsg: `invalid args *** rid: ${RID}`,
			path: '/cgi-bin/x',
			rid: RID,
			codes: expect.stringMatching(/^https:/) as string,
		},
	});
	expect(error.messages).toEqual([
		`WeChat answered: invalid args *** rid: ${RID}`,
		'API /cgi-bin/x',
		`Request id (rid) ${RID}: Account → Look Up Rid shows for 7 days what WeChat received`,
		expect.stringMatching(/^All codes: https:/),
	]);
});

test('toNodeError keeps path and reach of a lost call in the details', () => {
	const error = toNodeError(
		NODE,
		new IndeterminateResultError('maybe-sent', 'no answer came in time', '/cgi-bin/x'),
		context,
	);
	expect(error.message).toBe('Result unknown: no answer came in time');
	expect(error.context.data).toEqual({ reach: 'maybe-sent', path: '/cgi-bin/x' });
	expect(error.messages).toEqual(['API /cgi-bin/x']);
});

const refusalOf = (errcode: number, errmsg: string) =>
	new WechatApiError({ errcode, errmsg, path: '/cgi-bin/x', body: {} });

test.each(CATALOGUE.filter(({ code }) => code !== 0).map((row) => [row.code, row] as const))(
	'%d keeps its own headline in n8n and does not pass for a canceled execution',
	(code, { errmsg, meaning, chinese }) => {
		const { message } = toNodeError(NODE, refusalOf(code, errmsg), context);
		expect(message).toBe(`${meaning} (WeChat ${code})${chinese === undefined ? '' : ` · ${chinese}`}`);
		expect(message).not.toMatch(/cancell?ed/i);
	},
);

test.each([
	['response is canceled', 'response is …'],
	['Cancelled by user', '… by user'],
	['upstream says ETIMEDOUT', 'upstream says …'],
	['getaddrinfo ENOTFOUND host', '… … host'],
])(
	'the text "%s" of an unknown code is neither a cancellation nor a network error to n8n',
	(errmsg, shown) => {
		const error = toNodeError(NODE, refusalOf(987654, errmsg), context);
		expect(error.message).toBe(`WeChat refused the call: ${shown} (WeChat 987654)`);
		expect(error.description).toContain(`WeChat refused the call: ${errmsg} (WeChat 987654). This code`);
		expect(describeToCredential(refusalOf(987654, errmsg), 0, [])).not.toMatch(
			/cancell?ed|ETIMEDOUT|ENOTFOUND/i,
		);
	},
);

test.each([
	'ECONNREFUSED',
	'ECONNRESET',
	'ENOTFOUND',
	'ETIMEDOUT',
	'ERRADDRINUSE',
	'EADDRNOTAVAIL',
	'ECONNABORTED',
	'EHOSTUNREACH',
	'EAI_AGAIN',
	'ENOENT',
	'EISDIR',
	'ENOTDIR',
	'EACCES',
	'EEXIST',
	'EPERM',
	'GETADDRINFO',
])('a value with %s in it keeps our headline in n8n, which has one of its own for that word', (word) => {
	const text = `must not be ${word}`;
	expect(new NodeOperationError(NODE, text).message).not.toContain(text);
	const refused = new InvalidInputError('thing1', text, 'Shorten it.');
	expect(toNodeError(NODE, refused, context).message).toBe('thing1: must not be …');
});

test('a value that has the word canceled in it does not end the execution as canceled', () => {
	const refused = new InvalidInputError('thing1', 'must not be "Order canceled"', 'Shorten it.');
	const { message, description } = toNodeError(NODE, refused, context);
	expect(message).toBe('thing1: must not be "Order …"');
	expect(description).toBe('thing1: must not be "Order canceled". Shorten it.');
});

test('describeInOneText joins what happened and what to do', () => {
	const refused = new InvalidInputError('Token', 'is empty', 'Enter the Token.');
	expect(describeInOneText(refused, context)).toBe('Token: is empty. Enter the Token.');
	expect(describeInOneText(new Error('Done?'), context)).toBe('Done?');
});

test('one text says nothing twice, also where n8n would misread a word of it', () => {
	const refused = new InvalidInputError('thing1', 'must not be "Order canceled"', 'Shorten it.');
	expect(describeInOneText(refused, context)).toBe('thing1: must not be "Order …". Shorten it.');
	const unknown = new WechatApiError({ errcode: 99999, errmsg: 'cancelled', path: '/cgi-bin/x', body: {} });
	const text = describeToCredential(unknown, 0, []);
	expect(text).toMatch(/^WeChat refused the call: … \(WeChat 99999\)\. This code is in none/);
	expect(text.match(/WeChat refused the call/g)).toHaveLength(1);
});

test.each([
	`odd thing, more details at https://mmbizurl.cn/s/Jtx rid: ${RID}`,
	`odd thing rid: ${RID}, for more tips, see: http://example.com/a?b=c`,
	`odd thing https://open.weixin.qq.com/cgi-bin/showdocument?action=x`,
])('the headline of an unknown code has neither rid nor address of %j', (errmsg) => {
	const unknown = new WechatApiError({ errcode: 99999, errmsg, path: '/cgi-bin/x', rid: RID, body: {} });
	expect(describeFailure(unknown, context).message).toBe('WeChat refused the call: odd thing (WeChat 99999)');
	expect(describeToCredential(unknown, 0, [])).not.toMatch(/https?:|rid|cgi-bin/);
	expect(refusalCodes(unknown).errmsg).toBe(errmsg);
});

test('describeFailure strikes secrets out of the description as well', () => {
	const refused = new InvalidInputError('Field', `must not be ${SECRET}`, `Take ${SECRET} out.`);
	expect(describeFailure(refused, context)).toEqual({
		message: 'Field: must not be ***',
		description: 'Take *** out.',
	});
});
