import type { TemplateField } from '../../../core/template/templateFields';
import { ruleOf } from '../../../core/template/valueRules';

/** Where the editor cuts the title of an input off, in pixels, however wide its window is. */
const ROOM = 154;
/** What of it the mark takes that something was cut off. */
const MARK = 14;

/** How wide the editor's letters are; every other one is 7.2. */
const WIDTHS: readonly [RegExp, number][] = [
	[/[ .,:·ijl]/, 3.4],
	[/[frt1\-()]/, 5],
	[/[mwMW≤¥…]/, 9.5],
	[/[\u1100-\u{10ffff}]/u, 12],
];

/**
 * What the editor shows above the input of a field: label, rule and key, `商品名称 · ≤ 20 · thing1`. Where they do not fit the
 * key is cut off, and the rule never; the key stands there for agents, which know an input by the Latin letters of its title.
 */
export function inputTitle({ key, label }: TemplateField): string {
	const { label: rule } = ruleOf(key);
	const parts = label === '' ? [key, rule] : [label, rule, key];
	const fitting = [' · ', ' '].map((separator) => parts.join(separator)).find((title) => fits(title, ROOM));
	if (fitting || label === '') return fitting ?? parts.join(' ');
	return [shorten(label, ROOM - MARK - pixels(` ${rule}`)), rule, key].join(' ');
}

function shorten(label: string, room: number): string {
	if (fits(label, room)) return label;
	const kept = [...label];
	while (kept.length > 1 && !fits(`${kept.join('')}…`, room)) kept.pop();
	return `${kept.join('')}…`;
}

function fits(text: string, room: number): boolean {
	return pixels(text) <= room;
}

function pixels(text: string): number {
	return [...text].reduce((sum, character) => {
		const [, width] = WIDTHS.find(([letters]) => letters.test(character)) ?? [undefined, 7.2];
		return sum + width;
	}, 0);
}
