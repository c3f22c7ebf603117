import { createCipheriv } from 'node:crypto';
import { decodeAesKey } from '../../../core/protocol/envelope';
import { sign } from '../../../core/protocol/signature';
import { ACCOUNT, type ForgedPush, forgePush, nextText, TEXT } from './forgePush';

const now = () => Math.floor(Date.now() / 1000);

/** A push with the right signatures over any plain text that is encrypted as it is, or over any ciphertext. */
function signed(content: Buffer | string): ForgedPush {
	const key = decodeAesKey(ACCOUNT.encodingAesSecretKey);
	const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
	const encrypted =
		typeof content === 'string'
			? content
			: Buffer.concat([cipher.update(content), cipher.final()]).toString('base64');
	const query = { timestamp: String(now()), nonce: '1320562132', openid: TEXT.FromUserName };
	const parts = [ACCOUNT.token, query.timestamp, query.nonce];
	return {
		query: {
			...query,
			encrypt_type: 'aes',
			signature: sign(parts),
			msg_signature: sign([...parts, encrypted]),
		},
		body: `<xml><ToUserName><![CDATA[gh_0123456789ab]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`,
	};
}

/** Random bytes, length, message, AppID and padding, with one of them wrong. */
function layout(
	message: string,
	{ appid = ACCOUNT.appId, length = Buffer.byteLength(message), pad = 0 } = {},
): Buffer {
	const head = Buffer.alloc(20, 7);
	head.writeUInt32BE(length, 16);
	const content = Buffer.concat([head, Buffer.from(message), Buffer.from(appid)]);
	const padding = 32 - (content.length % 32);
	return Buffer.concat([content, Buffer.alloc(padding, pad || padding)]);
}

const MESSAGE = `<xml><ToUserName><![CDATA[gh_0123456789ab]]></ToUserName><FromUserName><![CDATA[${TEXT.FromUserName}]]></FromUserName><CreateTime>${now()}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[hi]]></Content><MsgId>1</MsgId></xml>`;
const from = (openid: string) => MESSAGE.replace(TEXT.FromUserName, openid);

/** Everything that is refused after the signature, by what is wrong with it. */
export const AFTER_SIGNATURE: ReadonlyArray<readonly [what: string, push: () => ForgedPush]> = [
	['a ciphertext that is no base64', () => signed('not base64!')],
	['an empty ciphertext', () => signed('')],
	['half a block', () => signed(Buffer.alloc(16).toString('base64'))],
	['a wrong padding', () => signed(layout(MESSAGE, { pad: 33 }))],
	['a padding of zeros', () => signed(Buffer.concat([layout(MESSAGE), Buffer.alloc(32)]))],
	['a length beyond the end', () => signed(layout(MESSAGE, { length: 0xffffffff }))],
	['another AppID', () => signed(layout(MESSAGE, { appid: 'wxfedcba9876543210' }))],
	['another key', () => forgePush(nextText(), { mode: 'safe', key: 'z'.repeat(43) })],
	['no XML inside', () => signed(layout('{"MsgType":"text"}'))],
	['a DOCTYPE inside', () => signed(layout(`<!DOCTYPE xml>${MESSAGE}`))],
	['no UTF-8 inside', () => signed(layout(MESSAGE).fill(0xff, 60, 70))],
	['a timestamp that is too old', () => forgePush(nextText(), { mode: 'safe', timestamp: now() - 1000 })],
	[
		'a CreateTime of last week',
		() => forgePush(nextText({ CreateTime: now() - 7 * 86_400 }), { mode: 'safe' }),
	],
	['a push of the account itself', () => signed(layout(from('gh_0123456789ab')))],
	['a push of another account', () => signed(layout(from('gh_ffffffffffff')))],
	['an openid of somebody else', () => withOpenid('oATTACKER00000000000000000001')],
	['an empty openid', () => withOpenid('')],
	['plain text', () => forgePush(nextText())],
	['an Encrypt element that nobody signed', () => unsigned()],
];

function withOpenid(openid: string): ForgedPush {
	const push = forgePush(nextText(), { mode: 'safe' });
	return { ...push, query: { ...push.query, openid } };
}

function unsigned(): ForgedPush {
	const push = forgePush(nextText(), { mode: 'safe' });
	return { ...push, query: { ...push.query, msg_signature: 'f'.repeat(40) } };
}
