import { InvalidInputError } from '../errors/WechatErrors';
import { ARTICLE_LIMITS, tooMuchHtml } from './articleLimits';
import {
	declaration,
	type Declaration,
	isUsable,
	readDeclarations,
	withoutForeignPicture,
	writeDeclarations,
} from './declarations';
import type { Markup } from './libraries';
import { type Select, selectElements, TooManySelectors } from './selectElements';
import { type Element, elementsOf, type Root } from './tree';

/** A style sheet, and its name in errors. */
export interface StyleSheet {
	/** The name of the field in the editor. */
	field: string;
	css: string;
}

interface Rule {
	/** The name of the field in the editor. */
	field: string;
	selector: string;
	declarations: Declaration[];
	weight: readonly number[];
}

const MAX_CHARACTERS = 50_000;
const MAX_SELECTORS = 2_000;
/** Pseudo-classes for states, pseudo-elements, and the one whose time grows with the square of a document. */
const NO_ELEMENT =
	/::|:has\(|:(?:before|after|hover|focus|active|visited|first-line|first-letter|selection|target|focus-\w+)\b/i;
const PAGE = /^(?:html|body|:root)(?=$|[\s>.:[#])|^\*$/i;
/** What fits a page to its window, and would begin or end an article with an empty screen. */
const OF_WINDOW = /^(?:display|(?:min-|max-)?height|overflow(?:-[xy])?)$/;
const MAX_NESTED_VARIABLES = 10;
/** Longest value with variables. */
const MAX_RESOLVED = 10_000;
/** How many declarations the rules may give to all elements together: fifty for each element of the longest article. */
const MAX_GIVEN = 1_000_000;
/** How much of a declaration without effect outputs show. */
const SHOWN_CHARACTERS = 100;
const FOREIGN_PICTURE = /url\s*\(/i;

/**
 * Writes the rules of style sheets into the `style` of the elements they match, because WeChat supports no other styles: later sheets
 * override earlier ones, more specific selectors override others, and an element's own style overrides all.
 *
 * @param markup the libraries
 * @param root of the document, which is changed; rules for `html`, `body` and `:root` apply to its elements of class `article`
 * @param sheets in order
 * @param field name of the field in the editor that has the text
 * @returns what has no effect in an article, e.g. `@media`, `a:hover` or a background picture that is not on WeChat
 * @throws InvalidInputError when a sheet is invalid, too long, or imports another one, or the styles are too much for an article
 */
export function inlineStyles(
	markup: Markup,
	root: Root,
	sheets: readonly StyleSheet[],
	field: string,
): string[] {
	const ignored = new Set<string>();
	const rules = sheets.flatMap((sheet, index) => rulesOf(markup, sheet, index, ignored));
	const variables = variablesOf(rules);
	const found = rulesByElement(selectElements(markup, root), rules, ignored);
	const resolved = new Map<string, string>();
	const valueOf = ({ value }: Declaration) => {
		const known = resolved.get(value) ?? resolve(value, variables);
		resolved.set(value, known);
		return known;
	};
	let length = 0;
	for (const one of elementsOf(root)) {
		const own = readDeclarations(String(one.properties.style ?? '')).map((declaration) => ({
			declaration,
			weight: [Number(declaration.important), Infinity],
		}));
		const all = [...(found.get(one) ?? []), ...own].sort((a, b) => compare(a.weight, b.weight));
		const values = all.map(({ declaration }) => ({ ...declaration, value: valueOf(declaration) }));
		for (const written of values) {
			if (FOREIGN_PICTURE.test(written.value) && !isUsable(written))
				ignored.add(`${written.property}: ${written.value}`.slice(0, SHOWN_CHARACTERS));
		}
		const style = writeDeclarations(values.map(withoutForeignPicture).filter(isUsable));
		if (style === '') delete one.properties.style;
		else one.properties.style = style;
		length += style.length;
		if (length >= ARTICLE_LIMITS.bytes) throw tooMuchHtml(field, length);
	}
	return [...ignored];
}

interface GivenDeclaration {
	declaration: Declaration;
	weight: readonly number[];
}

function rulesByElement(
	selectAll: Select,
	rules: readonly Rule[],
	ignored: Set<string>,
): Map<Element, GivenDeclaration[]> {
	const found = new Map<Element, GivenDeclaration[]>();
	let given = 0;
	rules.forEach(({ field, selector, declarations, weight }, order) => {
		const weighed = declarations.map((declaration) => ({
			declaration,
			weight: [Number(declaration.important), ...weight, order],
		}));
		for (const one of select(selectAll, field, selector, ignored)) {
			given += weighed.length;
			if (given > MAX_GIVEN) throw tooManyRules(field);
			const list = found.get(one) ?? [];
			list.push(...weighed);
			found.set(one, list);
		}
	});
	return found;
}

function rulesOf(markup: Markup, { field, css }: StyleSheet, sheet: number, ignored: Set<string>): Rule[] {
	const refuse = (rule: string, remedy: string) => new InvalidInputError(field, rule, remedy);
	if (css.length > MAX_CHARACTERS) {
		throw refuse(`has ${css.length} characters of CSS, the limit is ${MAX_CHARACTERS}`, 'Leave rules out.');
	}
	let parsed: ReturnType<Markup['parseCss']>;
	try {
		parsed = markup.parseCss(css);
	} catch (error) {
		const reason = error instanceof Error ? error.message : '';
		throw refuse(`is not CSS: ${reason.replace(/^undefined:/, 'line ')}`, 'Correct it.');
	}
	const rules = parsed.stylesheet.rules.flatMap((rule): Rule[] => {
		if ('import' in rule) {
			throw refuse('imports another style sheet (@import), but WeChat loads none', 'Put its rules here.');
		}
		if (!('selectors' in rule)) {
			if (!('comment' in rule)) ignored.add(`@${rule.type}`);
			return [];
		}
		const declarations = rule.declarations.flatMap((one) =>
			'property' in one ? [declaration(one.property, one.value)] : [],
		);
		return rule.selectors.map((written) => {
			const selector = written.replace(PAGE, '.article');
			const isPage = selector === '.article' && selector !== written;
			const kept = isPage ? declarations.filter(({ property }) => !OF_WINDOW.test(property)) : declarations;
			return { field, selector, declarations: kept, weight: [sheet, ...particularity(selector)] };
		});
	});
	if (rules.length > MAX_SELECTORS) {
		throw refuse(`has ${rules.length} selectors, the limit is ${MAX_SELECTORS}`, 'Leave rules out.');
	}
	return rules;
}

function select(selectAll: Select, field: string, selector: string, ignored: Set<string>): Iterable<Element> {
	try {
		const found = NO_ELEMENT.test(selector) ? undefined : selectAll(selector);
		if (found === undefined) ignored.add(selector);
		return found ?? [];
	} catch (error) {
		throw error instanceof TooManySelectors ? tooManyRules(field) : error;
	}
}

function tooManyRules(field: string): InvalidInputError {
	return new InvalidInputError(
		field,
		'has too many rules for a text of so many elements',
		'Use fewer rules, or divide the text into several articles.',
	);
}

/** The specificity of a selector: ids, then classes, attributes and pseudo-classes, then element names. */
function particularity(selector: string): number[] {
	const count = (pattern: RegExp) => selector.match(pattern)?.length ?? 0;
	const names = selector.replace(/\[[^\]]*\]?|[.#:][\w-]+/g, ' ');
	return [
		count(/#[\w-]+/g),
		count(/\.[\w-]+|\[|:(?!not|is|where)[\w-]+/g),
		names.match(/[a-z][\w-]*/gi)?.length ?? 0,
	];
}

function compare(a: readonly number[], b: readonly number[]): number {
	const at = a.findIndex((value, index) => value !== b[index]);
	return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

function variablesOf(rules: readonly Rule[]): Map<string, string> {
	const all = rules.flatMap(({ declarations }) => declarations);
	return new Map(
		all.filter(({ property }) => property.startsWith('--')).map(({ property, value }) => [property, value]),
	);
}

/** Resolves variables, which WeChat does not support, to the last value in the sheet. */
function resolve(value: string, variables: ReadonlyMap<string, string>): string {
	let resolved = value;
	for (let round = 0; round < MAX_NESTED_VARIABLES && resolved.includes('var('); round++) {
		resolved = resolved.replace(
			/var\(\s*(--[\w-]+)\s*(?:,\s*([^()]*(?:\([^()]*\)[^()]*)*))?\)/g,
			(_all, name: string, fallback?: string) => variables.get(name) ?? fallback?.trim() ?? '',
		);
		if (resolved.length > MAX_RESOLVED) return '';
	}
	return resolved.includes('var(') ? '' : resolved;
}
