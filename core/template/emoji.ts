/** Characters that may be an emoji; digits, `#` and `*` only as keycaps. */
const SIGN = String.raw`(?![0-9#*])\p{Emoji}`;
const SELECTOR = String.raw`[\ufe0e\ufe0f]`;

/**
 * The beginning of an emoji. Older symbols such as ©, ™ or ☎ are text unless U+FE0F, a skin tone or a joiner turns them into an emoji;
 * beyond the first plane phones show all of them as pictures, and will do so for the reserved ones.
 */
const BEGINNINGS = [
	String.raw`\p{RI}\p{RI}?`,
	String.raw`[0-9#*]\ufe0f?\u20e3`,
	String.raw`\p{Emoji_Presentation}`,
	String.raw`(?=[\u{1f000}-\u{1ffff}])(?:\p{Emoji}|(?=\p{Cn})\p{Extended_Pictographic})`,
	String.raw`${SIGN}\ufe0f`,
	String.raw`${SIGN}${SELECTOR}?\p{Emoji_Modifier}`,
	String.raw`${SIGN}${SELECTOR}?(?=\u200d${SIGN})`,
];

/** The continuation of an emoji: a joined character, a joiner, selector, keycap, skin tone or tag. */
const REST = [
	String.raw`\u200d${SIGN}`,
	String.raw`(?:\u200d|\ufe0e|\ufe0f|\u20e3|\p{Emoji_Modifier}|[\u{e0020}-\u{e007f}])`,
];

const EMOJI = new RegExp(
	String.raw`(?:(?<!\u200d)\u200d+)?(?:${BEGINNINGS.join('|')})(?:${REST.join('|')})*`,
	'gu',
);

/** @returns the first complete emoji of a text; undefined when there is none */
export function findEmoji(text: string): string | undefined {
	return text.match(EMOJI)?.[0];
}

/**
 * Removes complete emoji from a text: flags, keycaps, joined families, skin tones, tags.
 *
 * @see https://developers.weixin.qq.com/community/develop/doc/000a2ae286cdc0f41a8face4c51801
 */
export function removeEmoji(text: string): string {
	return text.replace(EMOJI, '');
}

/** Removes variation selectors left next to plain characters: they only change the look, but count as characters. */
export function withoutSelectors(text: string): string {
	return text.replace(/[\ufe0e\ufe0f]/g, '');
}
