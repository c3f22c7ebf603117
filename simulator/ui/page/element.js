/* global document, Node */

/** @typedef {string | number | Node | null | undefined | false} Child */

/**
 * Makes an element. Text is inserted as text, never as markup, so nothing that people write can become code.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, unknown>} [attributes] `on…` functions listen; true sets an empty attribute; false, null and undefined leave it
 *   out
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function el(tag, attributes = {}, ...children) {
	const element = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) {
		if (typeof value === 'function') {
			element.addEventListener(name.slice(2), /** @type {(event: Event) => void} */ (value));
		} else if (value !== false && value !== null && value !== undefined) {
			element.setAttribute(name, value === true ? '' : String(value));
		}
	}
	element.append(...childNodes(children));
	return element;
}

/**
 * Replaces the content of an element.
 *
 * @param {Element} element
 * @param {...(Child | Child[])} children
 */
export function fill(element, ...children) {
	element.replaceChildren(...childNodes(children));
}

/**
 * @param {(Child | Child[])[]} children
 * @returns {(string | Node)[]}
 */
function childNodes(children) {
	return children.flat().flatMap((child) => {
		/** @type {(string | Node)[]} */
		const node = child instanceof Node ? [child] : isText(child) ? [String(child)] : [];
		return node;
	});
}

/** @param {Child} child */
function isText(child) {
	return child !== null && child !== undefined && child !== false;
}
