import { InvalidInputError } from '../errors/WechatErrors';
import { ARTICLE_LIMITS, tooMuchHtml } from './articleLimits';
import type { Markup } from './libraries';

/** The format of a source. */
export type SourceFormat = 'markdown' | 'html' | 'text';

/**
 * Maximum length of a source, without embedded pictures: an article has fewer than 20,000 characters, the rest is markup. HTML may be as
 * long as the article itself: WeChat's editor and others write a style into every element.
 */
const MAX_CHARACTERS: Readonly<Record<SourceFormat, number>> = {
	markdown: 100_000,
	html: ARTICLE_LIMITS.bytes,
	text: 100_000,
};
/** Maximum length without an empty line: the Markdown parser's time grows quadratically with a paragraph. */
const MAX_BLOCK = 20_000;
/** Deeper lists and quotes leave no room for text on a phone. */
const MAX_DEPTH = 20;
/** Maximum nesting of elements of any kind. */
const MAX_ELEMENTS_DEEP = 200;
/** Maximum number of elements: one for each character that an article may have. */
const MAX_ELEMENTS = ARTICLE_LIMITS.characters;

const DATA_ADDRESS = /data:image\/[a-z0-9.+-]+;base64,[A-Za-z0-9+/=%\s]{64,}/gi;
const CONTAINERS = /^[ \t]*(?:(?:>|[-+*]|\d{1,9}[.)])[ \t]*)*/;

/**
 * Checks a source before it is parsed: one that is far too long or too deeply nested would block the process.
 *
 * @param field name of the field in the editor
 * @param source text
 * @param format of the source
 * @throws InvalidInputError naming field, limit and remedy
 */
export function checkSource(field: string, source: string, format: SourceFormat): void {
	const bare = source.replace(DATA_ADDRESS, '');
	if (bare.length > MAX_CHARACTERS[format]) {
		throw new InvalidInputError(
			field,
			`has ${bare.length} characters, far more than the 20,000 of an article`,
			'Divide it into several articles.',
		);
	}
	// The nesting of HTML is only visible in its elements.
	if (format === 'html') return;
	const longest = Math.max(...bare.split(/\n[ \t]*\n/).map(({ length }) => length));
	if (longest > MAX_BLOCK) {
		throw new InvalidInputError(
			field,
			`has ${longest} characters without an empty line, the limit is ${MAX_BLOCK}`,
			'Divide the text into paragraphs.',
		);
	}
	const deepest = Math.max(...bare.split('\n').map(depthOf));
	if (deepest > MAX_DEPTH) throw tooDeep(field, `nests lists or quotes ${deepest} deep`);
}

/** The nesting of lists and quotes of a line, by its markers or, for lists, its indentation. */
function depthOf(line: string): number {
	const [head = ''] = CONTAINERS.exec(line) ?? [];
	const markers = head.match(/>|[-+*]|\d{1,9}[.)]/g)?.length ?? 0;
	const isListed = /[-+*.)][ \t]*$/.test(head);
	const indentation = (/^[ \t]*/.exec(head)?.[0] ?? '').replace(/\t/g, '    ').length;
	return Math.max(markers, isListed ? Math.floor(indentation / 4) + 1 : 0);
}

/** The error for a source that is nested too deeply. */
export function tooDeep(field: string, what = 'nests elements too deeply'): InvalidInputError {
	return new InvalidInputError(
		field,
		`${what}, the limit is ${what.startsWith('nests lists') ? MAX_DEPTH : MAX_ELEMENTS_DEEP}`,
		'Make it flatter: on a phone there is room for three or four levels.',
	);
}

function tooMany(field: string): InvalidInputError {
	return new InvalidInputError(
		field,
		`has more than ${MAX_ELEMENTS} elements`,
		'Divide it into several articles, or write it with fewer elements.',
	);
}

/**
 * Limits what the HTML parser makes of a source, while it does: it repeats every open `<b>` in each paragraph, so that a few kilobytes can
 * become billions of elements, and its time grows with the depth.
 *
 * @param markup the libraries
 * @param field name of the field in the editor
 * @param parse parses HTML before it returns
 * @returns what it returns
 * @throws InvalidInputError when there are too many elements, or too deep ones; whatever `parse` throws
 */
export function withinLimits<T>({ defaultTreeAdapter }: Markup, field: string, parse: () => T): T {
	let elements = 0;
	defaultTreeAdapter.onItemPush = (added) => {
		if (++elements > MAX_ELEMENTS) throw tooMany(field);
		let depth = 0;
		for (let outer = added.parentNode; outer && 'parentNode' in outer; outer = outer.parentNode) {
			if (++depth > MAX_ELEMENTS_DEEP) throw tooDeep(field);
		}
	};
	try {
		return parse();
	} finally {
		delete defaultTreeAdapter.onItemPush;
	}
}

interface Nested {
	tagName?: string;
	children?: readonly unknown[];
}

/**
 * Checks the nesting and the number of a document's elements before recursive functions process it.
 *
 * @param field name of the field in the editor
 * @param root of the document
 * @throws InvalidInputError when lists or quotes, or elements of any kind, are nested too deeply, or there are too many
 */
export function checkDepth(field: string, root: Nested): void {
	const open: [node: Nested, depth: number, containers: number][] = [[root, 0, 0]];
	let elements = 0;
	for (let next = open.pop(); next; next = open.pop()) {
		const [node, depth, containers] = next;
		if (node.tagName !== undefined && ++elements > MAX_ELEMENTS) throw tooMany(field);
		if (containers > MAX_DEPTH) throw tooDeep(field, `nests lists or quotes more than ${MAX_DEPTH} deep`);
		if (depth > MAX_ELEMENTS_DEEP) throw tooDeep(field);
		for (const child of (node.children ?? []) as Nested[]) {
			const isContainer = ['ul', 'ol', 'blockquote'].includes(child.tagName ?? '');
			open.push([child, depth + 1, containers + (isContainer ? 1 : 0)]);
		}
	}
}

interface Referring {
	type: string;
	identifier?: string;
	url?: string;
	children?: readonly unknown[];
}

/**
 * Checks how much the references of a Markdown document repeat the addresses of its definitions (`[1]: https://…`): a few kilobytes can
 * become hundreds of megabytes.
 *
 * @param field name of the field in the editor
 * @param root of the document
 * @throws InvalidInputError when the repeated addresses alone are longer than an article
 */
export function checkReferences(field: string, root: Referring): void {
	const lengths = new Map<string, number>();
	const uses = new Map<string, number>();
	const open: Referring[] = [root];
	for (let next = open.pop(); next; next = open.pop()) {
		const { type, identifier = '', url = '', children = [] } = next;
		if (type === 'definition') lengths.set(identifier, Math.max(url.length, lengths.get(identifier) ?? 0));
		else if (/Reference$/.test(type)) uses.set(identifier, (uses.get(identifier) ?? 0) + 1);
		open.push(...(children as Referring[]));
	}
	const repeated = [...uses].reduce((sum, [name, count]) => sum + (count - 1) * (lengths.get(name) ?? 0), 0);
	if (repeated >= ARTICLE_LIMITS.bytes) throw tooMuchHtml(field, repeated);
}
