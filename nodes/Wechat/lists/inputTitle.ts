import type { TemplateField } from '../../../core/template/templateFields';
import { ruleOf } from '../../../core/template/valueRules';

/** The editor cuts the title of an input off after so many pixels, however wide its window is. */
const ROOM = 154;
const SEPARATOR = ' · ';
const WIDE = /[\u1100-\uffef]/u;

/**
 * What the editor shows above the input of a field: label, rule and key, `商品名称 · ≤ 20 · thing1`. Of the three the key is cut
 * off first, and the rule never; the key stands there for agents, which know an input by the Latin letters of its title.
 */
export function inputTitle({ key, label }: TemplateField): string {
	const { label: rule } = ruleOf(key);
	if (label === '') return [key, rule].join(SEPARATOR);
	return [shorten(label, ROOM - pixels(SEPARATOR + rule)), rule, key].join(SEPARATOR);
}

function shorten(label: string, room: number): string {
	if (pixels(label) <= room) return label;
	const kept = [...label];
	while (kept.length > 1 && pixels(`${kept.join('')}…`) > room) kept.pop();
	return `${kept.join('')}…`;
}

function pixels(text: string): number {
	return [...text].reduce((sum, character) => sum + (WIDE.test(character) ? 12 : 6.2), 0);
}
