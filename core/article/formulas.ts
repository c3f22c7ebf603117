import { InvalidInputError } from '../errors/WechatErrors';
import { ARTICLE_LIMITS } from './articleLimits';
import type { Markup, MathTypesetter } from './libraries';
import {
	classesOf,
	element,
	type Element,
	elementsOf,
	isElement,
	isNamed,
	replaceElements,
	type Root,
	textOf,
} from './tree';

const PACKAGES = [
	'base',
	'ams',
	'boldsymbol',
	'braket',
	'cancel',
	'color',
	'mhchem',
	'newcommand',
	'textmacros',
];
/** Attributes that a drawing needs; those that describe its source would triple its length. */
const KEPT: ReadonlySet<string> = new Set(
	'xmlns width height viewBox style d transform x y x1 y1 x2 y2 stroke fill strokeWidth fontSize'.split(' '),
);
const SHOWN_CHARACTERS = 60;
/** All drawings together, before attributes are removed, which leaves a third. */
const MAX_DRAWN = 4 * ARTICLE_LIMITS.bytes;

const isInline = (one: Element) => isNamed(one, 'code') && classesOf(one).includes('math-inline');
const isDisplay = (one: Element) => isNamed(one, 'code') && classesOf(one).includes('math-display');

/** Whether a document has formulas, so that the typesetter is needed. */
export function hasFormulas(root: Root): boolean {
	for (const one of elementsOf(root)) if (isInline(one) || isDisplay(one)) return true;
	return false;
}

/**
 * Replaces formulas by drawings: WeChat shows neither scripts nor fonts, but it shows SVG paths.
 *
 * @param markup the libraries
 * @param math the typesetter
 * @param field name of the field in the editor
 * @param root of the document, which is changed
 * @throws InvalidInputError naming a formula that is not valid LaTeX
 */
export function drawFormulas(markup: Markup, math: MathTypesetter, field: string, root: Root): void {
	const draw = typesetter(markup, math);
	let count = 0;
	const drawn = (tex: string, display: boolean) => {
		count += 1;
		const { drawing, problem } = draw(tex, display);
		if (drawing) return drawing;
		throw new InvalidInputError(
			field,
			`has a formula that cannot be drawn, number ${count}, ${shorten(tex)}: ${problem}`,
			'Correct the LaTeX. Write a dollar sign that does not begin a formula as \\$.',
		);
	};
	replaceElements(root, (one) => (isNamed(one, 'p') ? blocksOf(one) : undefined));
	replaceElements(root, (one) => {
		if (isInline(one)) return [element('span', { className: ['formula'] }, drawn(textOf(one), false))];
		if (!isNamed(one, 'pre')) return undefined;
		const code = one.children.find((child): child is Element => isElement(child) && isDisplay(child));
		return code && [element('section', { className: ['formula-block'] }, drawn(textOf(code), true))];
	});
}

/** Formulas of which each is alone in a line of its paragraph are displayed as blocks, even if their dollar signs do not ask for that. */
function blocksOf({ children }: Element): Element[] | undefined {
	const blocks: Element[] = [];
	let isFilled = false;
	for (const child of children) {
		if (isElement(child)) {
			const isBreak = isNamed(child, 'br');
			if (!isBreak && (isFilled || !isInline(child))) return undefined;
			isFilled = !isBreak;
			if (isFilled)
				blocks.push(element('pre', {}, { ...child, properties: { className: ['math-display'] } }));
		} else if (child.type !== 'text' || child.value.trim() !== '') return undefined;
		else if (child.value.includes('\n')) isFilled = false;
	}
	return blocks.length > 0 ? blocks : undefined;
}

function typesetter(markup: Markup, math: MathTypesetter) {
	const adaptor = math.liteAdaptor();
	math.RegisterHTMLHandler(adaptor);
	// A shared font cache would refer to its glyphs by id, and WeChat removes ids.
	const page = math.mathjax.document('', {
		InputJax: new math.TeX({ packages: PACKAGES }),
		OutputJax: new math.SVG({ fontCache: 'none' }),
	});
	const reader = markup.unified().use(markup.rehypeParse, { fragment: true });
	const convert = (tex: string, display: boolean): string => {
		try {
			return adaptor.outerHTML(page.convert(tex, { display }) as never);
		} catch (error) {
			// The typesetter recurses once per level.
			if (error instanceof RangeError) return '';
			throw error;
		}
	};
	let length = 0;
	return (tex: string, display: boolean): { drawing?: Element; problem: string } => {
		const html = convert(withPlainTags(tex), display);
		if (html === '') return { problem: 'it is nested too deeply' };
		length += html.length;
		if (length > MAX_DRAWN) return { problem: 'the formulas before it are already too long for an article' };
		const all = [...elementsOf(reader.parse(html))];
		const wrong = all.find(({ properties }) => properties.dataMjxError !== undefined);
		if (wrong) return { problem: String(wrong.properties.dataMjxError) };
		const drawing = all.find((one) => isNamed(one, 'svg'));
		return { drawing: drawing && bare(drawing), problem: 'it gives no drawing' };
	};
}

const TAG = /\\tag(\*?)\s*\{((?:[^{}\\]|\\.|\{[^{}]*\})*)\}/g;

/**
 * Sets the number of a formula (`\tag{1}`) beside it, in brackets unless there is a star. The typesetter would place it at the edge of the
 * screen by a style sheet, which articles do not have: it would cover the formula.
 */
function withPlainTags(tex: string): string {
	return tex.replace(TAG, (_all, star: string, number: string) =>
		star === '*' ? `\\qquad\\text{${number}}` : `\\qquad\\text{(${number})}`,
	);
}

/** The drawing without groups and attributes that only describe its source. */
function bare(drawing: Element): Element {
	for (const one of [drawing, ...elementsOf(drawing)]) {
		one.properties = Object.fromEntries(Object.entries(one.properties).filter(([name]) => KEPT.has(name)));
	}
	replaceElements(drawing, (one) =>
		isNamed(one, 'g') && Object.keys(one.properties).length === 0 ? one.children : undefined,
	);
	return drawing;
}

function shorten(tex: string): string {
	const line = tex.replace(/\s+/g, ' ').trim();
	return line.length > SHOWN_CHARACTERS ? `${line.slice(0, SHOWN_CHARACTERS)}…` : line;
}
