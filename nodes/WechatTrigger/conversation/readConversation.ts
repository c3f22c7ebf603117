import type { IDataObject } from 'n8n-workflow';
import { InvalidInputError } from '../../../core/errors/WechatErrors';
import type { Deliveries } from '../../../core/push/holdPush';
import { foldText } from '../../../core/text/foldText';
import { withWord } from '../../../core/text/withWord';
import { isBlank } from '../../../core/text/visibleText';

/** What happens to an answer that is ready only after WeChat has stopped waiting. */
export type WhenLonger = 'customerService' | 'collect' | 'nothing';

/** What happens to a message while the answer to an earlier one of the same follower is pending. */
export type WhileBusy = 'start' | 'drop' | 'text';

/** How a trigger holds its pushes. */
export interface Conversation {
	deliveries: Deliveries;
	whenLonger: WhenLonger;
	/** Answers the last delivery while the answer is pending; only with `collect`. */
	waitingText: string;
	/** Messages by which a follower collects an answer, in lower case; undefined means any text. */
	collectWords: ReadonlySet<string> | undefined;
	whileBusy: WhileBusy;
	/** Answers a dropped message, with `text`. */
	busyText: string;
}

/** The word that followers of Chinese bots are used to. */
export const COLLECT_WORD = '继续';
/** Default text while the answer is pending. */
export const WAITING_TEXT = '正在思考，请稍后回复“{word}”查看答案。';
/** Default text while an earlier message is still being answered. */
export const BUSY_TEXT = '上一条消息还在处理中，请稍候。';

const MAX_WORDS = 20;
const MAX_BYTES = 2048;

/**
 * Reads the options of a trigger that is answered by a later node.
 *
 * @param options the values under Options, each of its field's type
 * @returns undefined while all of them have their defaults: the push is then held for one delivery, and nothing is kept
 * @throws InvalidInputError naming the option that cannot be used
 */
export function readConversation(options: IDataObject): Conversation | undefined {
	const deliveries = options.replyWindow === 'all' ? 3 : 1;
	const whenLonger = (options.whenLonger ?? 'customerService') as WhenLonger;
	const whileBusy = (options.whileBusy ?? 'start') as WhileBusy;
	if (deliveries === 1 && whenLonger === 'customerService' && whileBusy === 'start') return undefined;
	const isCollected = whenLonger === 'collect';
	const collectWords =
		isCollected && options.collectBy !== 'any'
			? readCollectWords((options.collectWords ?? [COLLECT_WORD]) as string[])
			: undefined;
	const waitingText = isCollected ? (options.waitingText ?? WAITING_TEXT) : WAITING_TEXT;
	const busyText = whileBusy === 'text' ? (options.busyText ?? BUSY_TEXT) : BUSY_TEXT;
	return {
		deliveries,
		whenLonger,
		waitingText: readText('Waiting Text', withWord(waitingText as string, firstOf(collectWords))),
		collectWords,
		whileBusy,
		busyText: readText('Busy Text', busyText as string),
	};
}

/** The collecting word to mention in texts; where any text collects, the default word works too. */
function firstOf(words: ReadonlySet<string> | undefined): string {
	const [first = COLLECT_WORD] = words ?? [];
	return first;
}

function readCollectWords(words: readonly string[]): ReadonlySet<string> {
	const given = words.map((word) => foldText(word, true));
	if (given.length === 0 || given.includes('')) {
		throw new InvalidInputError(
			'Collecting Words',
			given.length === 0 ? 'is empty' : 'holds an empty word',
			`Enter the words by which followers collect an answer, for example ${COLLECT_WORD}, or remove the option.`,
		);
	}
	if (given.length > MAX_WORDS) {
		throw new InvalidInputError(
			'Collecting Words',
			`has ${given.length} words, the limit is ${MAX_WORDS}`,
			'Remove some, or let followers collect by any message.',
		);
	}
	return new Set(given);
}

function readText(field: string, text: string): string {
	if (isBlank(text)) {
		throw new InvalidInputError(
			field,
			'is empty',
			'Enter what the follower is to read, or remove the option.',
		);
	}
	const bytes = Buffer.byteLength(text);
	if (bytes > MAX_BYTES) {
		throw new InvalidInputError(
			field,
			`has ${bytes} bytes, the limit is ${MAX_BYTES}`,
			'Shorten it; a Chinese character counts as three bytes.',
		);
	}
	return text;
}
