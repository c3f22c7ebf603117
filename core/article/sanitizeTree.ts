import type { Markup } from './libraries';
import { paintPlainly } from './drawingPaints';
import { type Element, elementsOf, isElement, type Parent, type Root, textOf } from './tree';

/** A cleaned document. What WeChat's own filter would remove is removed before. */
export interface Cleaned {
	root: Root;
	/** E.g. `script`, `onclick`, `javascript: link`; without duplicates, in alphabetical order. */
	removed: string[];
}

const TEXT = [
	'a abbr b big blockquote br caption center cite code col colgroup dd del dfn div dl dt em figcaption figure font',
	'h1 h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p pre q rp rt ruby s samp section small span strike strong sub sup',
	'table tbody td tfoot th thead tr tt u ul var article aside header footer main nav address details summary',
];
const DRAWING =
	'svg g path rect circle ellipse line polyline polygon text tspan animate animateTransform set';
/** Cards of other parts of WeChat, which its own tools provide for articles. */
const CARDS = 'mp-miniprogram mp-common-miniprogram mp-common-product mp-common-profile mp-common-videosnap';
/**
 * Attributes of a link, around text or a picture, that opens a mini program.
 *
 * @see https://developers.weixin.qq.com/doc/offiaccount/Asset_Management/Adding_Permanent_Assets.html
 */
const MINI_PROGRAM = ['Appid', 'Path', 'Title', 'Nickname', 'Type', 'Servicetype', 'Applink'].map(
	(name) => `dataMiniprogram${name}`,
);
const DRAWING_ATTRIBUTES = [
	'd fill fillOpacity fillRule stroke strokeWidth strokeLineCap strokeLineJoin strokeDashArray strokeOpacity opacity',
	'transform viewBox width height x y x1 y1 x2 y2 cx cy r rx ry points preserveAspectRatio xmlns fontSize textAnchor',
	'attributeType type from to by values dur begin end repeatCount restart keyTimes keySplines calcMode additive',
].flatMap((names) => names.split(' '));
/** Elements that show nothing of their own. */
const UNSEEN: ReadonlySet<string> = new Set(
	'html body picture source track param wbr area map template slot title desc metadata o:p'.split(' '),
);
/** An animation must not change where a link leads, after the link was checked. */
const ANIMATED: [string, RegExp] = ['attributeName', /^(?!.*href)/is];
/** Elements that are removed with their content; of other forbidden elements, the text stays. */
const WITH_CONTENT = [
	'applet audio base embed form frame frameset head iframe link meta noscript object script select style template textarea',
	'title video canvas foreignObject',
].flatMap((names) => names.split(' '));

const split = (lists: string | readonly string[]) => [lists].flat().flatMap((list) => list.split(' '));
const ALLOWED: ReadonlySet<string> = new Set(split([...TEXT, DRAWING, CARDS]));
const SCHEMA = {
	tagNames: [...ALLOWED],
	strip: WITH_CONTENT,
	attributes: {
		'*': ['style', 'className', 'id', 'align', 'title', 'dir', 'lang', 'width', 'height'],
		a: ['href', 'dataFootnoteRef', 'dataFootnoteBackref', ...MINI_PROGRAM],
		img: ['src', 'alt', 'dataSrc', 'dataOriginal', 'dataActualsrc', 'dataLazySrc', 'dataRatio', 'dataW'],
		input: ['type', 'checked'],
		ol: ['start', 'type', 'reversed'],
		li: ['value'],
		td: ['colSpan', 'rowSpan', 'vAlign', 'bgColor'],
		th: ['colSpan', 'rowSpan', 'vAlign', 'bgColor'],
		table: ['border', 'cellPadding', 'cellSpacing', 'bgColor'],
		font: ['color', 'size', 'face'],
		section: ['dataFootnotes'],
		...Object.fromEntries(split(DRAWING).map((name) => [name, [...DRAWING_ATTRIBUTES, ANIMATED]])),
		...Object.fromEntries(
			split(CARDS).map((name) => [name, ['data*', 'nickname', 'alias', 'headimg', 'signature']]),
		),
	},
	// Picture URLs are checked where they are fetched, with their own message.
	protocols: { href: ['http', 'https', 'mailto', 'tel'] },
	clobber: [],
	required: {},
	ancestors: {},
	allowComments: false,
	allowDoctypes: false,
};

/**
 * Removes from a document what an article may not have: scripts, frames, forms and media, event handlers, URLs that run something.
 *
 * @param markup the libraries
 * @param root of the document, which is not changed
 */
export function sanitizeTree(markup: Markup, root: Root): Cleaned {
	const clean = markup.sanitize(root, SCHEMA) as Root;
	paintPlainly(root, clean);
	return { root: clean, removed: removedFrom(root) };
}

function removedFrom(root: Root): string[] {
	const removed = new Set<string>(vanished(root));
	for (const { tagName, properties } of elementsOf(root)) {
		// Style rules are inlined, and a head has nothing to show, so these are not reported.
		if (WITH_CONTENT.includes(tagName) && !['style', 'head', 'meta', 'title'].includes(tagName)) {
			removed.add(tagName);
		}
		for (const [name, value] of Object.entries(properties)) {
			if (/^on[a-z]/i.test(name)) removed.add(name.toLowerCase());
			// Browsers ignore white space in the name of a scheme.
			const bare = name === 'href' ? String(value).replace(/[\s\p{Cc}]/gu, '') : '';
			const scheme = /^((?:java|vb)script|data):/i.exec(bare);
			if (scheme) removed.add(`${scheme[1]?.toLowerCase()}: link`);
		}
	}
	return [...removed].sort();
}

/** The names of elements that are not allowed and of which nothing is left, e.g. a gradient in a drawing, or a recording. */
function* vanished({ children }: Parent): Generator<string> {
	for (const child of children) {
		if (!isElement(child) || WITH_CONTENT.includes(child.tagName)) continue;
		if (!leavesNothing(child)) yield* vanished(child);
		else if (!UNSEEN.has(child.tagName)) yield child.tagName;
	}
}

function leavesNothing(one: Element): boolean {
	if (ALLOWED.has(one.tagName) || textOf(one).trim() !== '') return false;
	return one.children.every((child) => !isElement(child) || leavesNothing(child));
}
