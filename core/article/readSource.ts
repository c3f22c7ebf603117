import { InvalidInputError } from '../errors/WechatErrors';
import { beginsWithFrontMatter, readFrontMatter, type FrontMatter } from './frontMatter';
import type { Markup } from './libraries';
import { separateAddresses } from '../text/bareAddresses';
import { joinSpacedAddresses } from '../text/spacedAddresses';
import { htmlInFence, markdownInFence, withoutThoughts } from '../text/modelText';
import { readDialect } from '../text/markdownDialect';
import type { MarkdownNode } from '../text/MarkdownNode';
import type { MarkdownRoot } from '../vendor/markup';
import { setFormulaLines } from './formulaLines';
import { latexBrackets } from './latexBrackets';
import { keepPrices } from './prices';
import {
	checkDepth,
	checkReferences,
	checkSource,
	type SourceFormat,
	tooDeep,
	withinLimits,
} from './sourceLimits';
import { element, type ElementContent, elementsOf, isNamed, type Root, text, textOf, trimEnd } from './tree';

/** Takes the text out of the code block that a model put around it, by format. */
const OUT_OF_FENCE: Readonly<Record<SourceFormat, (source: string) => string>> = {
	markdown: markdownInFence,
	html: htmlInFence,
	text: (source) => source,
};

/** A source as a document. */
export interface SourceDocument {
	root: Root;
	frontMatter: FrontMatter;
	/** CSS rules in the source, in order. */
	css: string[];
}

/**
 * Reads the text of an article. A model's reasoning (`<think>`), a code block around its answer, and what it says beside that are removed.
 *
 * @param markup the libraries
 * @param source text, format, and the name of its field in the editor
 * @throws InvalidInputError when it is empty, too long, too deeply nested, or imports a style sheet
 */
export function readSource(
	markup: Markup,
	source: { field: string; format: SourceFormat; content: string },
): SourceDocument {
	const { field, format } = source;
	const written = source.content.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
	const content = OUT_OF_FENCE[format](withoutThoughts(written));
	if (content.trim() === '') {
		throw new InvalidInputError(
			field,
			'is empty',
			'Fill it in, or check the expression that should give it.',
		);
	}
	checkSource(field, content, format);
	try {
		const read = () => parse(markup, field, format, content);
		const { root, frontMatter } = withinLimits(markup, field, read);
		checkDepth(field, root);
		return { root, frontMatter, css: takeStyles(field, root) };
	} catch (error) {
		// The parsers recurse once per level.
		if (error instanceof RangeError) throw tooDeep(field);
		throw error;
	}
}

function parse(
	markup: Markup,
	field: string,
	format: SourceFormat,
	content: string,
): { root: Root; frontMatter: FrontMatter } {
	if (format === 'text') return { root: paragraphs(content), frontMatter: {} };
	if (format === 'html') {
		const root = markup.unified().use(markup.rehypeParse, { fragment: true }).parse(content);
		return { root, frontMatter: {} };
	}
	return parseMarkdown(markup, field, content.replace(/^(?:[ \t]*\n)+/, ''));
}

function parseMarkdown(
	markup: Markup,
	field: string,
	content: string,
): { root: Root; frontMatter: FrontMatter } {
	let frontMatter: FrontMatter = {};
	const pictures = joinSpacedAddresses(content);
	const { source, restore } = separateAddresses(pictures.source);
	const reader = markup
		.unified()
		.use(markup.remarkParse)
		// A single tilde is used between numbers: 3~5天，7~10天.
		.use(markup.remarkGfm, { singleTilde: false })
		.use(function () {
			const data = this.data();
			// With the rules of CommonMark, the marks in **重点：**后文 and ~~原价：~~现价 would stay in the text. The last extension is applied first.
			data.micromarkExtensions = [
				...(data.micromarkExtensions ?? []),
				markup.cjkFriendlyExtension(),
				markup.gfmStrikethroughCjkFriendly({ singleTilde: false }),
				latexBrackets(),
			];
		})
		.use(markup.remarkMath)
		.use(markup.remarkFrontmatter, beginsWithFrontMatter(content) ? ['yaml'] : [])
		.use(() => (tree: MarkdownRoot) => {
			checkReferences(field, tree);
			keepPrices(tree, source);
			setFormulaLines(tree, source);
			restore(tree);
			pictures.restore(tree);
			readDialect(tree as MarkdownNode);
			const [head] = tree.children;
			if (head?.type === 'yaml') frontMatter = readFrontMatter(markup, field, head.value);
		})
		.use(markup.remarkRehype, { allowDangerousHtml: true })
		.use(() => (tree: Root) => checkDepth(field, tree))
		.use(markup.rehypeRaw);
	const root = reader.runSync(reader.parse(source));
	return { root, frontMatter };
}

/** An empty line ends a paragraph, a single line break is kept. */
function paragraphs(content: string): Root {
	const children = content
		.split(/\n[ \t]*\n+/)
		.filter((paragraph) => paragraph.trim() !== '')
		// A full-width space at the beginning is the indentation of a Chinese paragraph.
		.map((paragraph) => trimEnd(paragraph.replace(/^[ \t\n]+/, '')))
		.map((paragraph) => element('p', {}, ...lines(paragraph)));
	return { type: 'root', children };
}

function lines(paragraph: string): ElementContent[] {
	return paragraph
		.split('\n')
		.flatMap((line, index) => (index === 0 ? [text(line)] : [element('br', {}), text(line)]));
}

/** Removes the rules in `<style>`, and returns them. External style sheets are refused: WeChat loads none. */
function takeStyles(field: string, root: Root): string[] {
	const css: string[] = [];
	for (const one of elementsOf(root)) {
		const { rel, href } = one.properties;
		if (isNamed(one, 'link') && [rel].flat().map(String).includes('stylesheet')) {
			throw new InvalidInputError(
				field,
				`links to the style sheet ${String(href ?? '(no address)')}, but WeChat loads none`,
				'Put the rules in Custom CSS, or in a style element of the HTML.',
			);
		}
		if (isNamed(one, 'style')) css.push(textOf(one));
	}
	return css;
}
