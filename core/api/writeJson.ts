/** JSON.stringify escapes only control characters and lone surrogates this way; everything else stays raw. */
const ESCAPE = /\\u([0-9a-f]{4})/g;
const EVEN_BACKSLASHES = /(^|[^\\])(\\\\)*$/;

/**
 * Serialises a request body as the platform wants it: raw UTF-8 without `\uXXXX` escapes (they lead to 40033 or 47002, or
 * are shown to the reader). Control characters are dropped, halves of surrogate pairs become U+FFFD.
 *
 * @param body the JSON object; entries that are undefined are left out
 */
export function writeJson(body: Readonly<Record<string, unknown>>): string {
	const text = JSON.stringify(body);
	if (!text.includes('\\u')) return text;
	return text.replace(ESCAPE, (escape, hex: string, offset: number) => {
		if (!EVEN_BACKSLASHES.test(text.slice(Math.max(0, offset - 64), offset))) return escape;
		return hex.startsWith('d') ? '\ufffd' : '';
	});
}
