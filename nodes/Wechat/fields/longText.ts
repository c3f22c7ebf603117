import type { INodeProperties } from 'n8n-workflow';
import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { markdownToText } from '../../../core/text/markdownToText';
import { shortenText, splitText } from '../../../core/text/splitText';
import { withinBytes } from '../../shared/textLimits';

/** The platform's limit for one text. */
const MAX_BYTES = 2048;

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
				'As models write it: headings, lists, tables, code and links become what WeChat shows, pictures become links',
		},
		{ name: 'Plain', value: 'plain', description: 'Sent as it is' },
	],
	default: 'plain',
	description: 'How the text is written',
};

/**
 * Brings a text into the form in which WeChat shows it.
 *
 * @param text as the user wrote it
 * @param choice as in the field {@link textFormat}
 * @throws InvalidInputError for Markdown that is too long to be read
 */
export function formatText(text: unknown, choice: unknown): unknown {
	return choice === 'markdown' && typeof text === 'string' ? markdownToText(text).text : text;
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
export function divideText(
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
