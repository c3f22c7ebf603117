/* global document, DOMParser, Element, Text */
import { el } from './element.js';
import { webAddress } from './shownText.js';

const SVG = 'http://www.w3.org/2000/svg';
/** Elements that the platform's filter keeps; others are not drawn. */
const DRAWN = new Set(
	(
		'a b strong i em u s del ins sub sup small mark span font br hr p div section article header footer main aside nav ' +
		'h1 h2 h3 h4 h5 h6 blockquote pre code kbd samp ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr th td ' +
		'img figure figcaption ruby rt rp wbr svg g path rect circle ellipse line polyline polygon text tspan defs'
	).split(' '),
);
const ATTRIBUTES = new Set(
	(
		'alt title width height colspan rowspan align valign start type dir lang ' +
		'd x y x1 y1 x2 y2 cx cy r rx ry points fill stroke stroke-width transform viewbox font-size text-anchor opacity'
	).split(' '),
);

/**
 * Draws the HTML of an article. The platform's filter has already been applied; nevertheless it is copied element by element, so that
 * nothing in it can become code of this page.
 *
 * @param {string} html result of the platform's filter
 * @param {(url: string) => void} open
 */
export function drawArticleBody(html, open) {
	// Styles would be parsed under the page's policy, which forbids them; under another name they are plain text.
	const inert = html.replace(/(<[^>]*?)\sstyle="/g, '$1 data-style="');
	const parsed = new DOMParser().parseFromString(inert, 'text/html');
	return el('div', { class: 'article-body' }, copyChildren(parsed.body, open));
}

/**
 * A picture that the account has uploaded.
 *
 * @param {string} address
 * @param {string} label
 */
export function uploadedPicture(address, label) {
	return el('img', { src: `picture?url=${encodeURIComponent(address)}`, alt: label });
}

/**
 * @param {Element} parent
 * @param {(url: string) => void} open
 * @returns {Node[]}
 */
function copyChildren(parent, open) {
	return [...parent.childNodes].flatMap((node) => {
		if (node instanceof Text) return [document.createTextNode(node.data)];
		return node instanceof Element ? copyElement(node, open) : [];
	});
}

/**
 * @param {Element} node
 * @param {(url: string) => void} open
 * @returns {Node[]}
 */
function copyElement(node, open) {
	const name = node.localName.toLowerCase();
	if (!DRAWN.has(name)) return copyChildren(node, open);
	if (name === 'img')
		return [withLook(node, uploadedPicture(node.getAttribute('src') ?? '', node.getAttribute('alt') ?? ''))];
	if (name === 'a') {
		const address = webAddress(node.getAttribute('href') ?? '');
		const attributes = { type: 'button', class: 'text-link', onclick: () => address && open(address) };
		return [withLook(node, el('button', attributes, copyChildren(node, open)))];
	}
	const inSvg = node.namespaceURI === SVG;
	const copy = inSvg ? document.createElementNS(SVG, name) : document.createElement(name);
	copy.append(...copyChildren(node, open));
	return [withLook(node, copy)];
}

/**
 * @template {HTMLElement | SVGElement | Element} Copy
 * @param {Element} node
 * @param {Copy} copy
 * @returns {Copy}
 */
function withLook(node, copy) {
	for (const { name, value } of node.attributes) {
		if (ATTRIBUTES.has(name.toLowerCase())) copy.setAttribute(name, value);
	}
	const style = node.getAttribute('data-style');
	if (style !== null && 'style' in copy) /** @type {HTMLElement} */ (copy).style.cssText = style;
	return copy;
}
