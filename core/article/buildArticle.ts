import { checkContent, checkPictureCount } from './articleLimits';
import { pictureAddresses, replacePictures } from './articlePictures';
import { colorCode, keepCodeSpaces } from './codeBlocks';
import { drawFormulas, hasFormulas } from './formulas';
import type { FrontMatter } from './frontMatter';
import { inlineStyles, type StyleSheet } from './inlineStyles';
import { takeKatexSources } from './katexSources';
import { loadMarkup, loadMath, type Markup } from './libraries';
import { type LinkNotes, noteLinks } from './linkNotes';
import { fitPhone } from './phoneForms';
import { readSource } from './readSource';
import { sanitizeTree } from './sanitizeTree';
import type { SourceFormat } from './sourceLimits';
import { type Theme, THEMES } from './themes';
import {
	element,
	type Element,
	type ElementContent,
	elementsOf,
	isElement,
	isNamed,
	type Root,
	textOf,
} from './tree';

/** The source of an article. */
export interface ArticleSource {
	/** The name in the editor of the field with the text. */
	field: string;
	format: SourceFormat;
	content: string;
	theme: Theme;
	/** The user's own CSS rules, applied after those of the theme. */
	customCss: string;
	links: LinkNotes;
	/** Heading of the list of outside links, e.g. `参考链接`. */
	notesHeading: string;
	/** The title, empty if it is taken from the text. WeChat shows it above the text. */
	title: string;
}

/** A complete article except for WeChat's URLs of its pictures. */
export interface BuiltArticle {
	frontMatter: FrontMatter;
	/** The first heading of the text; empty when there is none. */
	heading: string;
	/** Whether the text begins with that heading, which is then a title. */
	beginsWithHeading: boolean;
	/** Whether readers would see nothing: the text has only front matter, comments, scripts or a title. */
	isEmpty: boolean;
	/** URLs of pictures in the text, without duplicates. */
	pictures: string[];
	/** What was removed because it is not allowed in an article, e.g. `script`. */
	removed: string[];
	/** CSS rules that have no effect in an article, e.g. `@media`. */
	ignoredCss: string[];
	/**
	 * Writes the HTML.
	 *
	 * @param addressOf returns WeChat's URL of a picture; undefined leaves the picture out
	 */
	render(addressOf: (address: string) => string | undefined): string;
}

/** As long as WeChat's picture URLs can be. */
const PLACEHOLDER = `https://mmbiz.qpic.cn/mmbiz_png/${'x'.repeat(160)}`;

/**
 * Builds an article: reads the source, cleans it, draws formulas, colors code, turns outside links into a list of sources, and writes the
 * styles. Nothing is fetched or sent.
 *
 * @param source text and styles
 * @throws InvalidInputError naming field, rule and remedy
 */
export async function buildArticle(source: ArticleSource): Promise<BuiltArticle> {
	const markup = await loadMarkup();
	const { field } = source;
	const { root: read, frontMatter, css } = readSource(markup, source);
	takeKatexSources(read);
	const { root, removed } = sanitizeTree(markup, read);
	const { heading, beginsWithHeading } = takeHeading(root, source.title || (frontMatter.title ?? ''));
	if (hasFormulas(root)) drawFormulas(markup, await loadMath(), field, root);
	colorCode(markup, root);
	noteLinks(root, source.links, source.notesHeading);
	fitPhone(root);
	const article: Root = {
		type: 'root',
		children: [element('section', { className: ['article'] }, ...(root.children as ElementContent[]))],
	};
	const ignoredCss = inlineStyles(markup, article, styleSheets(source, css), field);
	keepCodeSpaces(article);
	dropNames(article);
	const pictures = pictureAddresses(article);
	checkPictureCount(field, pictures.length);
	const render: BuiltArticle['render'] = (addressOf) => write(markup, article, addressOf);
	checkContent(
		field,
		textOf(article),
		render(() => PLACEHOLDER),
	);
	const isEmpty = showsNothing(article);
	return { frontMatter, heading, beginsWithHeading, isEmpty, pictures, removed, ignoredCss, render };
}

function styleSheets({ field, theme, customCss }: ArticleSource, css: readonly string[]): StyleSheet[] {
	return [
		{ field: 'Theme', css: THEMES[theme] },
		...css.map((rules) => ({ field, css: rules })),
		...(customCss === '' ? [] : [{ field: 'Custom CSS', css: customCss }]),
	];
}

/** Finds the first heading, and removes it when it is at the very top and repeats the title. */
function takeHeading(root: Root, title: string): Pick<BuiltArticle, 'heading' | 'beginsWithHeading'> {
	const first = root.children.find((child) => child.type !== 'text' || child.value.trim() !== '');
	const heading = [...elementsOf(withoutFootnotes(root))].find((one) => isNamed(one, 'h1', 'h2'));
	const shown = heading ? textOf(heading).replace(/\s+/g, ' ').trim() : '';
	const beginsWithHeading = heading !== undefined && first === heading;
	if (beginsWithHeading && (title === '' || title === shown)) {
		const pictures = [...elementsOf(heading)].filter((one) => isNamed(one, 'img'));
		const kept = pictures.length > 0 ? [element('p', {}, ...pictures)] : [];
		root.children = root.children.flatMap((child) => (child === heading ? kept : [child]));
	}
	return { heading: shown, beginsWithHeading };
}

/** Removes the heading of the list of footnotes, which the parser adds. */
function withoutFootnotes(root: Root): Root {
	const isNotes = (child: Root['children'][number]) =>
		isElement(child) && child.properties.dataFootnotes !== undefined;
	return { ...root, children: root.children.filter((child) => !isNotes(child)) };
}

/** Elements that are visible without text. */
const SHOWN = /^(?:img|svg|hr|mp-.*)$/;

function showsNothing(article: Root): boolean {
	const isShown = ({ tagName, properties }: Element) =>
		SHOWN.test(tagName) || String(properties.style ?? '').includes('url(');
	return textOf(article).trim() === '' && ![...elementsOf(article)].some(isShown);
}

/** Removes ids and classes, which WeChat drops; references to them have been resolved. */
function dropNames(root: Root): void {
	for (const one of elementsOf(root)) {
		const { className: _class, id: _id, ...kept } = one.properties;
		one.properties = kept;
	}
}

function write(markup: Markup, article: Root, addressOf: (address: string) => string | undefined): string {
	const copy = structuredClone(article);
	replacePictures(copy, addressOf);
	tidy(copy);
	// Named references, as WeChat's own editor writes them: &quot; instead of &#x22;.
	const characterReferences = { useNamedReferences: true };
	return markup.toHtml(copy, { closeSelfClosing: true, characterReferences }).replaceAll('\u00a0', '&nbsp;');
}

/** Removes spans without a style, and sections that became empty when their picture was left out. */
function tidy(parent: Root | Element): void {
	parent.children = parent.children.flatMap((child): ElementContent[] => {
		if (!isElement(child)) return [child as ElementContent];
		tidy(child);
		if (child.tagName === 'section' && child.children.length === 0) return [];
		const isBare = child.tagName === 'span' && Object.keys(child.properties).length === 0;
		return isBare ? child.children : [child];
	});
}
