import type { IDataObject } from 'n8n-workflow';
import { decodeAesKey, encrypt } from '../../../core/protocol/envelope';
import { sign } from '../../../core/protocol/signature';
import { writeXml, type XmlTree } from '../../../core/protocol/writeXml';
import type { StoredCredentials } from '../harness/credentialStore';

/** The account of these tests; made up. */
export const ACCOUNT = {
	appId: 'wx0123456789abcdef',
	appSecret: '0123456789abcdef0123456789abcdef',
	token: 'triggerTestToken',
	encodingAesSecretKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
};

/**
 * The fields of the credential for that account.
 *
 * @param more what differs; plain text unless told
 */
export function credentialOf(more: IDataObject = {}): StoredCredentials {
	return { wechatMpApi: { ...ACCOUNT, messageEncryption: 'plain', ...more } as never };
}

/** A text message as the platform sends it. */
export const TEXT = {
	ToUserName: 'gh_0123456789ab',
	FromUserName: 'oUSER000000000000000000000001',
	CreateTime: Math.floor(Date.now() / 1000),
	MsgType: 'text',
	Content: '  你好\r\nworld ',
	MsgId: '24105763409812345678',
};

let messages = 0;

/** A text message that has not been sent before. */
export function nextText(more: XmlTree = {}): XmlTree {
	messages++;
	return { ...TEXT, MsgId: String(24_105_763_409_812_345_678n + BigInt(messages)), ...more };
}

/** Query and body of one push. */
export interface ForgedPush {
	query: Record<string, string>;
	body: string;
}

interface Forging {
	mode?: 'plain' | 'compatible' | 'safe';
	token?: string;
	key?: string;
	appid?: string;
	/** Unix seconds; now unless told. */
	timestamp?: number;
	nonce?: string;
}

/**
 * Makes a push as the platform would, or with one thing wrong.
 *
 * @param message elements, or a complete document
 * @param forging mode and what differs from the account
 */
export function forgePush(message: XmlTree | string, forging: Forging = {}): ForgedPush {
	const {
		mode = 'plain',
		token = ACCOUNT.token,
		key = ACCOUNT.encodingAesSecretKey,
		appid = ACCOUNT.appId,
	} = forging;
	const timestamp = String(forging.timestamp ?? Math.floor(Date.now() / 1000));
	const nonce = forging.nonce ?? '1320562132';
	const xml = typeof message === 'string' ? message : writeXml(message);
	const query = { signature: sign([token, timestamp, nonce]), timestamp, nonce, openid: senderOf(xml) };
	if (mode === 'plain') return { query, body: xml };
	const ciphertext = encrypt({ message: xml, appid, key: decodeAesKey(key), random16: Buffer.alloc(16, 7) });
	const envelope = `<Encrypt><![CDATA[${ciphertext}]]></Encrypt>`;
	return {
		query: { ...query, encrypt_type: 'aes', msg_signature: sign([token, timestamp, nonce, ciphertext]) },
		body:
			mode === 'safe'
				? `<xml><ToUserName><![CDATA[gh_0123456789ab]]></ToUserName>${envelope}</xml>`
				: xml.replace(/<\/xml>\s*$/, () => `${envelope}</xml>`),
	};
}

function senderOf(xml: string): string {
	return /<FromUserName><!\[CDATA\[(.*?)\]\]>/.exec(xml)?.[1] ?? TEXT.FromUserName;
}

/**
 * The query by which the platform checks a server URL.
 *
 * @param echostr to be given back
 * @param token the account's, or a wrong one
 */
export function forgeHandshake(echostr: string, token: string = ACCOUNT.token): Record<string, string> {
	const timestamp = '1714036504';
	const nonce = '1514711492';
	return { signature: sign([token, timestamp, nonce]), timestamp, nonce, echostr };
}
