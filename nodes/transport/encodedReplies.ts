import { completeAnswer, type SentAnswer } from './hostAnswer';

/**
 * What the WeChat node hands to a trigger that keeps answers: the replies in plain XML, to be sealed by the process that holds
 * the connections, and to be given one after the other.
 *
 * @param replies documents in order; none ends the wait without a reply
 * @returns for n8n's `sendResponse`
 */
export function encodeReplies(replies: readonly string[]): SentAnswer {
	const headers = { 'content-type': 'application/json; charset=utf-8' };
	return completeAnswer({ status: 200, headers, body: JSON.stringify({ replies }) });
}

/**
 * Reads what {@link encodeReplies} made.
 *
 * @param body bytes that n8n would send; undefined when the workflow has given no answer
 * @returns no reply also for anything else that some node has answered
 */
export function decodeReplies(body: Buffer | undefined): string[] {
	const decoded = parse(body?.toString('utf8') ?? '');
	const replies =
		typeof decoded === 'object' && decoded !== null && 'replies' in decoded ? decoded.replies : undefined;
	return Array.isArray(replies)
		? replies.filter((reply: unknown): reply is string => typeof reply === 'string')
		: [];
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}
