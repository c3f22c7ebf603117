import type { MarkdownNode } from '../text/MarkdownNode';

/**
 * Sets a formula between double dollar signs that is alone in its line apart from the text around it: `$$x$$` is a block only with its signs
 * on lines of their own by the rules of the parser, but models and other editors write it in one line.
 *
 * @param tree of the document, which is changed
 * @param source of the document
 */
export function setFormulaLines(tree: MarkdownNode, source: string): void {
	if (!tree.children) return;
	tree.children = tree.children.flatMap((child) => {
		setFormulaLines(child, source);
		return child.type === 'paragraph' ? apart(child, source) : [child];
	});
}

function apart(paragraph: MarkdownNode, source: string): MarkdownNode[] {
	const { children = [] } = paragraph;
	const parts: MarkdownNode[][] = [[]];
	children.forEach((child, index) => {
		const isLine =
			isDoubled(child, source) && endsLine(children[index - 1]) && beginsLine(children[index + 1]);
		if (isLine) parts.push([blockOf(child)], []);
		else parts.at(-1)?.push(child);
	});
	if (parts.length === 1) return [paragraph];
	return parts.map(withoutEdges).flatMap((part): MarkdownNode[] => {
		if (part[0]?.type === 'math') return part;
		return part.length > 0 ? [{ ...paragraph, children: part }] : [];
	});
}

/** A block in the form of the parser. */
function blockOf({ value = '' }: MarkdownNode): MarkdownNode {
	const properties = { className: ['math-display'] };
	const code = { type: 'element', tagName: 'code', properties, children: [{ type: 'text', value }] };
	return { type: 'math', value, data: { hName: 'pre', hChildren: [code] } };
}

function isDoubled({ type, position }: MarkdownNode, source: string): boolean {
	const { offset } = position?.start ?? {};
	return type === 'inlineMath' && offset !== undefined && source.startsWith('$$', offset);
}

function endsLine(before: MarkdownNode | undefined): boolean {
	return before === undefined || before.type === 'break' || /\n[ \t]*$/.test(textOf(before));
}

function beginsLine(after: MarkdownNode | undefined): boolean {
	return after === undefined || after.type === 'break' || /^[ \t]*\n/.test(textOf(after));
}

function textOf({ type, value = '' }: MarkdownNode): string {
	return type === 'text' ? value : '';
}

/** Removes the line breaks at the edges of a part. */
function withoutEdges(part: readonly MarkdownNode[]): MarkdownNode[] {
	const trimmed = part.map((node, index) => {
		if (node.type !== 'text') return node;
		const begun = index === 0 ? node.value?.replace(/^[ \t]*\n/, '') : node.value;
		return { ...node, value: index === part.length - 1 ? begun?.replace(/\n[ \t]*$/, '') : begun };
	});
	const isEdge = ({ type, value }: MarkdownNode) => type === 'break' || (type === 'text' && value === '');
	return trimmed.filter((node, index) => !(isEdge(node) && (index === 0 || index === trimmed.length - 1)));
}
