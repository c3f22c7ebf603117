/** One declaration of a style: a property and its value. */
export interface Declaration {
	property: string;
	value: string;
	important: boolean;
}

/** Declarations that WeChat drops or never shows, or that could load or run something. */
const DROPPED =
	/^(?:position|z-index|content|behavior|-moz-binding|cursor|pointer-events|top|left|right|bottom|--.*)$/i;
const LOADING = /url\s*\(|expression\s*\(|javascript:|@import|</i;
const WECHAT_PICTURE = /^[^(]*url\(\s*["']?https?:\/\/mmbiz\.(?:qpic|qlogo)\.cn\/[^)"'\s]*["']?\s*\)[^(]*$/i;

/** Whether a declaration is allowed in an article. */
export function isUsable({ property, value }: Declaration): boolean {
	return !DROPPED.test(property) && value !== '' && (!LOADING.test(value) || WECHAT_PICTURE.test(value));
}

const PICTURE = /url\(\s*(?:"[^"]*"|'[^']*'|[^)"']*)\s*\)/gi;

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
	const parts = style.match(/(?:[^;"'(]|"[^"]*"|'[^']*'|\([^)]*\)|["'(])+/g) ?? [];
	return parts.flatMap((part) => {
		const [, property = '', value = ''] = /^\s*([\w-]+)\s*:\s*([^]*?)\s*$/.exec(part) ?? [];
		return property === '' ? [] : [declaration(property, value)];
	});
}

/** Makes a declaration from a property and a value that may end in `!important`. */
export function declaration(property: string, value: string): Declaration {
	const important = /\s*!\s*important\s*$/i;
	return {
		property: property.startsWith('--') ? property : property.toLowerCase(),
		value: value.replace(important, '').replace(/\s+/g, ' ').trim(),
		important: important.test(value),
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
