import {
	element,
	type Element,
	type ElementContent,
	elementsOf,
	isElement,
	isNamed,
	replaceElements,
	type Replacement,
	type Root,
	text,
	textOf,
} from './tree';

/** What to do with links to pages outside WeChat, which readers cannot open. */
export type LinkNotes = 'notes' | 'remove';

/** A numbered source at the end of the article. */
interface Note {
	content: ElementContent[];
	/** The content of a footnote, until its own links and references have become notes. */
	footnote?: Element;
}

/** Elements that are not allowed in a paragraph. */
const BLOCKS = [
	'p ul ol blockquote pre table section div figure hr dl h1 h2 h3 h4 h5 h6 center details address',
].flatMap((names) => names.split(' '));
const WECHAT_LINK = /^(?:https?:)?\/\/mp\.weixin\.qq\.com(?:[/?#]|$)/i;
const WEB_LINK = /^(?:https?:|mailto:|tel:)/i;

/** A URL for readers: without its scheme, and with Chinese characters decoded. */
function plainAddress(address: string): string {
	const bare = address.replace(/^(?:https?:\/\/|mailto:|tel:)/i, '').replace(/\/$/, '');
	try {
		return decodeURI(bare);
	} catch {
		return bare;
	}
}

/**
 * Replaces links that WeChat does not open by text with a number, and lists the URLs at the end, together with the footnotes of the text.
 * Links to articles of WeChat and to mini programs stay links; links inside the document become text.
 *
 * @param root of the document, which is changed
 * @param mode `remove` omits the URLs
 * @param heading of the list, e.g. `参考链接`
 */
export function noteLinks(root: Root, mode: LinkNotes, heading: string): void {
	const footnotes = takeFootnotes(root);
	const notes: Note[] = [];
	const numbers = new Map<string, number>();
	const numberOf = (key: string, note: Note) => {
		const number = numbers.get(key) ?? notes.push(note);
		numbers.set(key, number);
		return number;
	};
	const replace = (one: Element): Replacement | undefined => {
		if (!isNamed(one, 'a')) return undefined;
		const href = String(one.properties.href ?? '');
		const footnote = one.properties.dataFootnoteRef === undefined ? undefined : footnotes.get(href.slice(1));
		if (footnote) return [text(`[${numberOf(href, { content: [], footnote })}]`)];
		if (WECHAT_LINK.test(href)) return undefined;
		// WeChat requires an empty `href` for these links.
		if (one.properties.dataMiniprogramAppid) return [{ ...one, properties: { ...one.properties, href: '' } }];
		const shown = textOf(one).trim();
		const isWorthANote = WEB_LINK.test(href) && plainAddress(shown) !== plainAddress(href);
		if (mode === 'remove' || !isWorthANote) return one.children;
		const about = shown === '' || shown.length > 80 ? '' : `${shown}: `;
		const number = numberOf(href, { content: [text(`${about}${withoutMail(href)}`)] });
		return [
			element('span', { className: ['link'] }, ...one.children),
			element('sup', { className: ['note'] }, text(`[${number}]`)),
		];
	};
	replaceElements(root, replace);
	// Footnotes come after the links of the text, one after the other: they may refer to others, to themselves, and in chains of any length.
	for (const note of notes) {
		if (!note.footnote) continue;
		replaceElements(note.footnote, replace);
		note.content = footnoteContent(note.footnote);
	}
	if (notes.length > 0) root.children.push(noteList(notes, heading));
}

const withoutMail = (address: string) => address.replace(/^(?:mailto:|tel:)/i, '');

function noteList(notes: readonly Note[], heading: string): Element {
	const rows = notes.map(({ content }, index) =>
		element(
			content.some((one) => isElement(one, ...BLOCKS)) ? 'section' : 'p',
			{ className: ['note-entry'] },
			text(`[${index + 1}] `),
			...content,
		),
	);
	return element(
		'section',
		{ className: ['notes'] },
		element('p', { className: ['notes-heading'] }, text(heading)),
		...rows,
	);
}

/** Removes the list of Markdown footnotes from the document, and returns its entries by the id that the text refers to. */
function takeFootnotes(root: Root): Map<string, Element> {
	const found = new Map<string, Element>();
	replaceElements(root, (one) => {
		if (one.properties.dataFootnotes === undefined) return undefined;
		for (const entry of elementsOf(one)) {
			if (isNamed(entry, 'li')) found.set(String(entry.properties.id), withoutWayBack(entry));
		}
		return [];
	});
	return found;
}

function withoutWayBack(entry: Element): Element {
	replaceElements(entry, (one) => (one.properties.dataFootnoteBackref === undefined ? undefined : []));
	return entry;
}

const isBlank = (node: ElementContent | undefined) => node?.type === 'text' && node.value.trim() === '';

/** Joins paragraphs into one text after the number; lists, code and the like stay below it. */
function footnoteContent(entry: Element): ElementContent[] {
	const [first, ...others] = entry.children.filter((child) => !isBlank(child));
	if (!first) return [];
	const opening = isElement(first, 'p') ? first.children : [first];
	const isText = [first, ...others].every((child) => !isElement(child, ...BLOCKS) || isElement(child, 'p'));
	if (!isText) return [...opening, ...others];
	return [
		...opening,
		...others.flatMap((one) => [text(' '), ...(isElement(one, 'p') ? one.children : [one])]),
	];
}
