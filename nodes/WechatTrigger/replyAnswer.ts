import type { HttpAnswer } from '../../core/page/httpAnswer';
import type { OpenedPush, PushAccount } from '../../core/protocol/openPush';
import { type PassiveReply, replyXml } from '../../core/protocol/replyXml';
import { textOf } from '../../core/push/findType';
import { sealReply } from '../transport/sealReply';
import { hostClock } from './hostClock';

/** An authentic push, and the account whose keys opened it. */
interface Opened {
	push: OpenedPush;
	account: PushAccount;
}

/** The plaintext XML document of a reply to a push. */
export function replyTo({ push }: Pick<Opened, 'push'>, reply: PassiveReply): string {
	const { FromUserName, ToUserName } = push.message;
	const parties = { FromUserName: textOf(FromUserName), ToUserName: textOf(ToUserName) };
	return replyXml(reply, parties, nowSeconds());
}

/**
 * The HTTP answer to a delivery that carries a reply, encrypted when the push was.
 *
 * @param document in plain text; its CreateTime is set to now, since it may have been kept for a while
 */
export function replyAnswer(document: string, { push, account }: Opened): HttpAnswer {
	const headers = { 'content-type': 'text/xml; charset=utf-8' };
	const timestamp = nowSeconds();
	const xml = document.replace(/<CreateTime>[^<]*<\/CreateTime>/, `<CreateTime>${timestamp}</CreateTime>`);
	const { encodingAesKey } = account;
	if (!push.encrypted || encodingAesKey === undefined) return { status: 200, headers, body: xml };
	return { status: 200, headers, body: sealReply(xml, { ...account, encodingAesKey }, timestamp) };
}

function nowSeconds(): number {
	return Math.floor(hostClock.now() / 1000);
}
