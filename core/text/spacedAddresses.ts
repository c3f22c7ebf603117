import type { SeparatedSource } from './bareAddresses';

/**
 * A picture, up to its address; the address, with balanced parentheses and white space at its end; and what closes it, with a title or
 * without. White space belongs to one part alone: otherwise the time would grow with the square of a run of it.
 */
const PICTURE =
	/(?<!\\)(!\[[^\]\n]{0,500}\]\()([^\n<>"'()]*(?:\([^\n<>"'()]*\)[^\n<>"'()]*)*)((?:(?:"[^"\n]*"|'[^'\n]*')[ \t]*)?\))/g;

/** An address without spaces, and a title in parentheses. */
const WITH_TITLE = /^\S+\s+\([^()]*\)$/;

/** Characters without a meaning; one that is already in the text cannot be used, since it would become a space. */
const PLACEHOLDERS = ['\ue000', '\uf000', '\uf8ff'];

/**
 * Lets pictures have spaces in their addresses, as files on a computer do: `![](my picture (1).png)` is text by the rules of Markdown, which
 * wants `<my picture (1).png>`. The spaces become placeholders for the parser.
 *
 * @param source Markdown
 * @returns the source for the parser, and a function that restores the spaces in its document, in code as well
 */
export function joinSpacedAddresses(source: string): SeparatedSource {
	const placeholder = PLACEHOLDERS.find((one) => !source.includes(one));
	if (placeholder === undefined) return { source, restore: () => undefined };
	return {
		source: source.replace(PICTURE, (all: string, opening: string, address: string, closing: string) => {
			const trimmed = address.trim();
			if (WITH_TITLE.test(trimmed)) return all;
			return opening + address.replace(trimmed, () => trimmed.replace(/[ \t]/g, placeholder)) + closing;
		}),
		restore: (tree) => {
			restoreSpaces(tree, placeholder);
		},
	};
}

function restoreSpaces(part: object, placeholder: string): void {
	for (const [name, value] of Object.entries(part)) {
		if (typeof value === 'string') Object.assign(part, { [name]: value.replaceAll(placeholder, ' ') });
		else if (typeof value === 'object' && value !== null) restoreSpaces(value as object, placeholder);
	}
}
