import { isBlank, trimText, withoutInvisible } from '../../core/text/visibleText';
import { InvalidInputError } from '../../core/errors/WechatErrors';

const SCHEME_AND_HOST = /^https?:\/\/[^/\\?#\s]/i;
/** A line break that was pasted along, or a lone surrogate. */
const UNUSABLE = /[\p{Cc}\p{Cs}]/u;

/**
 * Reads a URL that a follower's phone opens, normalized as by a browser: spaces, Chinese and other characters are percent-encoded, a
 * non-ASCII host becomes Punycode; what is already encoded, and the query, stay unchanged.
 *
 * @param field name of the field in the editor
 * @param address http or https
 * @throws InvalidInputError when it is empty or not a web address
 */
export function webAddress(field: string, address: string): string {
	const text = withoutInvisible(trimText(address));
	if (SCHEME_AND_HOST.test(text) && !UNUSABLE.test(text) && URL.canParse(text)) return new URL(text).href;
	throw new InvalidInputError(
		field,
		isBlank(text) ? 'is empty' : 'is not a web address (http or https)',
		'Enter it in full, e.g. https://example.com/page',
	);
}

/**
 * Reads an optional URL.
 *
 * @param field name of the field in the editor
 * @returns undefined for none
 * @throws as {@link webAddress}
 */
export function optionalAddress(field: string, address: string): string | undefined {
	return isBlank(address) ? undefined : webAddress(field, address);
}

/**
 * Reads the page path of a mini program, which WeChat wants without a leading slash. Its parameters stay unchanged, because the page gets
 * them as they are.
 *
 * @param field name of the field in the editor
 * @param path e.g. `pages/order/index?n=1`
 * @throws InvalidInputError when it is empty or not such a path
 */
export function readPagePath(field: string, path: unknown): string {
	const text = typeof path === 'string' ? trimText(path).replace(/^\/+/, '') : '';
	const [page = ''] = text.split('?');
	if (page !== '' && !/[\s:#\\]/.test(page) && !UNUSABLE.test(text)) return text;
	throw new InvalidInputError(
		field,
		text === '' ? 'is empty' : 'is not the path of a page of a mini program',
		'Enter the path of the page and its parameters, e.g. pages/order/index?n=1',
	);
}
