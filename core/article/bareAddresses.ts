import { text } from './tree';

/** A part of a Markdown document, as far as it matters here. */
interface MarkdownNode {
	type: string;
	value?: string;
	url?: string;
	children?: MarkdownNode[];
	position?: { start: { offset?: number } };
}

/** Marks of Chinese sentences, which no address has in it. */
const MARK =
	/[\u2014\u2018\u2019\u201c\u201d\u2026\u3000-\u3003\u3008-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]/;

/**
 * Ends addresses that stand in the text as such where the Chinese sentence goes on: GitHub's rules, made for languages with spaces,
 * take 见 https://example.com，然后 as an address up to the end. Addresses in brackets stay as they were written.
 *
 * @param tree of the document, which is changed
 * @param source of it
 * @param parse reads what follows an address, which may have marks of its own
 */
export function endBareAddresses(
	tree: MarkdownNode,
	source: string,
	parse: (rest: string) => MarkdownNode,
): void {
	if (tree.children === undefined) return;
	tree.children = tree.children.flatMap((child, index, all) => {
		const rest = restOf(child, source);
		if (rest === undefined) {
			endBareAddresses(child, source, parse);
			return [child];
		}
		const [label] = child.children ?? [];
		if (label) label.value = label.value?.slice(0, -rest.length);
		child.url = child.url?.slice(0, -rest.length);
		// Up to the next address each, so that nothing is read more than twice.
		const pieces = `${rest}${takeMarks(all[index + 1])}`.split(/(?=https?:\/\/|www\.)/i);
		return [child, ...pieces.flatMap((piece) => inlineOf(piece, parse))];
	});
}

/** Marks at its very end are no part of an address for GitHub either: they end what begins in the rest. */
function takeMarks(next: MarkdownNode | undefined): string {
	const [marks = ''] = next?.type === 'text' ? (/^[*_~]+/.exec(next.value ?? '') ?? []) : [];
	if (next && marks !== '') next.value = next.value?.slice(marks.length);
	return marks;
}

function inlineOf(piece: string, parse: (rest: string) => MarkdownNode): MarkdownNode[] {
	const read = parse(piece);
	endBareAddresses(read, piece, parse);
	const [paragraph, ...others] = read.children ?? [];
	const isLine = paragraph?.type === 'paragraph' && others.length === 0;
	return isLine ? (paragraph.children ?? []) : [text(piece)];
}

/** What a bare address has taken in that belongs to the sentence. */
function restOf({ type, url, children, position }: MarkdownNode, source: string): string | undefined {
	const [label, ...others] = children ?? [];
	if (type !== 'link' || label?.value === undefined || others.length > 0) return undefined;
	const begin = position?.start.offset;
	if (begin !== undefined && '[<'.includes(source[begin] ?? '')) return undefined;
	const end = label.value.search(MARK);
	const rest = end > 0 ? label.value.slice(end) : '';
	return rest !== '' && url?.endsWith(rest) ? rest : undefined;
}
