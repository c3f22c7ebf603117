import { ProtocolError } from '../../core/protocol/ProtocolError';
import { readStandardXml } from '../../core/protocol/readStandardXml';
import type { XmlElement, XmlValue } from '../../core/protocol/readXml';
import { decodeAesKey, decrypt } from '../../core/protocol/envelope';
import { openSealedMessage } from '../../core/protocol/sealMessage';
import type { Account } from '../state/Account';
import type { SealedPush } from './sealPush';

const MAX_TEXT_BYTES = 2048;

/** The platform's view of an answer to a push. */
export interface Inspection {
	/** The passive reply in plain text; null when there is none, or it cannot be read. */
	reply: XmlElement | null;
	/** What is wrong with it, or null. */
	fault: string | null;
}

/**
 * Checks the answer to a push as the platform does before it shows it to the follower.
 *
 * Valid answers, with status 200: an empty body, `success`, an encrypted empty one, or one passive reply whose parties are swapped and
 * whose content keeps the rules of its type; in safe mode the reply must be encrypted, signed and for this AppID. It has to be encrypted
 * with the key of the push: after a change of the EncodingAESKey, pushes encrypted with the previous key are still in transit.
 *
 * @param push that was answered
 * @param openid of the follower who gets the reply
 * @see https://developers.weixin.qq.com/doc/service/guide/dev/push/encryption.html
 */
export function inspectReply(
	account: Account,
	push: SealedPush,
	openid: string,
	{ status, body }: { status: number; body: string },
): Inspection {
	if (status !== 200) return { reply: null, fault: `HTTP status ${status} instead of 200` };
	if (body === '' || body === 'success') return { reply: null, fault: null };
	try {
		const reply = openReply(account, push, body);
		if (reply === null) return { reply: null, fault: null };
		return { reply, fault: brokenRule(account, openid, reply) };
	} catch (error) {
		if (!(error instanceof ProtocolError)) throw error;
		return { reply: null, fault: error.message };
	}
}

/** @returns null for an empty envelope, which some servers send when they have no reply */
function openReply(account: Account, push: SealedPush, body: string): XmlElement | null {
	const outer = readStandardXml(body);
	if (outer.Encrypt === undefined) {
		if (account.mode === 'safe')
			throw new ProtocolError('plaintext', 'The reply is not encrypted although the account is in safe mode');
		return outer;
	}
	if (account.mode === 'plain')
		throw new ProtocolError('malformed', 'The reply is encrypted although the account is in plain mode');
	const { appid, token } = account;
	const opened = openSealedMessage(body, { appid, token, encodingAesKey: keyOf(account, push) });
	return opened === '' ? null : readStandardXml(opened);
}

/** The key that encrypted a push. */
function keyOf(account: Account, { body }: SealedPush): string {
	const { appid, encodingAESKey, previousEncodingAESKey } = account;
	if (!previousEncodingAESKey) return encodingAESKey;
	try {
		const { Encrypt } = readStandardXml(body);
		decrypt({ encrypted: String(Encrypt), appid, key: decodeAesKey(previousEncodingAESKey) });
		return previousEncodingAESKey;
	} catch (error) {
		if (!(error instanceof ProtocolError)) throw error;
		return encodingAESKey;
	}
}

function brokenRule(account: Account, openid: string, reply: XmlElement): string | null {
	if (reply.ToUserName !== openid) return 'ToUserName is not the openid of the follower';
	if (reply.FromUserName !== account.originalId) return 'FromUserName is not the original id of the account';
	if (typeof reply.CreateTime !== 'string' || !/^\d{1,10}$/.test(reply.CreateTime))
		return 'CreateTime is not Unix seconds';
	const { MsgType: type } = reply;
	if (typeof type !== 'string' || !Object.hasOwn(TYPE_RULES, type))
		return 'MsgType is not one that can be replied with';
	return TYPE_RULES[type]?.(reply) ?? null;
}

const TYPE_RULES: Readonly<Record<string, (reply: XmlElement) => string | null>> = {
	text({ Content }) {
		if (typeof Content !== 'string' || Content === '') return 'Content is missing';
		return Buffer.byteLength(Content) > MAX_TEXT_BYTES
			? `Content is longer than ${MAX_TEXT_BYTES} bytes`
			: null;
	},
	image: ({ Image }) => demand(Image, 'Image', ['MediaId']),
	voice: ({ Voice }) => demand(Voice, 'Voice', ['MediaId']),
	video: ({ Video }) => demand(Video, 'Video', ['MediaId']),
	music: ({ Music }) => demand(Music, 'Music', ['ThumbMediaId']),
	news: newsRule,
	transfer_customer_service: () => null,
	transfer_biz_ai_ivr: () => null,
};

function newsRule({ ArticleCount, Articles }: XmlElement): string | null {
	const count = isElement(Articles) ? [Articles.item ?? []].flat().length : 0;
	if (count < 1) return 'Articles holds no item';
	return ArticleCount === String(count) ? null : `ArticleCount is not the number of items (${count})`;
}

function demand(value: XmlValue | undefined, name: string, children: readonly string[]): string | null {
	const missing = children.find(
		(child) => !isElement(value) || typeof value[child] !== 'string' || value[child] === '',
	);
	return missing ? `${name}/${missing} is missing` : null;
}

function isElement(value: XmlValue | undefined): value is XmlElement {
	return typeof value === 'object' && !Array.isArray(value);
}
