import { InvalidInputError } from '../errors/WechatErrors';

/**
 * Limits of an article in a draft.
 *
 * According to the official page, `content` has fewer than 20,000 characters and less than 1 MB. Twenty thousand characters never take a
 * megabyte, so the first limit is assumed to count what readers see, and the second one the HTML; see docs/decisions/014 for what others
 * observed.
 *
 * @see https://developers.weixin.qq.com/doc/service/api/draftbox/draftmanage/api_draft_add.html
 */
export const ARTICLE_LIMITS = {
	title: 32,
	author: 16,
	/** 128 since the page was changed on 2025-12-19; older copies say 120, as does the counter of WeChat's own editor. */
	digest: 128,
	characters: 20_000,
	bytes: 1024 * 1024,
	sourceUrlBytes: 1024,
	/** Our own limit: each picture costs a fetch and an upload. */
	pictures: 100,
} as const;

/**
 * Checks a text whose limit is counted in characters.
 *
 * @param field name of the field in the editor
 * @param text to check; an empty one passes
 * @param max maximum number of characters; an emoji counts as one
 * @param remedy for a text that is too long
 * @throws InvalidInputError naming field, actual length and limit
 */
export function withinLimit(field: string, text: string, max: number, remedy: string): string {
	const characters = [...text].length;
	if (characters <= max) return text;
	throw new InvalidInputError(field, `has ${characters} characters, the limit is ${max}`, remedy);
}

/**
 * Checks the number of pictures.
 *
 * @param field name of the field in the editor
 * @throws InvalidInputError naming number and limit
 */
export function checkPictureCount(field: string, count: number): void {
	if (count <= ARTICLE_LIMITS.pictures) return;
	throw new InvalidInputError(
		field,
		`has ${count} pictures, the limit is ${ARTICLE_LIMITS.pictures}`,
		'Divide it into several drafts, or leave pictures out.',
	);
}

/**
 * Checks the body of an article as it will be sent.
 *
 * @param field name of the field in the editor
 * @param visible the text that readers see
 * @param html the complete HTML
 * @throws InvalidInputError naming length and limit
 */
export function checkContent(field: string, visible: string, html: string): void {
	const characters = [...visible.replace(/\s+/g, ' ')].length;
	if (characters >= ARTICLE_LIMITS.characters) {
		throw new InvalidInputError(
			field,
			`has ${characters} characters of text, an article has fewer than ${ARTICLE_LIMITS.characters}`,
			'Divide it into several articles.',
		);
	}
	const bytes = Buffer.byteLength(html, 'utf8');
	if (bytes >= ARTICLE_LIMITS.bytes) throw tooMuchHtml(field, bytes);
}

/**
 * The error for HTML that is too long.
 *
 * @param field name of the field in the editor
 * @param bytes of the HTML, as far as it has been written
 */
export function tooMuchHtml(field: string, bytes: number): InvalidInputError {
	return new InvalidInputError(
		field,
		`becomes ${Math.ceil(bytes / 1024)} KB of HTML, an article has less than ${ARTICLE_LIMITS.bytes / 1024} KB`,
		'Divide it into several articles, or use fewer formulas and colored code blocks.',
	);
}
