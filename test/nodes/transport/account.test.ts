import { WechatMpApi } from '../../../credentials/WechatMpApi.credentials';
import {
	readApiAccount,
	readFilledPushAccount,
	readPushAccount,
	secretsOf,
} from '../../../nodes/transport/account';
import { describeFailure } from '../../../nodes/transport/describeFailure';

const FIELDS = {
	appId: 'wx0123456789abcdef',
	appSecret: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
	token: 'token1token2',
	encodingAesSecretKey: `${'k'.repeat(42)}A`,
	previousEncodingAesSecretKey: `${'p'.repeat(42)}A`,
	serviceHeaderSecret: 'Bearer header-secret',
	serviceUrl: 'https://token.example.com/?key=query-secret',
	linkSigningSecret: 'link-key-link-key-link-key-link-key',
	accessToken: 'TOKEN-0000000000000000000000001',
};

const SECRETS = [
	['AppSecret', FIELDS.appSecret],
	['Token', FIELDS.token],
	['EncodingAESKey', FIELDS.encodingAesSecretKey],
	['Previous EncodingAESKey', FIELDS.previousEncodingAesSecretKey],
	['Token Service Header Value', FIELDS.serviceHeaderSecret],
	['key in the Token Service URL', 'query-secret'],
	['Link Signing Key', FIELDS.linkSigningSecret],
	['access token', FIELDS.accessToken],
];

/** It tells nothing of a secret: it is a digest of all of them. */
const NO_SECRET = 'tokenOwner';

describe('secretsOf', () => {
	test.each(SECRETS)('has the %s', (_field, value) => {
		expect(secretsOf(FIELDS)).toContain(value);
	});

	test.each(SECRETS)('keeps the %s out of message and description', (_field, value) => {
		const error = Object.assign(new Error(`refused ${value}`), {});
		const context = { effect: 'read' as const, now: 0, secrets: secretsOf(FIELDS) };
		expect(describeFailure(error, context)).toEqual({ message: 'refused ***', description: '' });
	});

	test('has every field that the dialog hides', () => {
		const hidden = new WechatMpApi().properties.filter(({ typeOptions }) => typeOptions?.password === true);
		const fields = Object.fromEntries(hidden.map(({ name }) => [name, `value of ${name}`]));
		const { [NO_SECRET]: _digest, ...secret } = fields;
		expect(secretsOf(fields).sort()).toEqual(Object.values(secret).sort());
		expect(hidden.length).toBeGreaterThan(6);
	});

	test('has a value as it was typed and as it is sent', () => {
		const typed = 'aaaaaaaa\u200baaaaaaaa';
		expect(secretsOf({ appSecret: ` ${typed} ` })).toEqual([typed, 'aaaaaaaaaaaaaaaa']);
	});

	test('has a value that an expression gives as a number', () => {
		expect(secretsOf({ token: 12345678 })).toEqual(['12345678']);
	});

	test('leaves out fields that are empty or no text', () => {
		expect(secretsOf({ appSecret: '', token: undefined, accessToken: {}, serviceUrl: 'no address' })).toEqual(
			[],
		);
	});
});

test('readApiAccount gives the host that is compared and called', () => {
	const custom = { ...FIELDS, apiHost: 'custom', customApiHost: 'HTTPS://API.Weixin.QQ.com:443/' };
	expect(readApiAccount(custom).host.baseUrl).toBe('https://api.weixin.qq.com');
	expect(readApiAccount(custom).fingerprint).toBe(readApiAccount(FIELDS).fingerprint);
});

test('readPushAccount gives keys that decode alike in one form', () => {
	const keys = {
		encodingAesSecretKey: `${'k'.repeat(42)}D=`,
		previousEncodingAesSecretKey: `${'p'.repeat(42)}B`,
	};
	expect(readPushAccount({ ...FIELDS, ...keys, messageEncryption: 'safe' })).toEqual({
		appid: FIELDS.appId,
		token: FIELDS.token,
		mode: 'safe',
		encodingAesKey: FIELDS.encodingAesSecretKey,
		previousEncodingAesKey: FIELDS.previousEncodingAesSecretKey,
	});
});

test.each([
	['HTTPS://API2.weixin.qq.com/', 'https://api2.weixin.qq.com'],
	[undefined, 'https://api.weixin.qq.com'],
])('readApiAccount takes the API host %s for %s', (apiHost, baseUrl) => {
	expect(readApiAccount({ ...FIELDS, apiHost }).host.baseUrl).toBe(baseUrl);
});

test('readApiAccount gives the stored token of this account and source only, and none for an empty one', () => {
	const { fingerprint } = readApiAccount(FIELDS);
	const storedOf = (fields: object) =>
		readApiAccount({ ...FIELDS, tokenOwner: fingerprint, expiresAt: '42', ...fields }).stored;
	expect(storedOf({})).toMatchObject({ accessToken: FIELDS.accessToken, expiresAt: 42 });
	expect(storedOf({ accessToken: '' })).toBeUndefined();
	for (const other of [
		{ appId: 'wxfedcba9876543210' },
		{ appSecret: 'b'.repeat(32) },
		{ accessSource: 'classic' },
	])
		expect(storedOf(other)).toBeUndefined();
});

test.each([
	[{ previousEncodingAesSecretKey: FIELDS.encodingAesSecretKey }, 'Token: is empty'],
	[{ encodingAesSecretKey: FIELDS.encodingAesSecretKey }, 'Token: is empty'],
	[{ token: FIELDS.token }, 'EncodingAESKey: is empty'],
])('readFilledPushAccount of %j alone names what is missing', (filled, message) => {
	const raw = { appId: FIELDS.appId, messageEncryption: 'safe', ...filled };
	expect(() => readFilledPushAccount(raw)).toThrow(message);
	expect(readFilledPushAccount({ appId: FIELDS.appId, messageEncryption: 'safe' })).toBeUndefined();
});
