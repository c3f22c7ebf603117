import { IDENTITY, ROWS } from './documentedElements';
import {
	areChildrenOfRoot,
	areSiblings,
	type FoundElement,
	type Opening,
	readOpening,
	readPlainElement,
	skipWhiteSpace,
	toElement,
} from './plainElements';
import { splitTexts } from './splitTexts';
import { CDATA_CLOSE, isRepeatable, type XmlElement, type XmlValue } from './xmlElement';

const WRITTEN_BY_PEOPLE: ReadonlySet<string> = new Set(ROWS.flat());

/** More siblings than WeChat sends; beyond this the document is not analyzed. */
const MAX_SIBLINGS = 200;
const LONGEST_TAG = 200;

/** A part of a document that contains only elements. */
interface Part {
	xml: string;
	from: number;
	to: number;
	/** Names that precede it at the same level. */
	taken: ReadonlySet<string>;
	/** How many elements enclose it. */
	depth: number;
	/** How many more parts may be analyzed, shared by all parts of a document. */
	looks: { left: number };
}

interface Start extends Opening {
	at: number;
	/** Undefined when no plain element begins here. */
	element: FoundElement | undefined;
}

interface End {
	name: string;
	/** Where the closing tag begins. */
	closing: number;
	end: number;
	/** Undefined when no plain element ends here. */
	element: FoundElement | undefined;
}

/**
 * Reads the children of the root of a document in which some text contains the end of a CDATA section: WeChat does not split it, so what a
 * user wrote can look like any markup.
 *
 * User-written text is found between the plain elements before and after it, whatever it contains. In all other documents one such text is
 * found the same way, and several are separated one by one, each up to its last closing tag that leaves a valid rest of the document. No
 * name occurs twice among the children of the root, and elements that only WeChat writes are never looked for inside a text. See
 * docs/decisions/009 for what cannot be told apart.
 *
 * @param xml the document
 * @param from after the opening tag of the root
 * @param to where its closing tag begins
 * @returns undefined when there is no reading
 */
export function separateTexts(xml: string, from: number, to: number): FoundElement[] | undefined {
	// A message of a few kilobytes may be analyzed many times; a megabyte of pure markup may not.
	const left = Math.min(200, Math.max(4, Math.floor(1_000_000 / xml.length)));
	return readPart({ xml, from, to, taken: new Set(), depth: 1, looks: { left } });
}

function readPart(part: Part): FoundElement[] | undefined {
	if (skipWhiteSpace(part.xml, part.from) >= part.to) return [];
	if (part.looks.left-- <= 0) return undefined;
	const starts = startsOf(part);
	const plain = elementsOf(starts);
	if (skipWhiteSpace(part.xml, plain.at(-1)?.end ?? part.from) === part.to && areApart(plain, part)) {
		return plain;
	}
	const ends = endsOf(part);
	const texts = readWrittenTexts(part, starts, ends);
	if (texts) return texts;
	const around = readAroundOneText(part, starts, ends);
	if (around && countMixedUp(toElement(around)) === 0) return around;
	const inTurn = readTextByText(part, starts);
	const isBetter = inTurn && (!around || countMixedUp(toElement(inTurn)) < countMixedUp(toElement(around)));
	return isBetter ? inTurn : around;
}

/** Counts the siblings whose tags occur in another one's text, which may have swallowed them. */
function countMixedUp(parent: XmlElement): number {
	const names = Object.keys(parent).filter((name) => !IDENTITY.has(name));
	const countIn = (text: string, own: string) =>
		text.includes(CDATA_CLOSE)
			? names.filter((name) => name !== own && (text.includes(`<${name}>`) || text.includes(`</${name}>`)))
					.length
			: 0;
	return Object.entries(parent)
		.flatMap(([name, value]) =>
			[value]
				.flat()
				.map((one) => (typeof one === 'string' ? countIn(one, name) : countMixedUp(one as XmlElement))),
		)
		.reduce((sum, count) => sum + count, 0);
}

/** Where plain elements begin, from the front; the last one may be the text that is not plain. */
function startsOf({ xml, from, to, taken, depth }: Part): Start[] {
	const starts: Start[] = [];
	const names = new Set(taken);
	let at = skipWhiteSpace(xml, from);
	while (at < to && starts.length < MAX_SIBLINGS) {
		const opening = readOpening(xml, at);
		if (!opening || isSecond(opening.name, names)) break;
		names.add(opening.name);
		const element = readPlainElement(xml, at, depth);
		const isInside = element !== undefined && element.end <= to;
		starts.push({ ...opening, at, element: isInside ? element : undefined });
		if (!isInside) break;
		at = skipWhiteSpace(xml, element.end);
	}
	return starts;
}

/** The same from the end: the latest end comes first. */
function endsOf({ xml, from, to, taken, depth }: Part): End[] {
	const ends: End[] = [];
	const names = new Set(taken);
	let end = trimmedEnd(xml, to);
	while (end > from && ends.length < MAX_SIBLINGS) {
		const tag = /<(\/?)([A-Za-z_][\w.-]*)[ \t\r\n]*(\/?)>$/.exec(
			xml.slice(Math.max(from, end - LONGEST_TAG), end),
		);
		const [whole = '', closes, name = '', empty] = tag ?? [];
		if (!tag || Boolean(closes) === Boolean(empty) || isSecond(name, names)) break;
		names.add(name);
		const closing = end - whole.length;
		const at = closes ? xml.lastIndexOf(`<${name}>`, closing) : closing;
		const element = at < from ? undefined : readPlainElement(xml, at, depth);
		const isWhole = element?.end === end;
		ends.push({ name, closing, end, element: isWhole ? element : undefined });
		if (!isWhole) break;
		end = trimmedEnd(xml, at);
	}
	return ends;
}

/** Assumes that everything from the first to the last user-written element is user-written. */
function readWrittenTexts(
	part: Part,
	starts: readonly Start[],
	ends: readonly End[],
): FoundElement[] | undefined {
	const [from, to] = [starts.findIndex(isWritten), ends.findIndex(isWritten)];
	const [first, last] = [starts[from], ends[to]];
	if (!first || !last || last.closing < first.inside) return undefined;
	const row = ROWS.find((names) => names.includes(first.name)) ?? [];
	const names = row.slice(row.indexOf(first.name), row.indexOf(last.name) + 1);
	const values =
		first.name === last.name
			? [contentOf(part, first, last.closing)]
			: splitTexts(part.xml.slice(first.inside, last.closing - CDATA_CLOSE.length), names);
	if (!values || names.length !== values.length) return undefined;
	const elements = elementsOf(starts.slice(0, from));
	for (const [index, value] of values.entries()) {
		if (value === undefined) return undefined;
		elements.push({ name: names[index] ?? '', value, kind: first.kind, end: last.end });
	}
	elements.push(...elementsOf(ends.slice(0, to)).reverse());
	return areApart(elements, part) ? elements : undefined;
}

/** Assumes that the earliest possible text is the one that is not plain, up to its last closing tag. */
function readAroundOneText(
	part: Part,
	starts: readonly Start[],
	ends: readonly End[],
): FoundElement[] | undefined {
	// Among repeated elements, it is the last one that could not be read.
	for (const start of starts.some(({ name }) => isRepeatable(name)) ? [...starts].reverse() : starts) {
		if (isOpaque(start)) continue;
		const isMatch = ({ name, closing }: End) => name === start.name && closing >= start.inside;
		const end = ends.find(isMatch);
		const value = end && contentOf(part, start, end.closing);
		if (!end || value === undefined) continue;
		const elements = [
			...elementsOf(starts.slice(0, starts.indexOf(start))),
			{ name: start.name, value, kind: start.kind, end: end.end },
			...elementsOf(ends.slice(0, ends.indexOf(end))).reverse(),
		];
		if (areApart(elements, part)) return elements;
	}
	return undefined;
}

function readTextByText(part: Part, starts: readonly Start[]): FoundElement[] | undefined {
	const before: FoundElement[] = [];
	for (const start of starts) {
		const taken = new Set([...part.taken, ...before.map(({ name }) => name), start.name]);
		for (const at of isOpaque(start) ? [] : closingsOf(part, start)) {
			if (part.looks.left <= 0) return undefined;
			const end = at + `</${start.name}>`.length;
			const value = opensNext(part, end, taken) ? contentOf(part, start, at) : undefined;
			const rest = value === undefined ? undefined : readPart({ ...part, from: end, taken });
			if (value !== undefined && rest) {
				return [...before, { name: start.name, value, kind: start.kind, end }, ...rest];
			}
		}
		if (!start.element) return undefined;
		before.push(start.element);
	}
	return undefined;
}

/** Where an element may end, most likely place first: a repeated element at its first closing tag, user-written text at its last. */
function closingsOf({ xml, to }: Part, { name, inside }: Start): number[] {
	const closing = `</${name}>`;
	const found: number[] = [];
	for (let at = xml.indexOf(closing, inside); at !== -1 && at < to; at = xml.indexOf(closing, at + 1)) {
		found.push(at);
	}
	return isRepeatable(name) ? found : found.reverse();
}

function opensNext({ xml, to }: Part, at: number, taken: ReadonlySet<string>): boolean {
	const next = skipWhiteSpace(xml, at);
	if (next >= to) return true;
	const opening = readOpening(xml, next);
	return opening !== undefined && !isSecond(opening.name, taken);
}

/** The content between an opening and a closing tag: plain text, or child elements. */
function contentOf(part: Part, { kind, inside }: Start, closing: number): XmlValue | undefined {
	const { xml, depth } = part;
	if (kind === 'text') {
		const close = closing - CDATA_CLOSE.length;
		return close >= inside && xml.startsWith(CDATA_CLOSE, close) ? xml.slice(inside, close) : undefined;
	}
	const children = readPart({ ...part, from: inside, to: closing, taken: new Set(), depth: depth + 1 });
	return children && children.length > 0 ? toElement(children) : undefined;
}

function areApart(elements: readonly FoundElement[], { depth, taken }: Part): boolean {
	return depth > 1 ? areSiblings(elements) : areChildrenOfRoot(elements, taken);
}

function elementsOf(places: readonly (Start | End)[]): FoundElement[] {
	return places.flatMap(({ element }) => element ?? []);
}

function isOpaque({ name, kind }: Start): boolean {
	return kind === 'empty' || IDENTITY.has(name);
}

function isWritten({ name }: { name: string }): boolean {
	return WRITTEN_BY_PEOPLE.has(name);
}

function isSecond(name: string, names: ReadonlySet<string>): boolean {
	return names.has(name) && !isRepeatable(name);
}

function trimmedEnd(xml: string, end: number): number {
	let at = end;
	while (at > 0 && ' \t\r\n'.includes(xml[at - 1] ?? '')) at--;
	return at;
}
