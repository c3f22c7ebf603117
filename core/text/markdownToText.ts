import {
	cjkFriendlyExtension,
	fromMarkdown,
	gfm,
	gfmFromMarkdown,
	type Node,
	type Nodes,
	type PhrasingContent,
	type Root,
	type Table,
} from '../vendor/markdown';
import { InvalidInputError } from '../errors/WechatErrors';

/** The parser's time can grow faster than the text; what is longer than this could not be sent anyhow. */
const MAX_CHARACTERS = 50_000;

/** Deeper nesting is nobody's text. */
const MAX_DEPTH = 50;

/** A picture that stood in the text. */
export interface MarkdownImage {
	url: string;
	/** What the picture shows, by its author. */
	alt: string;
}

/** What a text bubble can show. */
export interface BubbleText {
	/** With links as `<a href>`. */
	text: string;
	/** In order; the text holds a link in the place of each, unless they are left out. */
	images: readonly MarkdownImage[];
}

/**
 * Turns Markdown into what WeChat's text bubbles show: headings become 【headings】, lists get bullets and numbers, tables one
 * line for each row, links stay links, and marks of emphasis go. What is no proper Markdown is text.
 *
 * @param markdown CommonMark with GitHub's extensions, as models write it
 * @param leaveOutImages whether pictures leave no link in the text
 * @throws InvalidInputError for a text that is too long to be read
 * @see https://developers.weixin.qq.com/doc/service/guide/product/message/Passive_user_reply_message.html
 */
export function markdownToText(markdown: string, leaveOutImages = false): BubbleText {
	if (markdown.length > MAX_CHARACTERS) {
		throw new InvalidInputError(
			'Text',
			`has ${markdown.length} characters, Markdown is read up to ${MAX_CHARACTERS}`,
			'Ask for a shorter text.',
		);
	}
	const tree = parse(markdown);
	if (!tree) return { text: markdown.trim(), images: [] };
	const writer = new BubbleWriter(leaveOutImages);
	const text = writer.blocks(tree.children, 0).replace(/\n{3,}/g, '\n\n');
	// What nests too deeply to be read stands as it was written.
	const isLost = text.trim() === '' && writer.images.length === 0;
	return { text: (isLost ? markdown : text).trim(), images: writer.images };
}

/** The parser calls itself for each level of nesting: thousands of them exhaust it. */
function parse(markdown: string): Root | undefined {
	try {
		return fromMarkdown(markdown, {
			extensions: [gfm(), cjkFriendlyExtension()],
			mdastExtensions: [gfmFromMarkdown()],
		});
	} catch (error) {
		if (error instanceof RangeError) return undefined;
		throw error;
	}
}

class BubbleWriter {
	readonly images: MarkdownImage[] = [];

	constructor(private readonly leaveOutImages: boolean) {}

	/** Blocks with an empty line between them. */
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

	/** `name: value · name: value` for each row; two columns read as name and value already. */
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
				return linkText(node.url, this.line(node.children, depth + 1));
			case 'image':
				return this.picture({ url: node.url, alt: node.alt ?? '' });
			case 'footnoteReference':
				return `[${node.identifier}]`;
			default:
				return 'children' in node ? this.line(node.children, depth + 1) : '';
		}
	}

	private picture(image: MarkdownImage): string {
		if (!/^https?:\/\//i.test(image.url)) return image.alt;
		this.images.push(image);
		return this.leaveOutImages ? '' : linkText(image.url, image.alt || '图片');
	}
}

/** WeChat opens web addresses, mini programs by their attributes, and its own menu links. */
function linkText(url: string, words: string): string {
	const isOpened = /^(https?|weixin|tel):/i.test(url);
	if (!isOpened) return words;
	if (words === '' || words === url) return url;
	return `<a href="${url.replaceAll('"', '%22')}">${words}</a>`;
}

/** A line break is one, links are shown as links, and everything else stands as it is written. */
function htmlText(html: string): string {
	return html.replace(/<br\s*\/?>/gi, '\n');
}
