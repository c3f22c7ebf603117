import { sign } from '../../core/protocol/signature';
import type { World } from '../World';
import { postToServer } from './postToServer';

/** Result of the GET handshake that saving a server URL triggers. */
export interface Handshake {
	ok: boolean;
	/** HTTP status, or null without an answer. */
	status: number | null;
	body: string;
	/** Why it failed, in the console's words where it has some; empty when it did not. */
	reason: string;
	ms: number;
}

/**
 * Verifies a server URL: GET with signature, timestamp, nonce and echostr; the answer must be the echostr, byte for byte.
 *
 * @param target the URL and the Token to be saved
 * @param abandon ends the request early
 */
export async function shakeHands(
	world: World,
	target: { callbackUrl: string; token: string },
	abandon: AbortSignal,
): Promise<Handshake> {
	const startMs = world.clock.now();
	const timestamp = String(world.clock.nowSeconds());
	const nonce = world.ids.nonce();
	const echostr = String(world.ids.incomingMessageId());
	const query = { signature: sign([target.token, timestamp, nonce]), timestamp, nonce, echostr };
	const answer = await postToServer(world.timers, { method: 'GET', url: target.callbackUrl, query }, abandon);
	const ms = world.clock.now() - startMs;
	if ('failure' in answer) {
		const reason =
			answer.failure === 'timeout'
				? '请求URL超时: no answer within 5 s'
				: `请求URL失败: ${answer.failureText}`;
		return { ok: false, status: null, body: '', reason, ms };
	}
	const ok = answer.status === 200 && answer.body === echostr;
	const reason = ok ? '' : `token验证失败: the answer must be status 200 and exactly the echostr`;
	return { ok, status: answer.status, body: answer.body, reason, ms };
}
