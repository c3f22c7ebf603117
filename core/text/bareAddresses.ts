/** Markdown that is changed for the parser. */
export interface SeparatedSource {
	/** The text for the parser. */
	source: string;
	/** Undoes the changes in the parsed document. */
	restore: (tree: object) => void;
}

/** Chinese punctuation and currency signs, which occur in no URL. */
const MARKS =
	'\u2014\u2018\u2019\u201c\u201d\u2026\u3000-\u3003\u3008-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\uffe0-\uffe6';

/** A bare URL by GitHub's rules, up to the first such mark, and that mark. */
const ADDRESS = new RegExp(`((?:https?://|www\\.)[^\\s<${MARKS}]*)([${MARKS}])?`, 'gi');

/**
 * White space ends a URL. These characters are very rare; one that is already in the text cannot be used, since it would be removed with
 * the added ones.
 */
const SPACES = ['\u1680', '\u2000', '\u2001', '\u2004', '\u2005', '\u2006', '\u2008', '\u205f'];

/**
 * Ends bare URLs where the Chinese sentence continues: GitHub's rules, made for languages with spaces, take 见 https://example.com，然后 as a
 * URL up to the end, and lose the emphasis around and after it. Articles and text messages read URLs by this rule. URLs in brackets and in
 * code stay unchanged.
 *
 * @param source Markdown
 * @returns the source for the parser, and a function that restores the original in its document
 */
export function separateAddresses(source: string): SeparatedSource {
	const space = SPACES.find((one) => !source.includes(one));
	if (space === undefined) return { source, restore: () => undefined };
	return {
		source: source.replace(ADDRESS, (all: string, address: string, mark?: string) =>
			mark === undefined ? all : `${address}${space}${mark}`,
		),
		restore: (tree) => {
			removeSpace(tree as Part, space);
		},
	};
}

/** Any node of a Markdown document, or a value in one. */
type Part = Record<string, unknown>;

const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null;

function removeSpace(part: Part, space: string): void {
	endLink(part, space);
	for (const [name, value] of Object.entries(part)) {
		if (typeof value === 'string') part[name] = value.replaceAll(space, '');
		else if (isPart(value)) removeSpace(value, space);
	}
}

/**
 * The parser searches for URLs again, after Chinese punctuation. It gives these links no position and ends them only at ordinary spaces: a
 * link that contains more is text.
 */
function endLink(part: Part, space: string): void {
	if (part.type !== 'link' || part.position !== undefined) return;
	const label: unknown = Array.isArray(part.children) ? part.children[0] : undefined;
	if (!isPart(label) || typeof label.value !== 'string' || !label.value.includes(space)) return;
	delete part.children;
	Object.assign(part, { type: 'text', value: label.value });
}
