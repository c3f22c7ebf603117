import { InvalidInputError } from '../errors/WechatErrors';
import { elementsOf, isNamed, replaceElements, type Root } from './tree';

/** Where a picture of an article comes from. */
export type PictureSource =
	/** Already on WeChat's own host: stays as it is. */
	| { kind: 'wechat'; from: string }
	| { kind: 'url'; from: string; url: string }
	| { kind: 'data'; from: string; bytes: Buffer }
	/** A file of the input item, by the name of its field. */
	| { kind: 'binary'; from: string; field: string };

/** Hosts of pictures that WeChat keeps. */
const WECHAT_HOST = /^(?:https?:)?\/\/mm(?:biz|ecoa|sns)\.(?:qpic|qlogo)\.cn\//i;
const BINARY = /^(?:binary|attachment):(?:\/\/)?(.+)$/i;
const DATA = /^data:[^,]*,/i;
const SHOWN_CHARACTERS = 200;

/**
 * Finds the pictures of a document, each address once, in the order of the text.
 *
 * @param root of the document; addresses that WeChat's own editor keeps in `data-src` move to `src`
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
 * Whether a text says where a picture is, rightly or not; a media_id holds nothing but letters, digits, `-` and `_`.
 *
 * @param text an address, `binary:field`, a path of the writer's machine, or a media_id
 */
export function isPictureAddress(text: string): boolean {
	return /[:/\\.]/.test(text);
}

/**
 * Says where a picture is to be taken from.
 *
 * @param field name of the field in the editor
 * @param address as it stands in the text
 * @throws InvalidInputError for an address that only the writer's machine knows, or none
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

/** An address as messages and outputs show it: a picture that stands in the text itself is cut short. */
function shownAddress(address: string): string {
	const limit = DATA.test(address) ? 40 : SHOWN_CHARACTERS;
	return address.length > limit ? `${address.slice(0, limit)}…` : address;
}

/**
 * Puts the addresses that WeChat gave in the place of the original ones.
 *
 * @param root of the document, which is changed
 * @param addressOf gives the new address of an old one; undefined takes the picture out
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
