import { randomBytes } from 'node:crypto';
import { decodeAesKey, encrypt } from '../core/protocol/envelope';
import { sign } from '../core/protocol/signature';
import { writeXml } from '../core/protocol/writeXml';
import type { BenchRequest } from './measure';

const ACCOUNT = {
	appId: 'wx0123456789abcdef',
	token: 'benchToken',
	aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
};
const CREDENTIAL = 'bench account';

/** When n8n prepares its sandbox for expressions: in advance, or when it is needed. */
export const SANDBOXES = {
	default: {},
	lazy: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' },
} satisfies Record<string, Record<string, string>>;

/** The account's credential, as n8n stores it. */
export function credential() {
	return {
		name: CREDENTIAL,
		type: 'wechatMpApi',
		data: {
			appId: ACCOUNT.appId,
			appSecret: '0123456789abcdef0123456789abcdef',
			token: ACCOUNT.token,
			messageEncryption: 'safe',
			encodingAesSecretKey: ACCOUNT.aesKey,
		},
	};
}

/** A node after a trigger. */
export const end = {
	name: 'End',
	type: 'n8n-nodes-base.noOp',
	typeVersion: 1,
	position: [400, 0],
	parameters: {},
};
/** Connects nodes one after the other. */
export const chain = (...names: string[]) =>
	Object.fromEntries(
		names
			.slice(1)
			.map((name, index) => [names[index] as string, { main: [[{ node: name, type: 'main', index: 0 }]] }]),
	);

/** Refers to the credential in a node. */
export const account = { wechatMpApi: { id: null, name: CREDENTIAL } };

/** Our trigger. Version 1 makes n8n leave bodies unparsed, version 2 is for servers whose proxy achieves that. */
export const wechatTrigger = (parameters: object, typeVersion: 1 | 2 = 1) => ({
	name: 'Start',
	type: 'n8n-nodes-wechat-mp.wechatTrigger',
	typeVersion,
	position: [0, 0],
	parameters,
	credentials: account,
});

let pushes = 24_105_763_409_812_345_678n;

/** A text message that has not been sent before, encrypted as in safe mode. */
export function safePush(url: string, size: number): BenchRequest {
	pushes += 1n;
	const xml = writeXml({
		ToUserName: 'gh_0123456789ab',
		FromUserName: 'oUSER000000000000000000000001',
		CreateTime: Math.floor(Date.now() / 1000),
		MsgType: 'text',
		Content: 'x'.repeat(Math.max(1, size - 280)),
		MsgId: pushes,
	});
	const key = decodeAesKey(ACCOUNT.aesKey);
	const sealed = encrypt({ message: xml, appid: ACCOUNT.appId, key, random16: randomBytes(16) });
	const timestamp = String(Math.floor(Date.now() / 1000));
	const nonce = String(pushes % 1_000_000_000n);
	const query = new URLSearchParams({
		signature: sign([ACCOUNT.token, timestamp, nonce]),
		timestamp,
		nonce,
		openid: 'oUSER000000000000000000000001',
		encrypt_type: 'aes',
		msg_signature: sign([ACCOUNT.token, timestamp, nonce, sealed]),
	});
	return {
		url: `${url}?${query}`,
		headers: { 'content-type': 'text/xml' },
		body: writeXml({ ToUserName: 'gh_0123456789ab', Encrypt: sealed }),
	};
}
