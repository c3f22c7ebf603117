const WIDE = /[\u2E80-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\uFF00-\uFFEF\u3000-\u303F→]/u;
const NARROW = /[ijlft.,:;'’|!()[\]/ ]/;
const BROAD = /[mwMW@%]/;
/** Characters that may not begin a line of Chinese. */
const CLOSING = /^[，。、：；！？）」》”]/u;

/** Estimates the width of a text in pixels, by the kind of each character, rather too wide than too narrow. */
export function widthOf(text: string, size: number): number {
	let ems = 0;
	for (const sign of text) {
		if (WIDE.test(sign)) ems += 1;
		else if (NARROW.test(sign)) ems += 0.33;
		else if (BROAD.test(sign)) ems += 0.9;
		else ems += /[A-Z]/.test(sign) ? 0.68 : 0.57;
	}
	return ems * size;
}

/**
 * Breaks a text into lines: between words, between Chinese characters, and inside a word that is wider than a line.
 *
 * @param width of a line in pixels
 * @param size of the letters in pixels
 */
export function wrapText(text: string, width: number, size: number): string[] {
	const lines: string[] = [];
	let line = '';
	for (const piece of piecesOf(text, width, size)) {
		if (line === '' || widthOf(line + piece.trimEnd(), size) <= width || CLOSING.test(piece)) {
			line += line === '' ? piece.trimStart() : piece;
		} else {
			lines.push(line.trimEnd());
			line = piece.trimStart();
		}
	}
	return [...lines, line.trimEnd()];
}

/** Splits into words, including the space after them, and single Chinese characters. */
function piecesOf(text: string, width: number, size: number): string[] {
	const words =
		text.match(
			/[\u2E80-\u9FFF\uFF00-\uFFEF\u3000-\u303F→]\s*|[^\s\u2E80-\u9FFF\uFF00-\uFFEF\u3000-\u303F→]+\s*|\s+/gu,
		) ?? [];
	return words.flatMap((word) => (widthOf(word, size) <= width ? [word] : [...word]));
}
