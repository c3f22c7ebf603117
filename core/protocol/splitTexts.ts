import { CDATA_CLOSE } from './xmlElement';

interface Boundary {
	/** Where the text before it ends. */
	end: number;
	/** Where the text after it begins. */
	start: number;
}

/**
 * Splits what is between the first opening and the last closing tag of texts that WeChat writes next to each other.
 *
 * One of them may contain anything, if the others are plain: it extends from the first boundary before it to the last one after it. When
 * several look like markup, each takes as much as it can, in order. Whatever they contain, there are as many texts as names.
 *
 * @param row what is between the tags
 * @param names of the elements, in order
 * @returns undefined when there are not that many texts
 */
export function splitTexts(row: string, names: readonly string[]): string[] | undefined {
	const boundaries = names.slice(1).map((name, index) => boundariesBetween(row, names[index] ?? '', name));
	if (boundaries.some((found) => found.length === 0)) return undefined;
	for (const other of names.keys()) {
		const chosen = boundaries.map((found, index) => found.at(index < other ? 0 : -1) as Boundary);
		const texts = cut(row, chosen);
		if (texts?.every((text, index) => index === other || !text.includes(CDATA_CLOSE))) return texts;
	}
	const chosen: Boundary[] = [];
	for (const found of boundaries.reverse()) {
		const limit = chosen[0]?.end ?? row.length;
		const last = found.filter(({ start }) => start <= limit).at(-1);
		if (!last) return undefined;
		chosen.unshift(last);
	}
	return cut(row, chosen);
}

function boundariesBetween(row: string, before: string, after: string): Boundary[] {
	const pattern = new RegExp(`${CDATA_CLOSE}</${before}>[ \\t\\r\\n]*<${after}><!\\[CDATA\\[`, 'g');
	return [...row.matchAll(pattern)].map(({ index, 0: text }) => ({ end: index, start: index + text.length }));
}

/** @returns undefined when the boundaries overlap */
function cut(row: string, boundaries: readonly Boundary[]): string[] | undefined {
	const starts = [0, ...boundaries.map(({ start }) => start)];
	const ends = [...boundaries.map(({ end }) => end), row.length];
	if (starts.some((start, index) => start > (ends[index] ?? 0))) return undefined;
	return starts.map((start, index) => row.slice(start, ends[index]));
}
