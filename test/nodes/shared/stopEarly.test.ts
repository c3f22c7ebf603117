import {
	InvalidInputError,
	WechatApiError,
	IndeterminateResultError,
} from '../../../core/errors/WechatErrors';
import { stopRule } from '../../../nodes/shared/stopEarly';
import { SilentHost } from '../../../nodes/transport/withinTime';

const SEND = '/cgi-bin/message/template/send';

const refused = (errcode: number, path = SEND) =>
	new WechatApiError({ errcode, errmsg: 'text', path, rid: undefined, body: {} });
const unreached = new IndeterminateResultError('not-sent', 'the connection was refused', SEND);

const rule = (parameters: object = {}) =>
	stopRule({ sameForAll: { 40037: 'templateId' } }, parameters as Record<string, unknown>);
const isFatal = (error: unknown, connected = true) => rule().isFatal(error, connected);

test('a wrong mini program AppID (40013) of one message does not end the run', () => {
	expect(isFatal(refused(40013))).toBe(false);
});

test.each([40013, 40001, 40125])('%i of the token endpoint ends the run', (errcode) => {
	expect(isFatal(refused(errcode, '/cgi-bin/stable_token'))).toBe(true);
});

test.each(['/cgi-bin/token', '/cgi-bin/stable_token', 'the token service'])(
	'no usable answer of %s ends the run, since no call goes without a token',
	(path) => {
		expect(isFatal(new IndeterminateResultError('maybe-sent', 'HTTP 403', path))).toBe(true);
	},
);

test('an n8n that is silent ends the run, since every other item would wait as long', () => {
	expect(
		isFatal(new SilentHost({ undone: 'n8n has not read the credential', part: 'database' }, 30_000)),
	).toBe(true);
});

test.each([48001, 45009, 40243])('%i of any call ends the run', (errcode) => {
	expect(isFatal(refused(errcode))).toBe(true);
});

test.each([43004, 40003, 43101, 47003, 50002])('%i concerns one item and does not end the run', (errcode) => {
	const one = rule();
	for (let item = 0; item < 20; item++) expect(one.isFatal(refused(errcode), true)).toBe(false);
});

test('a lost answer does not end the run, however often; a malformed credential does', () => {
	const one = rule();
	const lost = new IndeterminateResultError('maybe-sent', 'lost', SEND);
	for (let item = 0; item < 20; item++) expect(one.isFatal(lost, true)).toBe(false);
	expect(isFatal(new InvalidInputError('AppID', 'is empty', 'Enter it.'), false)).toBe(true);
});

test('an unknown template (40037) ends the run when it is the same for every item', () => {
	const sends = (value: string) => rule({ templateId: { __rl: true, mode: 'id', value } });
	expect(sends('SAMPLE-template').isFatal(refused(40037), true)).toBe(true);
	expect(sends('={{ $json.template }}').isFatal(refused(40037), true)).toBe(false);
});

test.each([
	['an unreachable platform', unreached],
	['a token that is refused although it was renewed', refused(40001)],
	['an allowance of the minute that others use up (45011)', refused(45011)],
])('%s ends the run at the fifth item in a row', (_name, error) => {
	const one = rule();
	expect([1, 2, 3, 4, 5].map(() => one.isFatal(error, true))).toEqual([false, false, false, false, true]);
});

test('an item that gets through begins the count anew', () => {
	const one = rule();
	for (let item = 0; item < 4; item++) one.isFatal(unreached, true);
	one.succeeded();
	expect([1, 2, 3, 4, 5].map(() => one.isFatal(unreached, true))).toEqual([false, false, false, false, true]);
});
