import type { Markup } from './libraries';
import { type Element, isElement, type Parent, type Root } from './tree';

/** Finds the elements that a selector matches; undefined for a selector that it does not understand. */
export type Select = (selector: string) => Iterable<Element> | undefined;

/** Too much work for one document: see {@link selectElements}. */
export class TooManySelectors extends Error {}

/** One simple part of a selector, such as `p.lead`, and how it follows the part before it. */
interface Step {
	combinator: string;
	compound: string;
}

/** Where an element is among the others. */
interface Place {
	parent: Element | undefined;
	/** Among the child elements of its parent. */
	index: number;
	before: Element | undefined;
}

/**
 * How much one document may take, in tests of one element: a few seconds. The library compares each found element with all found before,
 * which is much faster than a test.
 */
const MOST_TESTS = 1_500_000;
const COMPARISONS_PER_TEST = 1_000;

const OPENING = '[(';
const CLOSING = '])';

/**
 * Prepares a document for selectors. The library evaluates only their simple parts, each once: with combinators, its time grows
 * exponentially with the length of a selector and the depth of the document, and both may come from a stranger.
 *
 * @param markup the libraries
 * @param root of the document
 * @returns a function that throws {@link TooManySelectors} when the selectors of the document take too long
 */
export function selectElements(markup: Markup, root: Root): Select {
	const places = placesOf(root);
	const known = new Map<string, ReadonlySet<Element> | undefined>();
	let tests = 0;
	const count = (more: number) => {
		tests += more;
		if (tests > MOST_TESTS) throw new TooManySelectors();
	};
	const matching = (compound: string): ReadonlySet<Element> | undefined => {
		if (known.has(compound)) return known.get(compound);
		const found = simpleMatches(markup, root, compound);
		known.set(compound, found);
		count(places.size + (found?.size ?? 0) ** 2 / COMPARISONS_PER_TEST);
		return found;
	};
	return (selector) => {
		let current: ReadonlySet<Element> | undefined;
		for (const { combinator, compound } of stepsOf(selector)) {
			const found = matching(compound);
			if (!found) return undefined;
			count(found.size);
			current = current ? following(found, combinator, current, places) : found;
		}
		return current;
	};
}

function simpleMatches(markup: Markup, root: Root, compound: string): ReadonlySet<Element> | undefined {
	try {
		return new Set(markup.selectAll(compound, root));
	} catch {
		return undefined;
	}
}

/** The elements among `found` that stand in the right place to one of `current`. */
function following(
	found: ReadonlySet<Element>,
	combinator: string,
	current: ReadonlySet<Element>,
	places: ReadonlyMap<Element, Place>,
): ReadonlySet<Element> {
	const placeOf = (one: Element) => places.get(one) as Place;
	const has = (one: Element | undefined) => one !== undefined && current.has(one);
	const first = new Map<Element | undefined, number>();
	if (combinator === '~') {
		for (const one of current) {
			const { parent, index } = placeOf(one);
			first.set(parent, Math.min(index, first.get(parent) ?? Infinity));
		}
	}
	const fits = (one: Element): boolean => {
		const { parent, index, before } = placeOf(one);
		if (combinator === '>') return has(parent);
		if (combinator === '+') return has(before);
		if (combinator === '~') return index > (first.get(parent) ?? Infinity);
		for (let outer = parent; outer; outer = placeOf(outer).parent) if (has(outer)) return true;
		return false;
	};
	return new Set([...found].filter(fits));
}

function placesOf(root: Root): ReadonlyMap<Element, Place> {
	const places = new Map<Element, Place>();
	const visit = (container: Parent, parent: Element | undefined) => {
		let before: Element | undefined;
		let index = 0;
		for (const child of container.children) {
			if (!isElement(child)) continue;
			places.set(child, { parent, index: index++, before });
			before = child;
			visit(child, child);
		}
	};
	visit(root, undefined);
	return places;
}

/** Splits a selector at its combinators, but not inside of brackets, parentheses and quotes. */
function stepsOf(selector: string): Step[] {
	const steps: Step[] = [{ combinator: '', compound: '' }];
	let depth = 0;
	let quote = '';
	for (let at = 0; at < selector.length; at++) {
		const character = selector.charAt(at);
		const step = steps.at(-1) as Step;
		if (character === '\\') step.compound += character + selector.charAt(++at);
		else if (quote !== '' || depth > 0 || !/[\s>+~]/.test(character)) {
			step.compound += character;
			if (quote !== '') quote = character === quote ? '' : quote;
			else if (character === '"' || character === "'") quote = character;
			else if (OPENING.includes(character)) depth += 1;
			else if (CLOSING.includes(character)) depth -= 1;
		} else if (step.compound !== '') steps.push({ combinator: character.trim(), compound: '' });
		else if (character.trim() !== '' && step.combinator === '' && steps.length > 1)
			step.combinator = character;
		// Two combinators, or one at the beginning.
		else if (character.trim() !== '') step.compound = character;
	}
	const last = steps.at(-1) as Step;
	return last.compound === '' && last.combinator === '' && steps.length > 1 ? steps.slice(0, -1) : steps;
}
