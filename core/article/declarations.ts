/** One declaration of a style: a property and its value. */
export interface Declaration {
	property: string;
	value: string;
	important: boolean;
}

/** Declarations that WeChat drops or never shows, or that could load or run something. */
const DROPPED =
	/^(?:position|z-index|content|(?:-ms-)?behavior|-moz-binding|-o-link(?:-source)?|cursor|pointer-events|top|left|right|bottom|--.*)$/i;
const LOADING =
	/(?:url|src|image|image-set|cross-fade|expression)\s*\(|(?:java|vb)script:|progid:|@import|</i;
const WECHAT_PICTURE = /^[^(]*url\(\s*["']?https?:\/\/mmbiz\.(?:qpic|qlogo)\.cn\/[^)"'\s]*["']?\s*\)[^(]*$/i;

const IMPORTANT = /! ?important$/i;
const CLOSED_BY: Readonly<Record<string, string>> = { '"': '"', "'": "'", '(': ')' };

/** Whether a declaration is allowed in an article. */
export function isUsable({ property, value }: Declaration): boolean {
	if (DROPPED.test(property) || value === '') return false;
	return !LOADING.test(asParsed(value)) || WECHAT_PICTURE.test(value);
}

const COMMENT = /\/\*(?:[^*]|\*(?!\/))*(?:\*\/|$)/g;
const ESCAPE = /\\(?:([0-9a-f]{1,6})\s?|(.))/gi;
const MAX_CODE_POINT = 0x10ffff;

/** A value as a browser reads it: without comments, and with escaped characters as they are. */
function asParsed(value: string): string {
	return value.replace(COMMENT, '').replace(ESCAPE, (_escape, hex?: string, character?: string) => {
		const code = Number.parseInt(hex ?? '', 16);
		return code <= MAX_CODE_POINT ? String.fromCodePoint(code) : (character ?? '');
	});
}

/** A picture of a background. Whatever is not closed ends with the value, so that no character is searched twice. */
const PICTURE = /url\( ?(?:"[^"]*"?|'[^']*'?|[^)]*) ?\)?/gi;

/**
 * Removes the picture of a background when it is not on WeChat, but keeps the color, so that light text on a dark background stays readable.
 *
 * @returns the declaration without the picture; unchanged when nothing has to be removed
 */
export function withoutForeignPicture(one: Declaration): Declaration {
	if (one.property !== 'background' || isUsable(one)) return one;
	return { ...one, value: one.value.replace(PICTURE, ' ').replace(/\s+/g, ' ').trim() };
}

/**
 * Reads a `style` attribute.
 *
 * @param style declarations separated by semicolons
 * @returns the complete ones; semicolons in quotes and parentheses do not separate
 */
export function readDeclarations(style: string): Declaration[] {
	return partsOf(style).flatMap((part) => {
		const colon = part.indexOf(':');
		const property = part.slice(0, Math.max(colon, 0)).trim();
		return /^[\w-]+$/.test(property) ? [declaration(property, part.slice(colon + 1))] : [];
	});
}

/** Splits a style at semicolons outside of quotes and parentheses, in linear time: the style may be anybody's. */
function partsOf(style: string): string[] {
	const parts: string[] = [];
	let start = 0;
	let closing = '';
	const last = new Map(Object.values(CLOSED_BY).map((mark) => [mark, style.lastIndexOf(mark)]));
	for (let at = 0; at < style.length; at++) {
		const character = style.charAt(at);
		if (closing !== '') {
			if (character === closing) closing = '';
		} else if (character === ';') {
			parts.push(style.slice(start, at));
			start = at + 1;
		} else {
			const mark = CLOSED_BY[character] ?? '';
			// One that is never closed is an ordinary character.
			closing = (last.get(mark) ?? 0) > at ? mark : '';
		}
	}
	return [...parts, style.slice(start)];
}

/** Makes a declaration from a property and a value that may end in `!important`. */
export function declaration(property: string, value: string): Declaration {
	// White space first: a pattern that begins with it would search every run of it from each of its characters.
	const plain = value.replace(/\s+/g, ' ').trim();
	return {
		property: property.startsWith('--') ? property : property.toLowerCase(),
		value: plain.replace(IMPORTANT, '').trim(),
		important: IMPORTANT.test(plain),
	};
}

/**
 * Writes a `style` attribute.
 *
 * @param declarations in order of precedence; for each property the last one counts
 */
export function writeDeclarations(declarations: readonly Declaration[]): string {
	const values = new Map<string, string>();
	for (const { property, value } of declarations) {
		// Keeps the order: a property that follows a shorthand must stay after it.
		values.delete(property);
		values.set(property, value);
	}
	return [...values].map(([property, value]) => `${property}:${quoted(value)}`).join(';');
}

/**
 * Uses double quotes, which have a named reference in HTML that every filter knows; older HTML has only a numeric one for single quotes.
 */
function quoted(value: string): string {
	return /["\\]/.test(value) ? value : value.replaceAll("'", '"');
}
