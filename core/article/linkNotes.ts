import {
	element,
	type Element,
	type ElementContent,
	elementsOf,
	isElement,
	isNamed,
	replaceElements,
	type Root,
	text,
	textOf,
} from './tree';

/** What becomes of links to pages outside WeChat, which readers cannot open. */
export type LinkNotes = 'notes' | 'remove';

/** A numbered source at the end of the article. */
interface Note {
	content: ElementContent[];
}

const WECHAT_LINK = /^(?:https?:)?\/\/mp\.weixin\.qq\.com(?:[/?#]|$)/i;
const WEB_LINK = /^(?:https?:|mailto:|tel:)/i;
const withoutScheme = (address: string) =>
	address.replace(/^(?:https?:\/\/|mailto:|tel:)/i, '').replace(/\/$/, '');

/**
 * Turns links that WeChat does not open into texts with a number, and lists the addresses at the end, together with the
 * footnotes of the text. Links to articles of WeChat stay links; links inside the document become texts.
 *
 * @param root of the document, which is changed
 * @param mode `remove` leaves the addresses out
 * @param heading of the list, e.g. `参考链接`
 */
export function noteLinks(root: Root, mode: LinkNotes, heading: string): void {
	const footnotes = takeFootnotes(root);
	const notes: Note[] = [];
	const numbers = new Map<string, number>();
	const numberOf = (key: string, content: () => ElementContent[]) => {
		const known = numbers.get(key);
		if (known !== undefined) return known;
		notes.push({ content: content() });
		numbers.set(key, notes.length);
		return notes.length;
	};
	replaceElements(root, (one) => {
		if (!isNamed(one, 'a')) return undefined;
		const href = String(one.properties.href ?? '');
		if (one.properties.dataFootnoteRef !== undefined) {
			const content = footnotes.get(href.slice(1));
			return content && [text(`[${numberOf(href, () => content)}]`)];
		}
		if (WECHAT_LINK.test(href)) return undefined;
		const shown = textOf(one).trim();
		const isWorthANote = WEB_LINK.test(href) && withoutScheme(shown) !== withoutScheme(href);
		if (mode === 'remove' || !isWorthANote) return one.children;
		const about = shown === '' || shown.length > 80 ? '' : `${shown}: `;
		const number = numberOf(href, () => [text(`${about}${withoutMail(href)}`)]);
		return [
			element('span', { className: ['link'] }, ...one.children),
			element('sup', { className: ['note'] }, text(`[${number}]`)),
		];
	});
	if (notes.length > 0) root.children.push(noteList(notes, heading));
}

const withoutMail = (address: string) => address.replace(/^(?:mailto:|tel:)/i, '');

function noteList(notes: readonly Note[], heading: string): Element {
	const rows = notes.map(({ content }, index) =>
		element('p', { className: ['note-entry'] }, text(`[${index + 1}] `), ...content),
	);
	return element(
		'section',
		{ className: ['notes'] },
		element('p', { className: ['notes-heading'] }, text(heading)),
		...rows,
	);
}

/** Takes the footnotes of Markdown out of their own list: their contents by the id that the text refers to. */
function takeFootnotes(root: Root): Map<string, ElementContent[]> {
	const found = new Map<string, ElementContent[]>();
	replaceElements(root, (one) => {
		if (one.properties.dataFootnotes === undefined) return undefined;
		for (const entry of elementsOf(one)) {
			if (isNamed(entry, 'li')) found.set(String(entry.properties.id), footnoteText(entry));
		}
		return [];
	});
	return found;
}

function footnoteText(entry: Element): ElementContent[] {
	replaceElements(entry, (one) => (one.properties.dataFootnoteBackref === undefined ? undefined : []));
	const blocks = entry.children.filter((child) => isElement(child, 'p')) as Element[];
	// There is a space before each link back.
	const lines = blocks.at(-1)?.children ?? [];
	for (let last = lines.at(-1); last?.type === 'text' && last.value.trim() === ''; last = lines.at(-1))
		lines.pop();
	return blocks.length === 0
		? entry.children
		: blocks.flatMap(({ children }, index) => (index === 0 ? children : [text(' '), ...children]));
}
