import type { CardLine, Template } from './templateData';

const SHOWN_CHARACTERS = 20;
const PLACE = /\{\{\s*([A-Za-z0-9_]+)\.DATA\s*\}\}/g;
const EMOJI = /\p{Extended_Pictographic}|\u{fe0f}|\u{200d}|[\u{1f3fb}-\u{1f3ff}]|[\u{1f1e6}-\u{1f1ff}]/gu;
/** Removed from every message since 2023-05-04. */
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
 * Fills in a template as followers read it since 2023: no first and remark lines, no line without text of its own, no line
 * breaks, no emoji, industry values cut at 20 characters.
 *
 * @param values by key; missing ones are empty
 */
export function renderCard(template: Template, values: Readonly<Record<string, string>>): CardLine[] {
	const lines: CardLine[] = [];
	for (const { key, label } of templatePlaces(template.content)) {
		if (REMOVED.has(key) || label === '') continue;
		lines.push({ key, label, value: shownValue(template, values[key] ?? '') });
	}
	return lines;
}

function shownValue(template: Template, value: string): string {
	const clean = value.replace(/[\r\n]+/g, '').replace(EMOJI, '');
	return template.kind === 'industry' ? [...clean].slice(0, SHOWN_CHARACTERS).join('') : clean;
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
