import { randomBytes, randomInt } from 'node:crypto';
import { textAnswer } from '../../../core/oauth/httpAnswer';
import { sealMessage } from '../../../core/protocol/sealMessage';
import { replyXml } from '../../../core/protocol/replyXml';
import type { WaitingConnection } from '../../../core/push/holdPush';
import { textOf } from '../../../core/push/findType';
import { captureAnswer } from '../../transport/captureAnswer';
import { writeAnswer } from '../../transport/hostAnswer';
import { ACKNOWLEDGEMENT } from '../answers';
import type { Arrival } from './Arrival';
import { hostClock } from './hostClock';

/**
 * The connection of one delivery, taken out of n8n's hands.
 *
 * @param arrival the delivery
 * @param onEnd gets what n8n would have written: the answer of the execution that this delivery started
 */
export function waitingConnection(
	arrival: Arrival,
	onEnd: (body: Buffer | undefined) => void,
): WaitingConnection {
	const { own, isOpen, closedAt } = captureAnswer(arrival.response, onEnd, hostClock.now);
	return {
		receivedAt: arrival.receivedAt,
		isOpen,
		closedAt,
		reply(document) {
			const headers = { 'content-type': 'text/xml; charset=utf-8' };
			writeAnswer(own, { status: 200, headers, body: sealed(document, arrival) });
		},
		acknowledge() {
			writeAnswer(own, textAnswer(200, ACKNOWLEDGEMENT));
		},
	};
}

/**
 * A text as the answer to a delivery.
 *
 * @param content what the follower reads
 */
export function textReply({ push }: Arrival, content: string): string {
	const { FromUserName, ToUserName } = push.message;
	const parties = { FromUserName: textOf(FromUserName), ToUserName: textOf(ToUserName) };
	return replyXml({ type: 'text', content }, parties, nowSeconds());
}

/** A reply that was kept carries the time at which it is given. */
function sealed(document: string, { push, account }: Arrival): string {
	const timestamp = nowSeconds();
	const xml = document.replace(/<CreateTime>[^<]*<\/CreateTime>/, `<CreateTime>${timestamp}</CreateTime>`);
	const { encodingAesKey } = account;
	if (!push.encrypted || encodingAesKey === undefined) return xml;
	const nonce = String(randomInt(1_000_000_000, 10_000_000_000));
	return sealMessage(xml, { ...account, encodingAesKey }, { timestamp, nonce, random16: randomBytes(16) });
}

function nowSeconds(): number {
	return Math.floor(hostClock.now() / 1000);
}
