import { InputRefused, PlatformRefusal, ResultUnknown } from '../../../core/errors/WechatErrors';
import { isHopeless } from '../../../nodes/Wechat/runner/stopEarly';

const refused = (errcode: number, path: string) =>
	new PlatformRefusal({ errcode, errmsg: 'text', path, rid: undefined, body: {} });

const SEND = '/cgi-bin/message/template/send';

test('a wrong mini-program AppID (40013) of one message does not end the run', () => {
	expect(isHopeless(refused(40013, SEND), true)).toBe(false);
});

test.each([40013, 40001, 40125])('%i of the token endpoint ends the run', (errcode) => {
	expect(isHopeless(refused(errcode, '/cgi-bin/stable_token'), true)).toBe(true);
});

test.each([48001, 45009, 40243])('%i of any call ends the run', (errcode) => {
	expect(isHopeless(refused(errcode, SEND), true)).toBe(true);
});

test.each([43004, 40003, 40037, 43101, 47003])('%i concerns one item and does not end the run', (errcode) => {
	expect(isHopeless(refused(errcode, SEND), true)).toBe(false);
});

test('a lost answer does not end the run; a malformed credential does', () => {
	expect(isHopeless(new ResultUnknown('maybe-sent', 'lost', SEND), true)).toBe(false);
	expect(isHopeless(new InputRefused('AppID', 'is empty', 'Enter it.'), false)).toBe(true);
});
