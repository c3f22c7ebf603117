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
		const found = splitAddress(child, source);
		if (!found) {
			endBareAddresses(child, source, parse);
			return [child];
		}
		const { url, shown, rest } = found;
		// Up to the next address each, so that nothing is read more than twice.
		const pieces = `${rest}${takeMarks(all[index + 1])}`.split(/(?=https?:\/\/|www\.)/i);
		const link = { ...child, url, children: [text(shown)] };
		return [link, ...pieces.flatMap((piece) => inlineOf(piece, parse))];
	});
}

/** Marks at its very end are no part of an address for GitHub either: they end what begins in the rest. */
function takeMarks(next: MarkdownNode | undefined): string {
	const [marks] = /^[*_~]+/.exec(next?.value ?? '') ?? [];
	if (next?.type !== 'text' || marks === undefined) return '';
	next.value = next.value?.slice(marks.length);
	return marks;
}

/** A piece begins with a mark or an address and has no white space, so that it is one paragraph. */
function inlineOf(piece: string, parse: (rest: string) => MarkdownNode): readonly MarkdownNode[] {
	const read = parse(piece);
	endBareAddresses(read, piece, parse);
	return read.children?.[0]?.children ?? [text(piece)];
}

/** Divides a bare address from what it has taken in that belongs to the sentence. */
function splitAddress(
	{ type, url, children, position }: MarkdownNode,
	source: string,
): { url: string; shown: string; rest: string } | undefined {
	if (type !== 'link' || url === undefined || children?.length !== 1) return undefined;
	const begin = position?.start.offset;
	if (begin !== undefined && /[[<]/.test(source.charAt(begin))) return undefined;
	const shown = children[0]?.value ?? '';
	const end = shown.search(MARK);
	const rest = shown.slice(end);
	if (end < 1 || !url.endsWith(rest)) return undefined;
	return { url: url.slice(0, -rest.length), shown: shown.slice(0, end), rest };
}
