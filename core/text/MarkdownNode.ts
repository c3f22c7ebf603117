/** A node of a Markdown document, as far as it matters here. */
export interface MarkdownNode {
	type: string;
	value?: string;
	url?: string;
	alt?: string | null;
	data?: object | undefined;
	children?: MarkdownNode[];
}
