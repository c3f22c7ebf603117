import type { HttpAnswer } from '../../core/oauth/httpAnswer';
import type { OpenedPush, PushAccount } from '../../core/protocol/openPush';
import { type PassiveReply, replyXml } from '../../core/protocol/replyXml';
import { textOf } from '../../core/push/findType';
import { sealReply } from '../transport/sealReply';
import { hostClock } from './conversation/hostClock';

/** An authentic push, and the keys by which it was opened. */
interface Opened {
	push: OpenedPush;
	account: PushAccount;
}

/** A reply to a push as a document in plain text. */
export function replyTo({ push }: Pick<Opened, 'push'>, reply: PassiveReply): string {
	const { FromUserName, ToUserName } = push.message;
	const parties = { FromUserName: textOf(FromUserName), ToUserName: textOf(ToUserName) };
	return replyXml(reply, parties, nowSeconds());
}

/**
 * The answer to a delivery that carries a reply, sealed when the push came encrypted.
 *
 * @param document in plain text; one that was kept carries the time at which it is given
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
