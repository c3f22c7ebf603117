/** A source in which no address goes on into the sentence behind it. */
export interface SeparatedSource {
	/** What the parser is to read. */
	source: string;
	/** Takes what was added out of the document that the parser made of it, wherever it stands. */
	restore: (tree: object) => void;
}

/** Marks of Chinese sentences and signs of prices, which no address has in it. */
const MARKS =
	'\u2014\u2018\u2019\u201c\u201d\u2026\u3000-\u3003\u3008-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\uffe0-\uffe6';

/** An address as GitHub's rules see it, as far as the first mark, and that mark. */
const ADDRESS = new RegExp(`((?:https?://|www\\.)[^\\s<${MARKS}]*)([${MARKS}])?`, 'gi');

/** White space ends an address. These are in hardly any text; one that is in the text cannot be told from what was added. */
const SPACES = ['\u1680', '\u2000', '\u2001', '\u2004', '\u2005', '\u2006', '\u2008', '\u205f'];

/**
 * Ends the addresses that stand in a text as such where the Chinese sentence goes on: GitHub's rules, made for languages with
 * spaces, take 见 https://example.com，然后 as an address up to the end, and lose the emphasis around it and behind it. Articles and
 * text messages read their addresses by this rule. Addresses in brackets and in code stay as they were written.
 *
 * @param source Markdown
 * @returns the source for the parser, and what makes its document one of the source as it was
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

/** Any part of a Markdown document, or what one holds. */
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
 * The parser looks a second time for addresses, behind Chinese marks. It gives these links no position and ends them at plain
 * spaces only: one that took in more is text.
 */
function endLink(part: Part, space: string): void {
	if (part.type !== 'link' || part.position !== undefined) return;
	const label: unknown = Array.isArray(part.children) ? part.children[0] : undefined;
	if (!isPart(label) || typeof label.value !== 'string' || !label.value.includes(space)) return;
	delete part.children;
	Object.assign(part, { type: 'text', value: label.value });
}
