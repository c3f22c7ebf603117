import { setTimeout as delay } from 'node:timers/promises';
import { type ChatModel, startChatModel } from './chatModel';

/** Maximum time, since nobody waits longer for a demonstration. */
const MAX_SECONDS = 60;

/** The time that a message asks the model to take: `等 8 秒再回答`, `Answer after 8 seconds`; 0 when there is none. @internal */
export function secondsAsked(text: string): number {
	const seconds = /(\d{1,4})\s*(?:秒|s\b|sec)/i.exec(text)?.[1];
	return Math.min(Number(seconds ?? 0), MAX_SECONDS);
}

/**
 * The mock model's answer, in the language of the message.
 *
 * @param text what somebody wrote
 * @internal
 */
export function answerTo(text: string): string {
	const seconds = secondsAsked(text);
	if (/\p{Script=Han}/u.test(text)) {
		return `我想了 ${seconds} 秒。您写的是：“${text}”。\n\n（本机模拟 AI 的回答）`;
	}
	return `I thought for ${seconds} seconds. You wrote: “${text}”.\n\n(From a local stand-in for a model.)`;
}

/**
 * Starts a mock AI model that takes as long as it is told.
 *
 * @param port on loopback
 */
export async function startLocalModel(port: number): Promise<ChatModel> {
	return await startChatModel(
		async (text) => {
			await delay(secondsAsked(text) * 1_000, undefined, { ref: false });
			return answerTo(text);
		},
		'',
		port,
	);
}
