import {
	appendChild,
	CDATA_CLOSE,
	isRepeatable,
	MAX_DEPTH,
	type XmlElement,
	type XmlValue,
} from './xmlElement';

/** Far more sibling elements than WeChat sends. */
const MAX_ELEMENTS = 1_000;

const OPENING = /<([A-Za-z_][\w.-]*)(?:[ \t\r\n]*\/>|>(<!\[CDATA\[)?)/y;
const WHITE_SPACE = /[ \t\r\n]*/y;

const REFERENCE = /&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(lt|gt|amp|quot|apos));/g;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const MAX_CODE_POINT = 0x10ffff;

/** An opening tag. */
export interface Opening {
	name: string;
	/** Where the content begins; for CDATA text, after `<![CDATA[`. */
	inside: number;
	/** What the tag reveals about the content; `other` is bare text or child elements. */
	kind: 'text' | 'empty' | 'other';
}

/** One element, and where it ends. */
export interface FoundElement {
	name: string;
	value: XmlValue;
	kind: Opening['kind'];
	/** After the closing tag. */
	end: number;
}

/**
 * Reads an opening tag the way WeChat writes it: without attributes.
 *
 * @param xml the document
 * @param at where it must begin
 */
export function readOpening(xml: string, at: number): Opening | undefined {
	OPENING.lastIndex = at;
	const match = OPENING.exec(xml);
	if (!match) return undefined;
	const [tag, name = '', cdata] = match;
	// As a property name it would set the object's prototype.
	if (name === '__proto__') return undefined;
	return { name, inside: at + tag.length, kind: kindOf(tag, cdata) };
}

function kindOf(tag: string, cdata: string | undefined): Opening['kind'] {
	if (tag.endsWith('/>')) return 'empty';
	return cdata ? 'text' : 'other';
}

/** Where white space that begins at a position ends. */
export function skipWhiteSpace(xml: string, at: number): number {
	WHITE_SPACE.lastIndex = at;
	WHITE_SPACE.test(xml);
	return WHITE_SPACE.lastIndex;
}

/**
 * Reads an element whose texts are plain, that is, do not contain the end of a CDATA section.
 *
 * @param xml the document
 * @param at where it must begin
 * @param depth how many elements enclose it
 * @returns undefined when there is no such element, or when it is nested too deep
 */
export function readPlainElement(xml: string, at: number, depth: number): FoundElement | undefined {
	const opening = readOpening(xml, at);
	if (!opening) return undefined;
	const { name, inside, kind } = opening;
	if (depth >= MAX_DEPTH) return undefined;
	if (kind === 'empty') return { name, value: '', kind, end: inside };
	const closing = `</${name}>`;
	if (kind === 'text') {
		const close = xml.indexOf(CDATA_CLOSE, inside);
		const isClosed = close !== -1 && xml.startsWith(closing, close + CDATA_CLOSE.length);
		if (!isClosed) return undefined;
		return { name, value: xml.slice(inside, close), kind, end: close + CDATA_CLOSE.length + closing.length };
	}
	const tag = xml.indexOf('<', inside);
	if (tag === -1) return undefined;
	if (xml.startsWith(closing, tag)) {
		return { name, value: bareText(xml.slice(inside, tag)), kind, end: tag + closing.length };
	}
	const children = readPlainElements(xml, inside, depth + 1);
	if (!xml.startsWith(closing, children.end) || !areSiblings(children.elements)) return undefined;
	return { name, value: toElement(children.elements), kind, end: children.end + closing.length };
}

/**
 * Reads consecutive plain elements, up to a limit.
 *
 * @param xml the document
 * @param from where the white space before them begins
 * @param depth how many elements enclose them
 * @returns the elements, and where something else begins
 */
export function readPlainElements(
	xml: string,
	from: number,
	depth: number,
): { elements: FoundElement[]; end: number } {
	const elements: FoundElement[] = [];
	let end = skipWhiteSpace(xml, from);
	for (;;) {
		const element = readPlainElement(xml, end, depth);
		if (!element || elements.length === MAX_ELEMENTS) return { elements, end };
		elements.push(element);
		end = skipWhiteSpace(xml, element.end);
	}
}

/**
 * Whether elements can be siblings: two texts cannot have the same name, unless it is one that WeChat repeats; otherwise the second one is
 * part of what a user wrote.
 */
export function areSiblings(elements: readonly FoundElement[]): boolean {
	const names = new Set(elements.map(({ name }) => name));
	if (names.size === elements.length) return true;
	const texts = elements.filter(({ name, kind }) => kind === 'text' && !isRepeatable(name));
	const others = new Set(elements.filter((one) => !texts.includes(one)).map(({ name }) => name));
	const textNames = new Set(texts.map(({ name }) => name));
	return textNames.size === texts.length && [...textNames].every((name) => !others.has(name));
}

/**
 * Whether elements can be the children of the root: no name occurs twice there, nor in a descendant. If a text looks like markup, a second
 * element of its name would end at the text's own closing tag at the latest.
 *
 * @param taken further names that occur there
 */
export function areChildrenOfRoot(elements: readonly FoundElement[], taken: ReadonlySet<string>): boolean {
	const names = new Set([...taken, ...elements.map(({ name }) => name)]);
	return names.size === taken.size + elements.length && !elements.some(({ value }) => holdsAny(value, names));
}

function holdsAny(value: XmlValue, names: ReadonlySet<string>): boolean {
	if (typeof value === 'string') return false;
	if (Array.isArray(value)) return value.some((one) => holdsAny(one, names));
	return Object.entries(value).some(([name, child]) => names.has(name) || holdsAny(child, names));
}

/** Converts the elements into the object that a workflow gets. */
export function toElement(elements: readonly FoundElement[]): XmlElement {
	const parent: XmlElement = {};
	for (const { name, value } of elements) appendChild(parent, name, value);
	return parent;
}

/** Decodes text outside CDATA: line ends and references as in XML; an invalid reference stays unchanged. */
function bareText(text: string): string {
	const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
	return lines.includes('&') ? lines.replace(REFERENCE, referred) : lines;
}

function referred(reference: string, decimal?: string, hex?: string, entity?: string): string {
	if (entity !== undefined) return ENTITIES[entity] ?? reference;
	const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
	const isCharacter = code > 0 && code <= MAX_CODE_POINT && !(code >= 0xd800 && code <= 0xdfff);
	return isCharacter ? String.fromCodePoint(code) : reference;
}
