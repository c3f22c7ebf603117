import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { InvalidInputError } from '../../../core/errors/WechatErrors';
import {
	type MarkdownImage,
	markdownToPieces,
	markdownToText,
	type TextPiece,
} from '../../../core/text/markdownToText';
import { sendableText } from '../../../core/protocol/replyXml';
import { shortenText, splitText } from '../../../core/text/splitText';
import { isBlank } from '../../../core/text/visibleText';
import { withinBytes } from '../../shared/textLimits';
import type { MessageContent } from './messageContent';

/** WeChat's limit for one text. */
const MAX_BYTES = 2048;
/** How many messages may follow one message of the follower; all of them may be pictures. */
const MAX_PICTURES = 5;
/** A text that would become more messages than this is not split just to count them. */
const MOST_COUNTED = 100;

const SPLIT_THEN_SHORTEN = 'splitThenShorten';

/** What to do with a text that does not fit into one message. */
export const longText: INodeProperties = {
	displayName: 'Long Text',
	name: 'longText',
	type: 'options',
	options: [
		{ name: 'Refuse', value: 'refuse', description: 'Stop with an error before anything is sent' },
		{ name: 'Shorten', value: 'shorten', description: 'Send the beginning, with an ellipsis' },
		{
			name: 'Split',
			value: 'split',
			description:
				'Send several messages, cut at paragraphs, sentences or words; up to five (three in answer to a follow, a menu click or a scan), or 20 if the WeChat Trigger keeps them for the follower to collect. A text that needs more stops with an error before anything is sent.',
		},
		{
			name: 'Split, Then Shorten',
			value: SPLIT_THEN_SHORTEN,
			description:
				'The same, but a text that needs more messages than that ends with an ellipsis; useful for AI models, which have no sense of length',
		},
	],
	default: 'split',
	description: 'What to do with a text that is longer than 2048 bytes, about 680 Chinese characters',
};

/** The markup of the text. */
export const textFormat: INodeProperties = {
	displayName: 'Text Format',
	name: 'textFormat',
	type: 'options',
	options: [
		{
			name: 'Markdown',
			value: 'markdown',
			description:
				'As models write it: headings, lists, tables, code and links become what WeChat shows, pictures become links or, with Pictures in Markdown, image messages. The thoughts of a reasoning model before its answer are left out.',
		},
		{ name: 'Plain', value: 'plain', description: 'Sent as it is' },
	],
	default: 'plain',
	description: 'How the text is written',
};

/** What to do with pictures in Markdown. */
export const markdownPictures: INodeProperties = {
	displayName: 'Pictures in Markdown',
	name: 'markdownPictures',
	type: 'options',
	options: [
		{
			name: 'Image Messages',
			value: 'messages',
			description:
				'Fetch them, upload them as temporary media (certified accounts) and send them as image messages (图片消息) between the texts, or after the text if the five messages that WeChat accepts are not enough for that or if the WeChat Trigger keeps them. Pictures that do not fit, or that fail, become a line with description and address.',
		},
		{ name: 'Links', value: 'links', description: 'Links to the pictures are in the text' },
	],
	default: 'links',
	description: 'What to do with the pictures when Text Format is Markdown',
};

/**
 * Converts a text into the form in which WeChat shows it.
 *
 * @param text as the user wrote it
 * @param choice values of the fields {@link textFormat} and {@link markdownPictures}
 * @returns the visible parts, in order; pictures only where they become messages
 * @throws InvalidInputError for Markdown that is too long to parse
 */
export function formatText(text: unknown, choice: IDataObject): readonly TextPiece[] {
	const sendable = sendableText(String(text ?? ''));
	return piecesOf(sendable, choice).filter((piece) => isPicture(piece) || !isBlank(piece));
}

function piecesOf(text: string, { textFormat, markdownPictures }: IDataObject): readonly TextPiece[] {
	if (textFormat !== 'markdown') return [text];
	return markdownPictures === 'messages' ? markdownToPieces(text) : [markdownToText(text)];
}

/** One message of several, or a picture that has to be fetched for one. */
export type MessagePart = MessageContent | MarkdownImage;

/** Whether a part is a picture that has to be fetched. */
export function isPicture<T extends object>(part: T | string | MarkdownImage): part is MarkdownImage {
	return typeof part !== 'string' && !('type' in part);
}

/** Limits of the messages of a text. */
interface MessageRules {
	/** Value of the field {@link longText}. */
	longText: unknown;
	/** The number that WeChat accepts, or the trigger keeps. */
	maxMessages: number;
	/** Where the trigger keeps them: ends every text that is followed by more. */
	continuation?: string;
}

/**
 * Makes messages from a text with pictures: texts that fit, and pictures in their place. If that gives too many messages, or the follower
 * collects them one by one, the pictures come after the text; those for which there is no room become lines of it.
 *
 * @param pieces from {@link formatText}
 * @returns at least one message
 * @throws InvalidInputError when the text is too long for the chosen option
 */
export function composeText(pieces: readonly TextPiece[], rules: MessageRules): readonly MessagePart[] {
	const { maxMessages, continuation } = rules;
	// A picture cannot end with a note that more follows.
	const layouts = continuation === undefined ? [inPlace, picturesLast] : [picturesLast];
	const pictures = pieces.filter(isPicture);
	for (let count = Math.min(pictures.length, MAX_PICTURES); ; count--) {
		const lines = new Set(pictures.slice(count));
		const shown = pieces.map((piece) => (isPicture(piece) && lines.has(piece) ? pictureLine(piece) : piece));
		for (const layout of layouts) {
			const messages = divideTexts(layout(shown), rules);
			if (messages.length <= maxMessages) return messages;
			if (count === 0) throw tooMany(String(messages.length), maxMessages);
		}
	}
}

/** Joins adjacent texts. */
function inPlace(pieces: readonly TextPiece[]): TextPiece[] {
	return pieces.reduce<TextPiece[]>((joined, piece) => {
		const last = joined.at(-1);
		if (isPicture(piece) || last === undefined || isPicture(last)) return [...joined, piece];
		return [...joined.slice(0, -1), `${last}\n\n${piece}`];
	}, []);
}

function picturesLast(pieces: readonly TextPiece[]): TextPiece[] {
	return inPlace([...pieces.filter((piece) => !isPicture(piece)), ...pieces.filter(isPicture)]);
}

/**
 * Writes a picture as a line of text: its description, and its URL, which WeChat shows as a link.
 *
 * @returns at most one message
 */
export function pictureLine({ alt, url }: MarkdownImage): string {
	return shortenText(`${alt} ${url}`.trim(), MAX_BYTES);
}

function divideTexts(pieces: readonly TextPiece[], rules: MessageRules): MessagePart[] {
	return pieces.flatMap((piece, index): MessagePart[] => {
		if (isPicture(piece)) return [piece];
		const texts = divideText(piece, rules, index < pieces.length - 1);
		return texts.map((content) => ({ type: 'text', content }));
	});
}

/**
 * Makes messages from one text.
 *
 * @param isFollowed whether other messages follow
 * @throws InvalidInputError when it is too long for the chosen option
 */
function divideText(text: string, rules: MessageRules, isFollowed: boolean): string[] {
	const { continuation = '' } = rules;
	const room = MAX_BYTES - Buffer.byteLength(continuation);
	const parts = partsOf(text, rules, room, isFollowed ? room : MAX_BYTES);
	const isMore = (index: number) => isFollowed || index < parts.length - 1;
	return parts.map((part, index) => (isMore(index) ? `${part}${continuation}` : part));
}

/**
 * @param room bytes of a part that is followed by another one
 * @param roomAtEnd bytes of the last part
 */
function partsOf(text: string, rules: MessageRules, room: number, roomAtEnd: number): string[] {
	const { longText: choice, maxMessages } = rules;
	if (choice === 'refuse') withinBytes('Text', text, MAX_BYTES);
	if (Buffer.byteLength(text) <= roomAtEnd) return [text];
	if (choice === 'shorten') return [shortenText(text, roomAtEnd)];
	return split(text, { room, roomAtEnd, maxMessages, isShortened: choice === SPLIT_THEN_SHORTEN });
}

function split(
	text: string,
	limits: { room: number; roomAtEnd: number; maxMessages: number; isShortened: boolean },
): string[] {
	const { room, roomAtEnd, maxMessages, isShortened } = limits;
	const least = Math.ceil(Buffer.byteLength(text.replace(/\s+/g, ' ')) / MAX_BYTES);
	if (least > MOST_COUNTED && !isShortened) throw tooMany(`at least ${least}`, maxMessages);
	// Text far beyond the last message does not affect the result.
	const seen = isShortened ? text.trim().slice(0, 2 * maxMessages * MAX_BYTES) : text;
	const parts = splitText(seen, room);
	if (parts.length <= maxMessages || !isShortened) return parts;
	const rest = parts.slice(maxMessages - 1).join('\n\n');
	return [...parts.slice(0, maxMessages - 1), shortenText(rest, roomAtEnd)];
}

function tooMany(messages: string, limit: number): InvalidInputError {
	return new InvalidInputError(
		'Text',
		`would become ${messages} messages, the limit is ${limit}`,
		'Ask for a shorter text, or choose Split, Then Shorten under Options → Long Text.',
	);
}
