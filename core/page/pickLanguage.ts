/** Languages of the built-in pages. */
export type PageLanguage = 'en' | 'zh';

/**
 * Picks the language of a page by the browser's preferences.
 *
 * @param header value of Accept-Language; without one the visitor is assumed to be a Chinese WeChat user
 */
export function pickLanguage(header: string | undefined): PageLanguage {
	if (!header) return 'zh';
	const ranked = header
		.slice(0, 500)
		.split(',')
		.map((entry) => {
			const [tag = '', ...parameters] = entry
				.trim()
				.toLowerCase()
				.split(/\s*;\s*/);
			const q = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
			return { tag, q: q === undefined ? 1 : Number(q) || 0 };
		})
		.filter(({ q }) => q > 0)
		.sort((a, b) => b.q - a.q);
	const first = ranked.find(({ tag }) => /^(zh|en)(-|$)/.test(tag));
	return first?.tag.startsWith('zh') ? 'zh' : 'en';
}
