import { nameCallout } from './callouts';
import { allText, type MarkdownNode } from './MarkdownNode';

/** The nodes whose text has soft line breaks. */
const WITH_LINES: ReadonlySet<string> = new Set(['paragraph', 'emphasis', 'strong', 'delete', 'link']);
/** Text that is written without spaces: Chinese and Japanese, with their punctuation. */
const WITHOUT_SPACES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff01-\uffee]/u;
/** Marked text; the signs of a comparison (`a==b`) are not marks. */
const MARKED = /(?<![\w=)\]])==(?=[^\s=])([^=\n]*[^=\s])==(?![\w=(])/g;
const SIZED_ADDRESS = /^(\S+)[ \t]+=(\d{1,4})?x(?:\d{1,4})?$/;
const SIZED_TEXT = /^([^|]*)\|(\d{1,4})(?:x\d{1,4})?$/;
const CONTENTS = /^\[(?:toc|\[toc\])\]$/i;

/**
 * Reads what editors for Chinese authors and models write beyond GitHub's Markdown: callouts (`> [!NOTE]`), marked text (`==text==`), widths of
 * pictures (`![text|300](…)`, `![](… =300x200)`), a place for a table of contents, which is left out, and single line breaks between
 * Chinese characters, where a browser would show a space.
 *
 * @param tree of the document, which is changed
 */
export function readDialect(tree: MarkdownNode): void {
	if (!tree.children) return;
	tree.children = tree.children.flatMap((child) => {
		if (isContents(child)) return [];
		if (child.type === 'image') readWidth(child);
		if (child.type === 'blockquote') nameCallout(child);
		readDialect(child);
		return child.type === 'text' ? marked(child) : [child];
	});
	if (WITH_LINES.has(tree.type)) tree.children = withBreaks(tree.children);
}

function isContents({ type, children = [] }: MarkdownNode): boolean {
	return type === 'paragraph' && children.length === 1 && CONTENTS.test(allText(children[0]).trim());
}

/** The width goes into a style, which WeChat keeps; a height would distort a picture that the screen makes narrower. */
function readWidth(picture: MarkdownNode): void {
	const [, url, before] = SIZED_ADDRESS.exec(picture.url ?? '') ?? [];
	const [, alt, behind] = SIZED_TEXT.exec(picture.alt ?? '') ?? [];
	if (url !== undefined) picture.url = url;
	if (alt !== undefined) picture.alt = alt;
	const width = before ?? behind;
	if (width !== undefined) picture.data = { hProperties: { style: `width:${width}px;max-width:100%` } };
}

function marked(node: MarkdownNode): MarkdownNode[] {
	const parts = (node.value ?? '').split(MARKED);
	if (parts.length === 1) return [node];
	return parts.flatMap((value, index): MarkdownNode[] => {
		const text = { type: 'text', value };
		if (index % 2 === 1) return [{ type: 'emphasis', data: { hName: 'mark' }, children: [text] }];
		return value === '' ? [] : [text];
	});
}

function withBreaks(nodes: readonly MarkdownNode[]): MarkdownNode[] {
	return nodes.flatMap((node, index): MarkdownNode[] => {
		if (node.type !== 'text' || !node.value?.includes('\n')) return [node];
		const lines = node.value.split('\n');
		return lines.reduce<MarkdownNode[]>((made, line, at) => {
			const before = at === 0 ? undefined : lines[at - 1] || allText(nodes[index - 1]);
			if (before === undefined) return line === '' ? made : [...made, { type: 'text', value: line }];
			const after = line || allText(nodes[index + 1]);
			const isBreak = WITHOUT_SPACES.test(lastOf(before)) || WITHOUT_SPACES.test(firstOf(after));
			if (isBreak) made.push({ type: 'break' });
			const value = isBreak ? line : `\n${line}`;
			if (value !== '') made.push({ type: 'text', value });
			return made;
		}, []);
	});
}

/** The first character, which may consist of two code units. */
function firstOf(text: string): string {
	return [...text.slice(0, 2)][0] ?? '';
}

/** The last character, likewise. */
function lastOf(text: string): string {
	return [...text.slice(-2)].at(-1) ?? '';
}
