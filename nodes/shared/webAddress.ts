import { isBlank, trimText, withoutInvisible } from '../../core/template/visibleText';
import { InvalidInputError } from '../../core/errors/WechatErrors';

const SCHEME_AND_HOST = /^https?:\/\/[^/\\?#\s]/i;
/** A line break that came along, or half of a character. */
const UNUSABLE = /[\p{Cc}\p{Cs}]/u;

/**
 * Reads an address that a follower's phone opens, in the form that a browser gives it: spaces, Chinese and other characters are
 * percent-encoded, a host in other letters is in Punycode; what is encoded already, and the query, stay as they are.
 *
 * @param field the name of the field as the editor shows it
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
 * Reads an address that may be left out.
 *
 * @param field the name of the field as the editor shows it
 * @returns undefined for none
 * @throws as {@link webAddress}
 */
export function optionalAddress(field: string, address: string): string | undefined {
	return isBlank(address) ? undefined : webAddress(field, address);
}

/**
 * Reads the page of a mini program: WeChat wants it without a slash at the beginning. Its parameters stay as they are, because the
 * page gets them so.
 *
 * @param field the name of the field as the editor shows it
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
