import {
	classesOf,
	element,
	type Element,
	elementsOf,
	isElement,
	isNamed,
	replaceElements,
	type Root,
	text,
	textOf,
} from './tree';

/**
 * Replaces formulas that KaTeX has typeset by their LaTeX, so that they are drawn like others: pages and exports contain each one twice, for
 * eyes and for screen readers, and depend on a style sheet.
 *
 * @param root of the document, which is changed
 */
export function takeKatexSources(root: Root): void {
	replaceElements(root, (one) => {
		const classes = classesOf(one);
		if (classes.includes('katex')) {
			const source = sourceOf(one);
			return source === undefined ? undefined : [formula('math-inline', source)];
		}
		if (!classes.includes('katex-display')) return undefined;
		const [inside] = one.children.filter((child): child is Element => isElement(child, 'code'));
		return inside && [element('pre', {}, formula('math-display', textOf(inside)))];
	});
}

const formula = (kind: 'math-inline' | 'math-display', source: string) =>
	element('code', { className: [kind] }, text(source));

function sourceOf(typeset: Element): string | undefined {
	for (const one of elementsOf(typeset)) {
		if (isNamed(one, 'annotation') && one.properties.encoding === 'application/x-tex')
			return textOf(one).trim();
	}
	return undefined;
}
