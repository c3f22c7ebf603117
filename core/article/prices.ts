/** A node of a Markdown document, as far as it matters here. */
interface MarkdownNode {
	type: string;
	value?: string;
	children?: MarkdownNode[];
	position?: { start: { offset?: number }; end: { offset?: number } };
}

/**
 * Turns false formulas back into text: "it costs $5, not $6" has two dollar signs as well. As in other Markdown tools, no space may follow
 * the first sign or precede the second one, and no digit may follow the latter.
 *
 * @param tree of the document, which is changed
 * @param source of the document
 */
export function keepPrices(tree: MarkdownNode, source: string): void {
	for (const child of tree.children ?? []) {
		if (child.type === 'inlineMath' && isPrice(child, source)) {
			const { start, end } = child.position ?? { start: {}, end: {} };
			const value = source.slice(start.offset, end.offset);
			Object.assign(child, { type: 'text', value, data: undefined });
		}
		keepPrices(child, source);
	}
}

function isPrice({ position }: MarkdownNode, source: string): boolean {
	const { start, end } = position ?? { start: {}, end: {} };
	if (start.offset === undefined || end.offset === undefined) return false;
	const written = source.slice(start.offset, end.offset);
	if (!/^\$(?!\$)/.test(written)) return false;
	return /^\$\s|\s\$$/.test(written) || /\d/.test(source[end.offset] ?? '');
}
