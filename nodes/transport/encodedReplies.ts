import { completeAnswer, type SentAnswer } from './hostAnswer';

/**
 * Encodes what the WeChat node passes to a trigger that keeps answers: the replies in plain XML, to be encrypted by the process that holds
 * the connections, and sent one after the other.
 *
 * @param replies documents in order; empty ends the wait without a reply
 * @returns the argument for n8n's `sendResponse`
 */
export function encodeReplies(replies: readonly string[]): SentAnswer {
	const headers = { 'content-type': 'application/json; charset=utf-8' };
	return completeAnswer({ status: 200, headers, body: JSON.stringify({ replies }) });
}

/**
 * Decodes what {@link encodeReplies} made.
 *
 * @param body that n8n would send; undefined when the workflow gave no answer
 * @returns an empty array also for anything else that a node has answered
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
