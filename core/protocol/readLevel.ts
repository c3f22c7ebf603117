import { appendChild, type XmlElement } from './xmlElement';

const MAX_DEPTH = 16;
const NAME = '[A-Za-z_][\\w.-]*';
const TAG_THAT_ENDS = new RegExp(`</(${NAME})>|<${NAME}/>`, 'g');
const OPENING = new RegExp(`<(${NAME})(/?)>`, 'y');
const SPACE = /[ \t\r\n]*/y;
const BARE = /[^<]*/y;
const CDATA_OPEN = '<![CDATA[';
const CDATA_CLOSE = ']]>';
const REFERENCE = /&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#x([0-9A-Fa-f]{1,6}));/g;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Which closing tag ends an element when the rest of the document can be read after several of them. */
export type Choice = 'first' | 'last';

/** What decides where elements end. */
export interface LevelRules {
	choose(name: string): Choice;
	/** Whether an element of that name may stand at the top level. */
	allows(name: string): boolean;
}

/** Part of a document: the content of one element. */
interface Region {
	begin: number;
	end: number;
}

/** One element: where its content begins and ends, and where its closing tag ends. */
interface Found extends Region {
	name: string;
	kind: 'cdata' | 'bare' | 'parent';
	after: number;
	/** Where else an element with child elements could end, in the order in which its content is to be tried. */
	others: Iterable<Ending>;
}

/** A closing tag. */
interface Ending {
	begin: number;
	after: number;
}

/** So many ends of one element are tried; a push has a handful of closing tags of one name. */
const MAX_TRIES = 64;

/**
 * Reads the child elements of one element, all of its content or nothing.
 *
 * The places after which the rest can be read are found from the end of the region backwards, each from those behind it,
 * so that the time grows with the length of the region and not with the number of possible readings.
 *
 * @param text the document
 * @param region the content of the element
 * @param rules what decides where elements end
 * @returns undefined when there is no reading
 */
export function readLevel(
	text: string,
	region: Region,
	rules: LevelRules,
	depth = 0,
): XmlElement | undefined {
	// The root is a level as well.
	if (depth >= MAX_DEPTH - 1) return undefined;
	const next = readableFrom(text, region, rules);
	const children: XmlElement = {};
	for (let at = region.begin; ;) {
		const found = next(at);
		if (found === undefined) return undefined;
		if (found === 'end') return children;
		const read = readElement(text, found, rules, depth);
		if (read === undefined || found.name === '__proto__') return undefined;
		appendChild(children, found.name, read.value);
		at = read.after;
	}
}

/**
 * Reads one element whose value WeChat made itself: its first `]]>` is the genuine one.
 *
 * @param text the document
 * @param at where it begins, white space before it included
 * @param limit where the document ends
 */
export function generatedAt(
	text: string,
	at: number,
	limit: number,
): { name: string; value: string; after: number } | undefined {
	const opening = openingAt(text, at);
	if (!opening || opening.empty) return undefined;
	const { name, begin } = opening;
	const end = text.startsWith(CDATA_OPEN, begin)
		? text.indexOf(CDATA_CLOSE, begin)
		: sticky(BARE, text, begin);
	const closing = `${text.startsWith(CDATA_CLOSE, end) ? CDATA_CLOSE : ''}</${name}>`;
	if (end === -1 || !text.startsWith(closing, end) || end + closing.length > limit) return undefined;
	const value = text.startsWith(CDATA_OPEN, begin)
		? text.slice(begin + CDATA_OPEN.length, end)
		: text.slice(begin, end);
	return { name, value, after: end + closing.length };
}

/** Finds, for every place between two elements, the element that stands there if the region can be read on from it. */
function readableFrom(
	text: string,
	region: Region,
	rules: LevelRules,
): (at: number) => Found | 'end' | undefined {
	const known = new Map<number, Found | 'end'>();
	/** Closing tags behind the present place after which the region can be read, by kind and name. */
	const ends = new Map<string, Ending[]>();
	const isNearest = (name: string) => rules.choose(name) === 'first';
	const from = (at: number): Found | 'end' | undefined => {
		if (skipSpace(text, at) >= region.end) return skipSpace(text, at) === region.end ? 'end' : undefined;
		const opening = openingAt(text, at);
		if (!opening || !rules.allows(opening.name)) return undefined;
		const found = elementAt(text, opening, ends, isNearest);
		return found && known.has(found.after) ? found : undefined;
	};
	const tags = [...text.slice(region.begin, region.end).matchAll(TAG_THAT_ENDS)];
	for (const tag of tags.reverse()) {
		const begin = region.begin + tag.index;
		const after = begin + tag[0].length;
		const found = from(after);
		if (!found) continue;
		known.set(after, found);
		const name = tag[1];
		if (name === undefined) continue;
		const key = keyOf(text.startsWith(CDATA_CLOSE, begin - CDATA_CLOSE.length), name);
		const behind = ends.get(key);
		if (behind) behind.push({ begin, after });
		else ends.set(key, [{ begin, after }]);
	}
	return (at) => known.get(at) ?? from(at);
}

/** The element that is opened here, up to the closing tag that is best for it. */
function elementAt(
	text: string,
	{ name, begin, empty }: Opening,
	ends: ReadonlyMap<string, Ending[]>,
	isNearest: (name: string) => boolean,
): Found | undefined {
	const bare = (end: number, after: number): Found => ({ name, kind: 'bare', begin, end, after, others: [] });
	if (empty) return bare(begin, begin);
	const isCdata = text.startsWith(CDATA_OPEN, begin);
	if (!isCdata) {
		const end = sticky(BARE, text, begin);
		if (text.startsWith(`</${name}>`, end)) return bare(end, end + name.length + '</>'.length);
	}
	// The farthest stands first, and what is added later lies before this element.
	const possible = ends.get(keyOf(isCdata, name)) ?? [];
	const count = possible.length;
	const chosen = possible[isNearest(name) ? count - 1 : 0];
	if (!chosen) return undefined;
	const { after } = chosen;
	if (isCdata) {
		const end = chosen.begin - CDATA_CLOSE.length;
		return { name, kind: 'cdata', begin: begin + CDATA_OPEN.length, end, after, others: [] };
	}
	const others = inOrderOf(possible, count, isNearest(name));
	return { name, kind: 'parent', begin, end: chosen.begin, after, others };
}

/** All but the first choice. */
function* inOrderOf(possible: readonly Ending[], count: number, nearestFirst: boolean): Generator<Ending> {
	for (let index = 1; index < Math.min(count, MAX_TRIES); index++) {
		const ending = possible[nearestFirst ? count - 1 - index : index];
		if (ending) yield ending;
	}
}

/** Reads one element; one with child elements ends where its content can be read. */
function readElement(
	text: string,
	found: Found,
	rules: LevelRules,
	depth: number,
): { value: string | XmlElement; after: number } | undefined {
	if (found.kind !== 'parent') {
		const content = text.slice(found.begin, found.end);
		return { value: found.kind === 'cdata' ? content : resolveReferences(content), after: found.after };
	}
	const inner = { ...rules, allows: () => true };
	for (const { begin: end, after } of [{ begin: found.end, after: found.after }, ...found.others]) {
		const value = readLevel(text, { begin: found.begin, end }, inner, depth + 1);
		if (value) return { value, after };
	}
	return undefined;
}

/** XML's own entities and numbers; anything else that begins with `&` is text, since WeChat escapes nothing. */
function resolveReferences(text: string): string {
	return text
		.replace(/\r\n?/g, '\n')
		.replace(REFERENCE, (written, entity?: string, decimal?: string, hexadecimal?: string) => {
			if (entity !== undefined) return ENTITIES[entity] ?? written;
			const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
			const isHalf = code >= 0xd800 && code <= 0xdfff;
			return code > 0 && code <= 0x10ffff && !isHalf ? String.fromCodePoint(code) : written;
		});
}

interface Opening {
	name: string;
	/** Where the content begins. */
	begin: number;
	/** Written as `<Name/>`. */
	empty: boolean;
}

function openingAt(text: string, at: number): Opening | undefined {
	OPENING.lastIndex = skipSpace(text, at);
	const [tag, name, slash] = OPENING.exec(text) ?? [];
	if (tag === undefined || name === undefined) return undefined;
	return { name, begin: OPENING.lastIndex, empty: slash === '/' };
}

function skipSpace(text: string, at: number): number {
	return sticky(SPACE, text, at);
}

/** Where a match that may be empty ends. */
function sticky(pattern: RegExp, text: string, at: number): number {
	pattern.lastIndex = at;
	pattern.exec(text);
	return pattern.lastIndex;
}

function keyOf(afterCdata: boolean, name: string): string {
	return `${afterCdata ? CDATA_CLOSE : ''}${name}`;
}
