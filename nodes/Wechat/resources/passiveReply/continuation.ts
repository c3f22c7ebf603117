import type { INodeProperties } from 'n8n-workflow';
import { withWord } from '../../../../core/text/withWord';
import { isBlank } from '../../../../core/text/visibleText';
import { withinBytes } from '../../../shared/textLimits';

const DEFAULT_LINE = '（回复“{word}”看下文）';

/** Leaves most of a message to the text itself. */
const MAX_BYTES = 512;

/** The line at the end of a part that is followed by more. */
export const continuationLine: INodeProperties = {
	displayName: 'Continuation Line',
	name: 'continuation',
	type: 'string',
	default: DEFAULT_LINE,
	description:
		'Line under every part but the last, when a long text is split and the WeChat Trigger keeps the rest for the follower to collect. {word} stands for the first collecting word; leave empty to add no line.',
};

/**
 * Reads the line, preceded by an empty line.
 *
 * @param given value of the field {@link continuationLine}, undefined where the option is not set
 * @param word by which the follower gets the rest
 * @throws InvalidInputError for a line that is too long
 */
export function readContinuation(given: unknown, word: string): string {
	const line = withWord(String(given ?? DEFAULT_LINE), word);
	return isBlank(line) ? '' : `\n\n${withinBytes('Continuation Line', line, MAX_BYTES)}`;
}
