import { sign } from '../../core/protocol/signature';
import type { World } from '../World';
import { postToServer, type ServerAnswer } from './postToServer';

/** Result of the GET handshake that saving a server URL triggers. */
export interface Handshake {
	ok: boolean;
	/** HTTP status, or null without an answer. */
	status: number | null;
	body: string;
	/** Why it failed, in the console's words where it has some; empty when it succeeded. */
	reason: string;
	ms: number;
}

/**
 * Verifies a server URL: GET with signature, timestamp, nonce and echostr; the answer must be exactly the echostr, and not chunked if the
 * account refuses that. A refusal is logged.
 *
 * @param target the URL and the Token to be saved, and whether to refuse a chunked answer
 * @param abandon aborts the request
 */
export async function shakeHands(
	world: World,
	target: { callbackUrl: string; token: string; refuseChunkedEchostr: boolean },
	abandon: AbortSignal,
): Promise<Handshake> {
	const startMs = world.clock.now();
	const timestamp = String(world.clock.nowSeconds());
	const nonce = world.ids.nonce();
	const echostr = String(world.ids.incomingMessageId());
	const query = { signature: sign([target.token, timestamp, nonce]), timestamp, nonce, echostr };
	const answer = await postToServer(world.timers, { method: 'GET', url: target.callbackUrl, query }, abandon);
	const ms = world.clock.now() - startMs;
	const { status, body } = 'failure' in answer ? { status: null, body: '' } : answer;
	const reason = whyRefused(answer, echostr, target.refuseChunkedEchostr);
	if (reason !== '') world.log(`server URL at ${new URL(target.callbackUrl).host} refused: ${reason}`);
	return { ok: reason === '', status, body, reason, ms };
}

function whyRefused(answer: ServerAnswer, echostr: string, refuseChunked: boolean): string {
	if ('failure' in answer) {
		return answer.failure === 'timeout'
			? '请求URL超时: no answer within 5 s'
			: `请求URL失败: ${answer.failureText}`;
	}
	if (answer.status !== 200 || answer.body !== echostr)
		return 'token验证失败: the answer must be status 200 and exactly the echostr';
	if (answer.chunked && refuseChunked)
		return 'token验证失败: the echostr came with Transfer-Encoding: chunked; state its Content-Length';
	return '';
}
