import { ARTICLE_LIMITS } from './articleLimits';
import type { Markup } from './libraries';
import {
	classesOf,
	element,
	type Element,
	type ElementContent,
	isElement,
	isNamed,
	type Parent,
	replaceElements,
	type Root,
	text,
	textOf,
} from './tree';

/** Larger blocks are not colored: the highlighter tries thousands of patterns, and its time can grow with the square of a block. */
const MAX_COLORED = 5_000;
/** All colored blocks together: as much as an article may have. */
const MAX_COLORED_IN_ALL = ARTICLE_LIMITS.characters;
const NO_BREAK_SPACE = '\u00a0';
const TAB = NO_BREAK_SPACE.repeat(4);

/**
 * Colors the code blocks of a document by their language; blocks without a known language keep a single color.
 *
 * @param markup the libraries
 * @param root of the document, which is changed
 */
export function colorCode(markup: Markup, root: Root): void {
	const lowlight = markup.createLowlight(markup.common);
	let left = MAX_COLORED_IN_ALL;
	replaceElements(root, (one, parent) => {
		if (!isNamed(one, 'code') || parent.type !== 'element' || parent.tagName !== 'pre') return undefined;
		const language = classesOf(one)
			.find((name) => /^lang(uage)?-/.test(name))
			?.replace(/^lang(uage)?-/, '');
		const code = textOf(one).replace(/\n$/, '');
		if (!language || !lowlight.registered(language) || code.length > Math.min(MAX_COLORED, left)) {
			return [{ ...one, children: [text(code)] }];
		}
		left -= code.length;
		return [{ ...one, children: lowlight.highlight(language, code).children as ElementContent[] }];
	});
}

/**
 * Rewrites the white space of code blocks so that WeChat's filter keeps it: line breaks as elements, spaces as non-breaking ones.
 *
 * @param root of the document, which is changed
 */
export function keepCodeSpaces(root: Root): void {
	const inside = (parent: Parent): void => {
		parent.children = parent.children.flatMap((child): ElementContent[] => {
			if (child.type === 'text') return spaced(child.value);
			if (isElement(child)) inside(child);
			return [child as ElementContent];
		});
	};
	const search = (parent: Parent): void => {
		for (const child of parent.children) {
			if (isElement(child, 'pre')) inside(child);
			else if (isElement(child)) search(child);
		}
	};
	search(root);
}

function spaced(value: string): ElementContent[] {
	return value.split('\n').flatMap((line, index): ElementContent[] => {
		const kept = line.replace(/\t/g, TAB).replace(/ /g, NO_BREAK_SPACE);
		const content: Element[] = index === 0 ? [] : [element('br', {})];
		return kept === '' ? content : [...content, text(kept)];
	});
}
