import { InvalidInputError } from '../errors/WechatErrors';
import { elementsOf, isNamed, replaceElements, type Root } from './tree';

/** The source of a picture of an article. */
export type PictureSource =
	/** Already on WeChat's own host: stays unchanged. */
	| { kind: 'wechat'; from: string }
	| { kind: 'url'; from: string; url: string }
	| { kind: 'data'; from: string; bytes: Buffer }
	/** A file of the input item, by the name of its field. */
	| { kind: 'binary'; from: string; field: string };

/** Hosts of pictures that WeChat stores. */
const WECHAT_HOST = /^(?:https?:)?\/\/mm(?:biz|ecoa|sns)\.(?:qpic|qlogo)\.cn\//i;
const BINARY = /^(?:binary|attachment):(?:\/\/)?(.+)$/i;
const DATA = /^data:[^,]*,/i;
const SHOWN_CHARACTERS = 200;

/**
 * Finds the URLs of a document's pictures, without duplicates, in document order.
 *
 * @param root of the document; URLs that WeChat's own editor keeps in `data-src` are moved to `src`
 */
export function pictureAddresses(root: Root): string[] {
	const addresses = new Set<string>();
	for (const one of elementsOf(root)) {
		if (!isNamed(one, 'img')) continue;
		const { src, dataSrc } = one.properties;
		if (dataSrc && (!src || String(src).startsWith('data:image/gif'))) one.properties.src = String(dataSrc);
		delete one.properties.dataSrc;
		addresses.add(String(one.properties.src ?? '').trim());
	}
	return [...addresses];
}

/**
 * Whether a text looks like the source of a picture; a media_id consists only of letters, digits, `-` and `_`.
 *
 * @param text a URL, `binary:field`, a path on the author's machine, or a media_id
 */
export function isPictureAddress(text: string): boolean {
	return /[:/\\.]/.test(text);
}

/**
 * Determines the source of a picture.
 *
 * @param field name of the field in the editor
 * @param address as in the text
 * @throws InvalidInputError for an address that is only valid on the author's machine, or is not one
 */
export function pictureSource(field: string, address: string): PictureSource {
	const from = shownAddress(address);
	if (WECHAT_HOST.test(address)) return { kind: 'wechat', from };
	const [, name] = BINARY.exec(address) ?? [];
	if (name !== undefined) return { kind: 'binary', from, field: decoded(name) };
	const [head] = DATA.exec(address) ?? [];
	if (head !== undefined) {
		const content = address.slice(head.length);
		const bytes = /;base64,$/i.test(head)
			? Buffer.from(decoded(content), 'base64')
			: Buffer.from(decoded(content), 'utf8');
		return { kind: 'data', from, bytes };
	}
	const absolute = address.startsWith('//') ? `https:${address}` : address;
	if (/^https?:\/\/[^/\s]/i.test(absolute) && URL.canParse(absolute)) {
		return { kind: 'url', from, url: new URL(absolute).href };
	}
	throw new InvalidInputError(
		field,
		address === ''
			? 'has a picture without an address'
			: `has a picture at ${from}, which is no address on the web`,
		'Give the whole address (https://…), or binary:name for a file in that binary field of the input item.',
	);
}

/** A URL for messages and outputs, with a data URL shortened. */
function shownAddress(address: string): string {
	const limit = DATA.test(address) ? 40 : SHOWN_CHARACTERS;
	return address.length > limit ? `${address.slice(0, limit)}…` : address;
}

/**
 * Replaces the original URLs by those from WeChat.
 *
 * @param root of the document, which is changed
 * @param addressOf returns the new URL for an old one; undefined removes the picture
 */
export function replacePictures(root: Root, addressOf: (address: string) => string | undefined): void {
	replaceElements(root, (one) => {
		if (!isNamed(one, 'img')) return undefined;
		const address = addressOf(String(one.properties.src ?? '').trim());
		return address === undefined ? [] : [{ ...one, properties: { ...one.properties, src: address } }];
	});
}

function decoded(value: string): string {
	try {
		return decodeURIComponent(value);
	} catch {
		return value;
	}
}
