import type { IWebhookFunctions } from 'n8n-workflow';
import { readAddress } from '../../core/account/serverAddress';
import { InvalidInputError } from '../../core/errors/WechatErrors';
import { rateLimitedLog } from '../../core/state/rateLimitedLog';
import type { PushOutput } from '../../core/push/toOutput';
import { processStore } from '../../core/state/processStore';
import { sendThroughN8n, toLostCall } from '../transport/sendThroughN8n';
import type { HostRequest } from './hostRequest';
import { countCopy, withLosses } from './relayTally';

/** Header that marks a copy, so that two triggers that relay to each other do not loop. */
const RELAYED = 'x-wechat-relayed';

/** Replaces the path of the receiver in errors: a webhook path is as secret as a password. */
const RELAY = 'the relay';

const TIMEOUT_MS = 5_000;

const MAX_ANSWER_BYTES = 65_536;

/** Further copies are dropped while this many are in flight: a slow receiver must not fill the memory. */
const MAX_IN_FLIGHT = 100;

const copies = processStore({
	name: 'copies that are being relayed',
	bound: `${MAX_IN_FLIGHT}; further ones are given up`,
	elsewhere: 'relays as many of its own',
	create: () => ({ inFlight: 0 }),
	size: ({ inFlight }) => ({ copies: inFlight }),
});

/** A receiver that is down misses every push: one line a minute for each reason is enough. */
const log = rateLimitedLog({ name: 'log lines on copies that were lost' });

/**
 * Sends a verified push on to other receivers, with body and query string unchanged, so that they can verify it again. It returns at once
 * and never throws. This is best effort: a copy that does not arrive is counted and logged, not sent again.
 *
 * @param n8n the webhook's context
 * @param request the push
 * @param body its bytes
 * @param urls receivers, as the user wrote them
 */
export function relayPush(
	n8n: IWebhookFunctions,
	request: HostRequest,
	body: Buffer,
	urls: readonly string[],
): void {
	if (urls.length === 0 || request.headers[RELAYED] !== undefined) return;
	const query = request.originalUrl.split('?').slice(1).join('?');
	const contentType = request.headers['content-type'];
	const headers = {
		'content-type': typeof contentType === 'string' ? contentType : 'text/xml',
		[RELAYED]: '1',
	};
	for (const url of urls) {
		void sendCopy(n8n, url, { query, headers, body }).then((problem) => tell(n8n, receiverOf(url), problem));
	}
}

/**
 * Adds to the trigger's output how many copies for these receivers were lost.
 *
 * @param n8n the webhook's context
 * @param output of the trigger
 * @param urls receivers, as the user wrote them
 */
export function withRelayLosses(
	n8n: IWebhookFunctions,
	output: PushOutput,
	urls: readonly string[],
): PushOutput {
	return urls.length === 0 ? output : withLosses(output, relayingTrigger(n8n), urls.map(receiverOf));
}

/** Identifies the trigger, under which its copies are counted, by workflow and node. */
function relayingTrigger(n8n: IWebhookFunctions): string {
	return `${n8n.getWorkflow().id} ${n8n.getNode().id}`;
}

/**
 * Reads the address of a receiver.
 *
 * @param url as the user wrote it
 * @returns the URL without trailing slashes
 * @throws InvalidInputError naming Relay To
 */
export function readReceiver(url: string): string {
	return readAddress(url, 'Relay To').replace(/\/+$/, '');
}

/** Host and port of a receiver; a webhook path is as secret as a password and must not get into the log. */
function receiverOf(url: string): string {
	return (URL.canParse(url) && new URL(url).host) || 'an address that cannot be used';
}

interface Copy {
	query: string;
	headers: Record<string, string>;
	body: Buffer;
}

/** Sends one copy; returns why it did not arrive, undefined when it did. */
async function sendCopy(
	n8n: IWebhookFunctions,
	url: string,
	{ query, headers, body }: Copy,
): Promise<string | undefined> {
	const count = copies();
	if (count.inFlight >= MAX_IN_FLIGHT) return `${MAX_IN_FLIGHT} others are under way`;
	count.inFlight++;
	try {
		const address = readReceiver(url);
		const { status } = await sendThroughN8n(async (options) => await n8n.helpers.httpRequest(options), {
			path: RELAY,
			method: 'POST',
			url: `${address}${address.includes('?') ? '&' : '?'}${query}`,
			headers,
			body,
			timeoutMs: TIMEOUT_MS,
			// Only the status matters; the rest is read so that the connection can be reused.
			maxBytes: MAX_ANSWER_BYTES,
			whenLonger: 'cut',
		});
		return status < 300 ? undefined : `it answered HTTP ${status}`;
	} catch (error) {
		return error instanceof InvalidInputError ? error.message : toLostCall(error, RELAY).message;
	} finally {
		count.inFlight--;
	}
}

function tell(n8n: IWebhookFunctions, receiver: string, problem: string | undefined): void {
	const now = Date.now();
	const { lost, relayed, since } = countCopy(relayingTrigger(n8n), receiver, problem, now);
	if (problem === undefined) return;
	const line = `WeChat Trigger could not relay a push to ${receiver}: ${problem}. It is not sent again; ${lost} of ${relayed} were lost since ${since}`;
	log(n8n, { line, now, reason: `${n8n.getNode().id} ${receiver} ${problem}` });
}
