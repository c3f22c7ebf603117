import { cutLine } from './filterText';
import type { CardLine, Template } from './templateData';

const PLACE = /\{\{\s*([A-Za-z0-9_]+)\.DATA\s*\}\}/g;
/** Keys removed from every message since 2023-05-04. */
const REMOVED = new Set(['first', 'remark']);

const placesOf = new Map<string, { key: string; label: string }[]>();

/**
 * @param content of a template
 * @returns its keys in order, each with the literal text before it on the same line
 */
export function templatePlaces(content: string): readonly { key: string; label: string }[] {
	let places = placesOf.get(content);
	if (!places) {
		places = content.split('\n').flatMap(placesOfLine);
		placesOf.set(content, places);
	}
	return places;
}

/**
 * Fills in a template as followers see it since 2023: no first and remark lines, no line without its own text, long values cut where they
 * are not refused.
 *
 * @param values by key, filtered; missing ones are empty
 * @param isCut whether long values are cut
 */
export function renderCard(
	{ content }: Template,
	values: Readonly<Record<string, string>>,
	isCut: boolean,
): CardLine[] {
	const lines: CardLine[] = [];
	for (const { key, label } of templatePlaces(content)) {
		if (REMOVED.has(key) || label === '') continue;
		const value = values[key] ?? '';
		lines.push({ key, label, value: isCut ? cutLine(value) : value });
	}
	return lines;
}

function placesOfLine(line: string): { key: string; label: string }[] {
	let end = 0;
	return [...line.matchAll(PLACE)].map((match) => {
		const label = line
			.slice(end, match.index)
			.replace(/[:：\s]+$/, '')
			.trim();
		end = match.index + match[0].length;
		return { key: match[1] ?? '', label };
	});
}
