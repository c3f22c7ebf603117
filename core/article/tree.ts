import type { Element, ElementContent, Root, RootContent, Text } from '../vendor/markup';

export type { Element, ElementContent, Root, RootContent, Text };

/** A node with children. */
export type Parent = Root | Element;

/** What replaces an element: nothing, one node or several. */
export type Replacement = readonly ElementContent[];

/** Whether a node is an element, with one of the given names if there are any. */
export function isElement(node: RootContent | Root, ...names: string[]): node is Element {
	return node.type === 'element' && (names.length === 0 || names.includes(node.tagName));
}

/** Whether an element has one of the given names. */
export function isNamed({ tagName }: Element, ...names: string[]): boolean {
	return names.includes(tagName);
}

/** Makes an element. */
export function element(
	tagName: string,
	properties: Element['properties'],
	...children: ElementContent[]
): Element {
	return { type: 'element', tagName, properties, children };
}

/** Makes a text. */
export function text(value: string): Text {
	return { type: 'text', value };
}

/** The text of a node and its descendants, as in the source. */
export function textOf(node: Root | RootContent): string {
	if (node.type === 'text') return node.value;
	return 'children' in node ? node.children.map(textOf).join('') : '';
}

/** Iterates over a document's elements in document order. */
export function* elementsOf(node: Parent): Generator<Element> {
	for (const child of node.children) {
		if (!isElement(child)) continue;
		yield child;
		yield* elementsOf(child);
	}
}

/**
 * Replaces elements of a document, descendants first.
 *
 * @param parent root of the part to process, whose content is changed
 * @param replace returns the replacement of an element; undefined keeps it
 */
export function replaceElements(
	parent: Parent,
	replace: (element: Element, parent: Parent) => Replacement | undefined,
): void {
	const changed: RootContent[] = [];
	for (const child of parent.children) {
		if (!isElement(child)) {
			changed.push(child);
			continue;
		}
		replaceElements(child, replace);
		changed.push(...(replace(child, parent) ?? [child]));
	}
	parent.children = changed as ElementContent[];
}

/** The names in an element's `class`. */
export function classesOf({ properties }: Element): string[] {
	return Array.isArray(properties.className) ? properties.className.map(String) : [];
}

/** Trims spaces, tabs and line breaks at the end, in linear time: a pattern would search every run of them in the text. */
export function trimEnd(value: string): string {
	let end = value.length;
	while (end > 0 && ' \t\n'.includes(value.charAt(end - 1))) end--;
	return value.slice(0, end);
}
