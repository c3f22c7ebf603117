import { InvalidInputError } from '../errors/WechatErrors';
import { type Element, elementsOf, isNamed, replaceElements, type Root } from './tree';

/** The source of a picture of an article. */
export type PictureSource =
	/** Already on WeChat's own host: stays unchanged. */
	| { kind: 'wechat'; from: string; url: string }
	| { kind: 'url'; from: string; url: string }
	| { kind: 'data'; from: string; bytes: Buffer }
	/** A file of the input item, by the name of its field. */
	| { kind: 'binary'; from: string; field: string }
	/** An address that only works on the author's machine, or none at all. */
	| { kind: 'unusable'; from: string; problem: string };

/** Hosts of pictures that WeChat stores. */
const WECHAT_HOST = /^(?:https?:)?\/\/mm(?:biz|ecoa|sns)\.(?:qpic|qlogo)\.cn\//i;
const BINARY = /^(?:binary|attachment):(?:\/\/)?(.+)$/i;
const DATA = /^data:[^,]*,/i;
const SHOWN_CHARACTERS = 200;

/** Attributes in which pages with lazy loading keep a picture's URL; WeChat's own pages use the first one. */
const LATER = ['dataSrc', 'dataOriginal', 'dataActualsrc', 'dataLazySrc'] as const;
/** Attributes in which cards of mini programs keep the URL of their picture; the second one is an older name. */
const OF_CARDS = ['dataMiniprogramImageurl', 'dataProgarmImageurl'] as const;

/**
 * Finds the URLs of a document's pictures, without duplicates, in document order; those of mini program cards come last.
 *
 * @param root of the document; the URL of a picture with lazy loading is moved to `src`
 */
export function pictureAddresses(root: Root): string[] {
	const inText = new Set<string>();
	const onCards = new Set<string>();
	for (const one of elementsOf(root)) {
		for (const { address } of onCard(one)) onCards.add(address);
		if (!isNamed(one, 'img')) continue;
		const { src } = one.properties;
		const later = LATER.map((name) => one.properties[name]).find(Boolean);
		// A `src` with a data URL is then only a placeholder.
		if (later && (!src || DATA.test(String(src).trim()))) one.properties.src = String(later);
		for (const name of LATER) delete one.properties[name];
		inText.add(String(one.properties.src ?? '').trim());
	}
	return [...new Set([...inText, ...onCards])];
}

/** The picture URLs of an element that is a card, with the names of their properties. */
function onCard({ tagName, properties }: Element): { name: string; address: string }[] {
	if (!tagName.startsWith('mp-')) return [];
	return OF_CARDS.map((name) => ({ name, address: String(properties[name] ?? '').trim() })).filter(
		({ address }) => address !== '',
	);
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
	const source = sourceOrProblem(address);
	if (source.kind !== 'unusable') return source;
	throw new InvalidInputError(
		field,
		address === ''
			? 'has a picture without an address'
			: `has a picture at ${source.from}, which ${source.problem}`,
		'Give the full address (https://…), or binary:name for a file in that binary field of the input item.',
	);
}

/**
 * Determines the source of a picture, or why it has no usable one.
 *
 * @param address as in the text
 */
export function sourceOrProblem(address: string): PictureSource {
	const from = shownAddress(address);
	const absolute = address.startsWith('//') ? `https:${address}` : address;
	if (WECHAT_HOST.test(address)) return { kind: 'wechat', from, url: absolute };
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
	if (/^https?:\/\/[^/\s]/i.test(absolute) && URL.canParse(absolute)) {
		return { kind: 'url', from, url: new URL(absolute).href };
	}
	return { kind: 'unusable', from, problem: address === '' ? 'has no address' : 'is not a web address' };
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
		for (const { name, address } of onCard(one)) one.properties[name] = addressOf(address);
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
