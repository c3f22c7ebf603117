import {
	classesOf,
	element,
	type Element,
	type ElementContent,
	isElement,
	isNamed,
	type Parent,
	replaceElements,
	type Root,
	text,
	trimEnd,
} from './tree';

const BLOCKS: ReadonlySet<string> = new Set(
	'section p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre table thead tbody tfoot tr td th hr figure div dl dt dd'.split(
		' ',
	),
);
/** Page elements that are of no use in an article, and their replacements. */
const RENAMED: Readonly<Record<string, string>> = {
	article: 'section',
	aside: 'section',
	div: 'section',
	header: 'section',
	footer: 'section',
	main: 'section',
	nav: 'section',
	address: 'section',
	details: 'section',
	summary: 'p',
	center: 'section',
	figure: 'section',
	figcaption: 'p',
};

/**
 * Converts a document into a form that survives WeChat's filter and fits a phone: check boxes as characters, horizontally scrollable
 * tables, lists without white space between their entries, pictures on their own lines with their title below.
 *
 * @param root of the document, which is changed
 */
export function fitPhone(root: Root): void {
	replaceElements(root, (one) => {
		if (isNamed(one, 'input')) return checkBox(one);
		if (isNamed(one, 'li')) return [looseEntry(one)];
		if (isNamed(one, 'table')) return [element('section', { className: ['table'] }, one)];
		const placed = aligned(one);
		if (isNamed(placed, 'p') && isPicture(placed)) return pictures(placed);
		const name = RENAMED[one.tagName];
		if (name === undefined) return [placed];
		const added = one.tagName === 'figcaption' ? ['caption'] : [];
		const properties = { ...placed.properties, className: [...classesOf(one), ...added] };
		return [{ ...placed, tagName: name, properties }];
	});
	dropBlanks(root);
}

function checkBox({ properties }: Element): ElementContent[] {
	return properties.type === 'checkbox' ? [text(properties.checked ? '☑' : '☐')] : [];
}

/** Unwraps the only paragraph of a list entry, which would be set apart from its marker. */
function looseEntry(entry: Element): Element {
	const blocks = entry.children.filter((child) => child.type !== 'text' || child.value.trim() !== '');
	// Inline content next to the paragraph would run into its text.
	if (!blocks.every((child) => isElement(child) && BLOCKS.has(child.tagName))) return entry;
	const paragraphs = blocks.filter((child) => isElement(child, 'p')) as Element[];
	if (paragraphs.length !== 1) return entry;
	const children = blocks.flatMap((child) => (child === paragraphs[0] ? paragraphs[0].children : [child]));
	return { ...entry, children };
}

/** Elements whose `align` positions their content; on a table or picture, it positions the element itself. */
const ALIGNING: ReadonlySet<string> = new Set('p div section h1 h2 h3 h4 h5 h6 td th tr'.split(' '));

/** Turns alignment into a style, since WeChat drops both the `align` attribute and `<center>`. */
function aligned(one: Element): Element {
	const { align, ...properties } = one.properties;
	const isCenter = isNamed(one, 'center');
	if (!isCenter && (align === undefined || !ALIGNING.has(one.tagName))) return one;
	const given = properties.style === undefined ? '' : `;${String(properties.style)}`;
	const side = isCenter ? 'center' : String(align);
	return { ...one, properties: { ...properties, style: `text-align:${side}${given}` } };
}

const isBlankText = (node: ElementContent) => node.type === 'text' && node.value.trim() === '';

/** Whether a paragraph consists only of pictures. */
function isPicture(paragraph: Element): boolean {
	const shown = paragraph.children.filter((child) => !isBlankText(child) && !isElement(child, 'br'));
	return shown.length > 0 && shown.every((child) => isElement(child, 'img'));
}

function pictures(paragraph: Element): ElementContent[] {
	const { properties: place } = paragraph;
	return paragraph.children
		.filter((child): child is Element => isElement(child, 'img'))
		.map((picture) => {
			const { title, ...properties } = picture.properties;
			const caption = title ? [element('p', { className: ['caption'] }, text(String(title)))] : [];
			const className = [...classesOf(paragraph), 'picture'];
			return element('section', { ...place, className }, { ...picture, properties }, ...caption);
		});
}

/** Joins adjacent texts, which are left when what was between them is removed. */
function joinTexts(nodes: readonly ElementContent[]): ElementContent[] {
	const joined: ElementContent[] = [];
	for (const node of nodes) {
		const last = joined.at(-1);
		if (node.type === 'text' && last?.type === 'text') joined.splice(-1, 1, text(last.value + node.value));
		else joined.push(node);
	}
	return joined;
}

/** Removes white space between blocks, which WeChat would turn into paragraphs. */
function dropBlanks(parent: Parent): void {
	const children = joinTexts(parent.children as ElementContent[]);
	const isBlock = (node: ElementContent | undefined) =>
		node !== undefined && isElement(node) && BLOCKS.has(node.tagName);
	const isInBlock = parent.type === 'root' || BLOCKS.has(parent.tagName);
	parent.children = children.flatMap((child, index): ElementContent[] => {
		if (child.type !== 'text') return [child];
		const [before, after] = [children[index - 1], children[index + 1]];
		const isFirst = isBlock(before) || (before === undefined && isInBlock);
		const isLast = isBlock(after) || (after === undefined && isInBlock);
		const begun = isFirst ? child.value.replace(/^[ \t\n]+/, '') : child.value;
		const value = isLast ? trimEnd(begun) : begun;
		return value === '' ? [] : [{ ...child, value }];
	});
	for (const child of parent.children) if (isElement(child) && child.tagName !== 'pre') dropBlanks(child);
}
