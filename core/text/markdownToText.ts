import {
	cjkFriendlyExtension,
	fromMarkdown,
	gfm,
	gfmFromMarkdown,
	gfmStrikethroughCjkFriendly,
	type Node,
	type Nodes,
	type PhrasingContent,
	type Root,
	type Table,
} from '../vendor/markdown';
import { InvalidInputError } from '../errors/WechatErrors';
import { separateAddresses } from './bareAddresses';
import { readDialect } from './markdownDialect';
import type { MarkdownNode } from './MarkdownNode';
import { withoutFence, withoutThoughts } from './modelText';
import { joinSpacedAddresses } from './spacedAddresses';

/** The parser's time can grow faster than the text; a longer text could not be sent anyway. */
const MAX_CHARACTERS = 50_000;

const TWO_TILDES = { singleTilde: false };

/** Real texts are not nested deeper. */
const MAX_DEPTH = 50;

/** A picture in the text. */
export interface MarkdownImage {
	url: string;
	/** Alternative text. */
	alt: string;
}

/** One piece of a text: text for a bubble, or a picture. */
export type TextPiece = string | MarkdownImage;

/**
 * Turns Markdown into what WeChat's text bubbles show: headings become 【headings】, lists get bullets and numbers, tables one line per row,
 * links stay links (`<a href>`), pictures become links, and emphasis is dropped. A model's reasoning (`<think>`) and a code block around its
 * whole answer are removed. Invalid Markdown is treated as text.
 *
 * @param markdown CommonMark with GitHub's extensions, as models write it
 * @throws InvalidInputError for a text that is too long to parse
 * @see https://developers.weixin.qq.com/doc/service/guide/product/message/Passive_user_reply_message.html
 */
export function markdownToText(markdown: string): string {
	return writeText(markdown, ({ url, alt }) => linkText(url, alt || '图片'));
}

/**
 * Turns Markdown into texts, like {@link markdownToText}, and the pictures between them. A picture follows the line that contained it.
 *
 * @returns in order, without empty texts and duplicate pictures
 * @throws as {@link markdownToText}
 */
export function markdownToPieces(markdown: string): TextPiece[] {
	const images: MarkdownImage[] = [];
	const text = writeText(markdown, (image) => `\0${images.push(image) - 1}\0`);
	return piecesOf(text, images);
}

/** Placeholder of a picture; no text from the parser contains NUL. */
const PLACE = /\0(\d+)\0/g;

/** What is left of a line that contained only a picture. */
const MARKS_ONLY = /^[\s┃•☑☐]*(?:\d+\.)?\s*$/;

function piecesOf(text: string, images: readonly MarkdownImage[]): TextPiece[] {
	const pieces: TextPiece[] = [];
	const shown = new Set<string>();
	let words: string[] = [];
	const endWords = () => {
		const piece = withoutGaps(words.join('\n'));
		if (piece !== '') pieces.push(piece);
		words = [];
	};
	for (const line of text.split('\n')) {
		const here = [...line.matchAll(PLACE)].flatMap(([, number]) => images[Number(number)] ?? []);
		const rest = line.replace(PLACE, '');
		if (here.length === 0 || !MARKS_ONLY.test(rest)) words.push(rest);
		const added = here.filter(({ url }) => !shown.has(url) && shown.add(url));
		if (added.length === 0) continue;
		endWords();
		pieces.push(...added);
	}
	endWords();
	return pieces;
}

function writeText(markdown: string, showImage: (image: MarkdownImage) => string): string {
	if (markdown.length > MAX_CHARACTERS) {
		throw new InvalidInputError(
			'Text',
			`has ${markdown.length} characters, Markdown is read up to ${MAX_CHARACTERS}`,
			'Ask for a shorter text.',
		);
	}
	const source = withoutFence(withoutThoughts(markdown.replace(/\r\n?/g, '\n')), ['markdown', 'md']);
	const tree = parse(source);
	const text = tree ? new BubbleWriter(showImage, addressesIn(tree)).blocks(tree.children, 0) : source;
	// A text that is nested too deeply to be parsed is kept as written.
	return withoutGaps(text.trim() === '' ? source : text);
}

/** Keeps at most one empty line, and none around the text. */
function withoutGaps(text: string): string {
	return text.replace(/\n{3,}/g, '\n\n').trim();
}

/** The parser recurses for each level of nesting: thousands of them overflow the stack. */
function parse(markdown: string): Root | undefined {
	const pictures = joinSpacedAddresses(markdown);
	const { source, restore } = separateAddresses(pictures.source);
	try {
		const tree = fromMarkdown(source, {
			// A single tilde is used between numbers: 3~5天，7~10天.
			extensions: [gfm(TWO_TILDES), cjkFriendlyExtension(), gfmStrikethroughCjkFriendly(TWO_TILDES)],
			mdastExtensions: [gfmFromMarkdown()],
		});
		restore(tree);
		pictures.restore(tree);
		readDialect(tree as MarkdownNode);
		return tree;
	} catch (error) {
		if (error instanceof RangeError) return undefined;
		throw error;
	}
}

/** Link definitions (`[1]: https://…`), by label. */
function addressesIn(node: Nodes, depth = 0, found = new Map<string, string>()): ReadonlyMap<string, string> {
	if (node.type === 'definition' && !found.has(node.identifier)) found.set(node.identifier, node.url);
	const children: readonly Nodes[] = 'children' in node && depth <= MAX_DEPTH ? node.children : [];
	for (const child of children) addressesIn(child, depth + 1, found);
	return found;
}

class BubbleWriter {
	constructor(
		private readonly showImage: (image: MarkdownImage) => string,
		private readonly addresses: ReadonlyMap<string, string>,
	) {}

	/** Joins blocks with an empty line in between. */
	blocks(nodes: readonly Node[], depth: number): string {
		return nodes
			.map((node) => this.block(node as Nodes, depth))
			.filter((text) => text.trim() !== '')
			.join('\n\n');
	}

	private block(node: Nodes, depth: number): string {
		if (depth > MAX_DEPTH) return '';
		switch (node.type) {
			case 'heading':
				return `【${this.line(node.children)}】`;
			case 'paragraph':
				return this.line(node.children);
			case 'blockquote':
				return this.blocks(node.children, depth + 1).replace(/^(?=.)/gm, '┃ ');
			case 'list':
				return node.children
					.map((item, index) => {
						const number = node.ordered ? `${(node.start ?? 1) + index}. ` : '• ';
						const done = item.checked === true ? '☑ ' : '☐ ';
						const mark = typeof item.checked === 'boolean' ? done : number;
						const text = item.children.map((child) => this.block(child, depth + 1)).join('\n');
						return `${mark}${text.replace(/\n(?=.)/g, '\n  ')}`;
					})
					.join('\n');
			case 'table':
				return this.table(node);
			case 'code':
				return node.value;
			case 'html':
				return htmlText(node.value);
			case 'thematicBreak':
				return '————';
			case 'footnoteDefinition':
				return `[${node.identifier}] ${this.blocks(node.children, depth + 1)}`;
			default:
				return '';
		}
	}

	/** Writes `name: value · name: value` for each row; two columns are taken as name and value. */
	private table({ children: [head, ...rows] }: Table): string {
		const names = (head?.children ?? []).map(({ children }) => this.line(children));
		const lines = rows.map(({ children }) => {
			const cells = children.map((cell) => this.line(cell.children));
			if (names.length === 2) return `• ${cells.join('：')}`;
			return `• ${cells.map((cell, column) => (column > 0 && names[column] ? `${names[column]}：${cell}` : cell)).join(' · ')}`;
		});
		return (names.length === 2 || lines.length === 0 ? [names.join(' / '), ...lines] : lines).join('\n');
	}

	private line(nodes: readonly PhrasingContent[], depth = 0): string {
		return nodes.map((node) => this.phrase(node, depth)).join('');
	}

	private phrase(node: PhrasingContent, depth: number): string {
		if (depth > MAX_DEPTH) return '';
		switch (node.type) {
			case 'text':
			case 'inlineCode':
				return node.value;
			case 'break':
				return '\n';
			case 'html':
				return htmlText(node.value);
			case 'link':
				return linkAround(node.url, this.line(node.children, depth + 1));
			case 'linkReference':
				return linkAround(this.addressOf(node), this.line(node.children, depth + 1));
			case 'image':
				return this.picture({ url: node.url, alt: node.alt ?? '' });
			case 'imageReference':
				return this.picture({ url: this.addressOf(node), alt: node.alt ?? '' });
			case 'footnoteReference':
				return `[${node.identifier}]`;
			default:
				return 'children' in node ? this.line(node.children, depth + 1) : '';
		}
	}

	private addressOf({ identifier }: { identifier: string }): string {
		return this.addresses.get(identifier) ?? '';
	}

	private picture(image: MarkdownImage): string {
		return /^https?:\/\//i.test(image.url) ? this.showImage(image) : image.alt;
	}
}

/** A link contains no other link, and a picture that becomes a message comes after it. */
function linkAround(url: string, content: string): string {
	const words = content.replace(PLACE, '').replace(/<\/?a\b[^<>]*>/gi, '');
	return linkText(url, words) + (content.match(PLACE) ?? []).join('');
}

/** WeChat opens web addresses, mini programs by their attributes, and its own menu links. */
function linkText(url: string, words: string): string {
	const isOpened = /^(https?|weixin|tel):/i.test(url);
	if (!isOpened) return words;
	const address = url.replaceAll(' ', '%20');
	if (words === '' || words === url) return address;
	return `<a href="${address.replaceAll('"', '%22')}">${words}</a>`;
}

/** Converts line breaks and links; any other HTML stays as written. */
function htmlText(html: string): string {
	return html.replace(/<br\s*\/?>/gi, '\n');
}
