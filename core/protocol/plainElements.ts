import {
	appendChild,
	CDATA_CLOSE,
	isRepeatable,
	MAX_DEPTH,
	type XmlElement,
	type XmlValue,
} from './xmlElement';

/** Far more than the platform puts beside each other. */
const MAX_ELEMENTS = 1_000;

const OPENING = /<([A-Za-z_][\w.-]*)(?:[ \t\r\n]*\/>|>(<!\[CDATA\[)?)/y;
const WHITE_SPACE = /[ \t\r\n]*/y;

const REFERENCE = /&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(lt|gt|amp|quot|apos));/g;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const MAX_CODE_POINT = 0x10ffff;

/** An opening tag. */
export interface Opening {
	name: string;
	/** Where the content begins; of a text, behind `<![CDATA[`. */
	inside: number;
	/** What the tag itself says about the content; `other` is bare text or child elements. */
	kind: 'text' | 'empty' | 'other';
}

/** One element and where it ends. */
export interface FoundElement {
	name: string;
	value: XmlValue;
	kind: Opening['kind'];
	/** Behind the closing tag. */
	end: number;
}

/**
 * Reads an opening tag as WeChat writes it: without attributes.
 *
 * @param xml the document
 * @param at where it has to begin
 */
export function readOpening(xml: string, at: number): Opening | undefined {
	OPENING.lastIndex = at;
	const match = OPENING.exec(xml);
	if (!match) return undefined;
	const [tag, name = '', cdata] = match;
	// It would change the object that is made of the element instead of its content.
	if (name === '__proto__') return undefined;
	return { name, inside: at + tag.length, kind: tag.endsWith('/>') ? 'empty' : cdata ? 'text' : 'other' };
}

/** Where the white space ends that begins at a position. */
export function skipWhiteSpace(xml: string, at: number): number {
	WHITE_SPACE.lastIndex = at;
	WHITE_SPACE.test(xml);
	return WHITE_SPACE.lastIndex;
}

/**
 * Reads an element whose texts are plain, that is without the end of a CDATA section inside.
 *
 * @param xml the document
 * @param at where it has to begin
 * @param depth how many elements it stands in
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
 * Reads plain elements as long as there are some, and not too many.
 *
 * @param xml the document
 * @param from where the white space before them begins
 * @param depth how many elements they stand in
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
 * Whether elements can stand beside each other: texts of the same name cannot, unless the platform repeats that name; what
 * looks like a second one belongs to what somebody wrote.
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
 * Whether elements can be the children of the root: no name stands there twice, nor below another. When a text looks like
 * markup, its own closing tag at the latest would close a second element of its name.
 *
 * @param taken names that stand there besides
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

/** The elements as a workflow gets them. */
export function toElement(elements: readonly FoundElement[]): XmlElement {
	const parent: XmlElement = {};
	for (const { name, value } of elements) appendChild(parent, name, value);
	return parent;
}

/** Text without CDATA: line ends and references are XML's, and what is no reference stays as it is. */
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
