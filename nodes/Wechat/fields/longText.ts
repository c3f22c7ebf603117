import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { type BubbleText, type MarkdownImage, markdownToText } from '../../../core/text/markdownToText';
import { shortenText, splitText } from '../../../core/text/splitText';
import { isBlank } from '../../../core/template/visibleText';
import { withinBytes } from '../../shared/textLimits';

/** The platform's limit for one text. */
const MAX_BYTES = 2048;
/** How many messages may follow one message of the follower; all of them may be pictures. */
const MAX_PICTURES = 5;

/** What becomes of a text that does not fit into one message. */
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
				'Send several messages, cut at paragraphs, sentences or words; up to five, or 20 where the WeChat Trigger keeps them for the follower to collect',
		},
	],
	default: 'split',
	description: 'What becomes of a text that is longer than 2048 bytes, about 680 Chinese characters',
};

/** How the text is written. */
export const textFormat: INodeProperties = {
	displayName: 'Text Format',
	name: 'textFormat',
	type: 'options',
	options: [
		{
			name: 'Markdown',
			value: 'markdown',
			description:
				'As models write it: headings, lists, tables, code and links become what WeChat shows, pictures become links or, with Pictures in Markdown, image messages',
		},
		{ name: 'Plain', value: 'plain', description: 'Sent as it is' },
	],
	default: 'plain',
	description: 'How the text is written',
};

/** What becomes of pictures in Markdown. */
export const markdownPictures: INodeProperties = {
	displayName: 'Pictures in Markdown',
	name: 'markdownPictures',
	type: 'options',
	options: [
		{
			name: 'Image Messages',
			value: 'messages',
			description:
				'Fetch them, upload them as temporary media (certified accounts) and send them as image messages (图片消息) after the text. Each counts as one of the five messages that WeChat takes; those that have no room, or that fail, become a line with description and address.',
		},
		{ name: 'Links', value: 'links', description: 'Links to the pictures stand in the text' },
	],
	default: 'links',
	description: 'What becomes of the pictures, where Text Format is Markdown',
};

/** A text in the form in which WeChat shows it, and pictures that are to follow it. */
export type ReadableText = Pick<BubbleText, 'images'> & { text: unknown };

/**
 * Brings a text into the form in which WeChat shows it.
 *
 * @param text as the user wrote it
 * @param choice values of the fields {@link textFormat} and {@link markdownPictures}
 * @throws InvalidInputError for Markdown that is too long to be read
 */
export function formatText(text: unknown, choice: IDataObject): ReadableText {
	if (choice.textFormat !== 'markdown' || typeof text !== 'string') return { text, images: [] };
	const asMessages = choice.markdownPictures === 'messages';
	const bubble = markdownToText(text, asMessages);
	const images = asMessages ? [...new Map(bubble.images.map((image) => [image.url, image])).values()] : [];
	return { text: bubble.text, images };
}

/** The messages of a text. */
export interface TextParts {
	/** Texts, in order. */
	parts: readonly string[];
	/** Pictures that follow them. */
	pictures: readonly MarkdownImage[];
}

/**
 * Makes messages of a text with pictures. Pictures for which there is no room become lines of the text.
 *
 * @param readable as {@link formatText} gives it
 * @param choice, maxMessages, continuation as for {@link divideText}; `maxMessages` counts texts and pictures
 * @throws InvalidInputError when the text is too long for what was chosen
 */
export function composeText(
	{ text, images }: { text: string; images: readonly MarkdownImage[] },
	choice: unknown,
	maxMessages: number,
	continuation = '',
): TextParts {
	for (let count = Math.min(images.length, MAX_PICTURES); ; count--) {
		const lines = images.slice(count).map(pictureLine);
		const whole = [text, ...lines].filter((part) => !isBlank(part)).join('\n\n');
		const parts = whole === '' ? [] : divideText(whole, choice, maxMessages, continuation);
		if (count === 0 || parts.length + count <= maxMessages)
			return { parts, pictures: images.slice(0, count) };
	}
}

/**
 * Writes a picture as a line of text: what it shows, and its address, which WeChat makes a link.
 *
 * @returns at most one message
 */
export function pictureLine({ alt, url }: MarkdownImage): string {
	return shortenText(`${alt} ${url}`.trim(), MAX_BYTES);
}

/**
 * Makes messages of a text.
 *
 * @param text to be sent
 * @param choice as in the field {@link longText}
 * @param maxMessages that WeChat takes, or the trigger keeps
 * @param continuation stands at the end of all messages but the last
 * @returns one message or more
 * @throws InvalidInputError when it is too long for what was chosen
 */
function divideText(
	text: string,
	choice: unknown,
	maxMessages: number,
	continuation = '',
): readonly string[] {
	if (choice === 'refuse') return [withinBytes('Text', text, MAX_BYTES)];
	if (Buffer.byteLength(text) <= MAX_BYTES) return [text];
	if (choice === 'shorten') return [shortenText(text, MAX_BYTES)];
	const parts = splitText(text, MAX_BYTES - Buffer.byteLength(continuation));
	if (parts.length > maxMessages) {
		throw new InvalidInputError(
			'Text',
			`would become ${parts.length} messages, the limit is ${maxMessages}`,
			'Ask for a shorter text, or choose Shorten under Options → Long Text.',
		);
	}
	return parts.map((part, index) => (index < parts.length - 1 ? `${part}${continuation}` : part));
}
