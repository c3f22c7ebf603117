import { type INode, NodeOperationError } from 'n8n-workflow';
import { PlatformRefusal, ResultUnknown } from '../../../core/errors/WechatErrors';
import { describeFailure, refusalCodes } from '../../../nodes/transport/describeFailure';
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
const echo = new PlatformRefusal({
	errcode: 40035,
	errmsg: `invalid args ${SECRET} rid: ${RID}`,
	path: '/cgi-bin/x',
	rid: RID,
	body: {},
});

test('refusalCodes gives code, text and rid, with a secret that WeChat repeats struck out', () => {
	expect(refusalCodes(echo, [SECRET])).toEqual({
		errcode: 40035,
		errmsg: `invalid args *** rid: ${RID}`,
		rid: RID,
	});
});

test('refusalCodes gives nothing where WeChat did not refuse', () => {
	expect(refusalCodes(new ResultUnknown('maybe-sent', 'lost', '/x'), [SECRET])).toEqual({});
});

test('toNodeError holds no secret in any of its properties', () => {
	const error = toNodeError(NODE, echo, context);
	const { message, description, errorResponse, messages, stack } = error as unknown as Record<
		string,
		unknown
	>;
	expect(errorResponse).toMatchObject({ errcode: 40035, path: '/cgi-bin/x', rid: RID });
	expect(JSON.stringify([message, description, errorResponse, messages, stack])).not.toContain(SECRET);
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
