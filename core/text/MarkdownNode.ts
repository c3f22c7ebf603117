/** A node of a Markdown document, as far as it matters here. */
export interface MarkdownNode {
	type: string;
	value?: string;
	url?: string;
	alt?: string | null;
	data?: object | undefined;
	children?: MarkdownNode[];
	/** Where it stands in the source. */
	position?: { start: { offset?: number } };
}

/** The text of a node and of everything in it; empty for none. */
export function allText(node: MarkdownNode | undefined): string {
	if (!node) return '';
	return node.value ?? (node.children ?? []).map(allText).join('');
}
