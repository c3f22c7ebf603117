const SHOWN_CHARACTERS = 20;
const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

const KEYCAP = /^[0-9#*]\ufe0f?\u20e3/u;
const ALWAYS_EMOJI = /^(?:\p{Emoji_Presentation}|\p{RI})/u;
const MADE_EMOJI = /\p{Emoji}[\ufe0e\ufe0f]?(?:\ufe0f|\p{Emoji_Modifier}|\u200d\p{Emoji})/u;
/** Beyond the first plane, phones always show these as emoji; unassigned characters there will be emoji. */
const FIRST_OF_EMOJI_PLANE = 0x1f000;
const PICTURE = /^(?:\p{Emoji}|(?=\p{Cn})\p{Extended_Pictographic})/u;
/** Selectors, and skin tones after a character without skin. */
const LOOSE_PARTS = /[\ufe0e\ufe0f]|\p{Emoji_Modifier}/gu;
/** Characters that, according to a developer's observation, are removed like emoji. */
const ENCLOSED_NUMBER = /[\u2460-\u2473]/gu;

/**
 * Removes from a value what the platform removes before it checks it: emoji and line breaks, and the enclosed numbers of typed keys.
 *
 * @param value as the caller gave it
 * @param isTyped whether the template is one of a category, where ① was observed to count as nothing
 */
export function filterText(value: string, isTyped: boolean): string {
	let kept = '';
	for (const { segment } of graphemes.segment(value.replace(/[\r\n]+/g, ''))) {
		// A joiner before an emoji is one of its parts.
		if (isEmoji(segment)) kept = kept.replace(/\u200d$/, '');
		else kept += segment.replace(LOOSE_PARTS, '');
	}
	return isTyped ? kept.replace(ENCLOSED_NUMBER, '') : kept;
}

/**
 * Cuts a value as the phone does for templates without typed keys: 20 characters, where a sequence of letters and digits counts as one,
 * then an ellipsis.
 */
export function cutLine(value: string): string {
	const characters = value.match(/[A-Za-z0-9]+|./gsu) ?? [];
	return characters.length <= SHOWN_CHARACTERS ? value : `${characters.slice(0, SHOWN_CHARACTERS).join('')}…`;
}

function isEmoji(grapheme: string): boolean {
	if (/^[0-9#*]/.test(grapheme)) return KEYCAP.test(grapheme);
	if (ALWAYS_EMOJI.test(grapheme) || MADE_EMOJI.test(grapheme)) return true;
	return (grapheme.codePointAt(0) ?? 0) >= FIRST_OF_EMOJI_PLANE && PICTURE.test(grapheme);
}
