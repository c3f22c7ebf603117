/** One line of a style: a property and its value. */
export interface Declaration {
	property: string;
	value: string;
	important: boolean;
}

/** What WeChat drops or never shows, and what could load or run something. */
const DROPPED =
	/^(?:position|z-index|content|behavior|-moz-binding|cursor|pointer-events|top|left|right|bottom|--.*)$/i;
const LOADING = /url\s*\(|expression\s*\(|javascript:|@import|</i;
const WECHAT_PICTURE = /^[^(]*url\(\s*["']?https?:\/\/mmbiz\.(?:qpic|qlogo)\.cn\/[^)"'\s]*["']?\s*\)[^(]*$/i;

/** Whether a declaration may stand in an article. */
export function isUsable({ property, value }: Declaration): boolean {
	return !DROPPED.test(property) && value !== '' && (!LOADING.test(value) || WECHAT_PICTURE.test(value));
}

/**
 * Reads a `style` attribute.
 *
 * @param style declarations with semicolons between them
 * @returns those of them that are complete; semicolons in quotes and brackets end nothing
 */
export function readDeclarations(style: string): Declaration[] {
	const parts = style.match(/(?:[^;"'(]|"[^"]*"|'[^']*'|\([^)]*\)|["'(])+/g) ?? [];
	return parts.flatMap((part) => {
		const [, property = '', value = ''] = /^\s*([\w-]+)\s*:\s*([^]*?)\s*$/.exec(part) ?? [];
		return property === '' ? [] : [declaration(property, value)];
	});
}

/** Makes a declaration of a property and a value that may end in `!important`. */
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
 * @param declarations in order of precedence; of one property the last one counts
 */
export function writeDeclarations(declarations: readonly Declaration[]): string {
	const values = new Map<string, string>();
	for (const { property, value } of declarations) {
		// What follows a shorthand must go on following it.
		values.delete(property);
		values.set(property, value);
	}
	return [...values].map(([property, value]) => `${property}:${quoted(value)}`).join(';');
}

/** Double quotes, which have a name in HTML that every filter knows; single ones have but a number in its older versions. */
function quoted(value: string): string {
	return /["\\]/.test(value) ? value : value.replaceAll("'", '"');
}
