import { filterStyle } from './filterStyle';

/** Elements that are removed with their content. */
const DROPPED = new Set(
	'script style iframe object embed noscript template textarea select option button input head title link meta base applet audio video'.split(
		' ',
	),
);
const VOID = new Set('br hr img input embed link meta base col wbr source'.split(' '));
/** Elements that are kept; for all others, the tags are removed and the text is kept. */
const KEPT = new Set(
	(
		'a b strong i em u s del ins sub sup small mark span font br hr p div section article header footer main aside nav ' +
		'h1 h2 h3 h4 h5 h6 blockquote pre code kbd samp ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr th td ' +
		'img figure figcaption ruby rt rp wbr ' +
		'svg g path rect circle ellipse line polyline polygon text tspan defs animate animatetransform foreignobject ' +
		'mp-miniprogram mp-common-miniprogram mp-common-profile mp-common-product mpvideo mpvoice'
	).split(' '),
);
const DROPPED_ATTRIBUTE = /^(on.*|class|id|name|srcset|formaction|contenteditable|ping|target)$/;

const TAG = /<!--[\s\S]*?-->|<!?\/?([A-Za-z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/g;
const ATTRIBUTE = /([^\s=/"'>]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?/g;

/**
 * The platform's filter for the HTML of articles: its result is what `draft/get` returns and what readers see. This is the only place that
 * decides what is removed.
 *
 * It removes scripts, frames, forms and style sheets, comments, `class`, `id` and event attributes, and pictures from outside the platform;
 * links to anywhere but mp.weixin.qq.com and mini programs become plain text; for inline styles, see {@link filterStyle}.
 *
 * @param html as the caller sent it
 */
export function filterHtml(html: string): string {
	let kept = '';
	let position = 0;
	/** The element whose content is being removed, and the nesting depth of elements with its name. */
	let dropping: { name: string; depth: number } | null = null;
	const links: boolean[] = [];
	for (const match of html.matchAll(TAG)) {
		const [tag, given = '', attributes = ''] = match;
		const name = given.toLowerCase();
		const text = html.slice(position, match.index);
		position = match.index + tag.length;
		if (!dropping) kept += escapeText(text);
		if (name === '' || tag.startsWith('<!')) continue;
		const closes = tag.startsWith('</');
		if (dropping) {
			if (name !== dropping.name) continue;
			dropping.depth += closes ? -1 : 1;
			if (dropping.depth === 0) dropping = null;
		} else if (DROPPED.has(name)) {
			if (!closes && !VOID.has(name) && !attributes.endsWith('/')) dropping = { name, depth: 1 };
		} else if (name === 'a') kept += filterLink(closes, attributes, links);
		else if (KEPT.has(name)) kept += closes ? `</${name}>` : openingTag(name, attributes);
	}
	return dropping ? kept : kept + escapeText(html.slice(position));
}

/**
 * @param html filtered or not
 * @returns the text a reader sees, on one line
 */
export function textOf(html: string): string {
	return decode(filterHtml(html).replace(TAG, ' ')).replace(/\s+/g, ' ').trim();
}

const NAMED = new Map([
	['nbsp', '\u00a0'],
	['lt', '<'],
	['gt', '>'],
	['quot', '"'],
	['apos', "'"],
	['amp', '&'],
]);

function decode(text: string): string {
	return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi, (all, decimal, hex, name) => {
		if (name !== undefined) return NAMED.get(String(name)) ?? all;
		const code = decimal === undefined ? parseInt(String(hex), 16) : Number(decimal);
		return code <= 0x10ffff ? String.fromCodePoint(code) : all;
	});
}

function filterLink(closes: boolean, attributes: string, links: boolean[]): string {
	if (closes) return links.pop() ? '</a>' : '';
	const read = readAttributes(attributes);
	const href = read.get('href') ?? '';
	const opensMiniProgram = href === '' && (read.get('data-miniprogram-appid') ?? '') !== '';
	const inside = opensMiniProgram || hostOf(href) === 'mp.weixin.qq.com';
	links.push(inside);
	return inside ? openingTag('a', attributes) : '';
}

function openingTag(name: string, attributes: string): string {
	const read = readAttributes(attributes);
	if (name === 'img' && !isPlatformPicture(read.get('src') ?? read.get('data-src'))) return '';
	const written = [...read].flatMap(([key, value]) => {
		if (DROPPED_ATTRIBUTE.test(key) || /^\s*(javascript|vbscript|data):/i.test(value)) return [];
		if (key === 'data-miniprogram-imageurl' && !isPlatformPicture(value)) return [];
		const shown = key === 'style' ? filterStyle(value) : value;
		return key === 'style' && shown === '' ? [] : [` ${key}="${encode(shown)}"`];
	});
	return `<${name}${written.join('')}>`;
}

function encode(value: string): string {
	return value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}

function readAttributes(text: string): Map<string, string> {
	const read = new Map<string, string>();
	for (const [, name = '', value = ''] of text.matchAll(ATTRIBUTE)) {
		const key = name.toLowerCase();
		if (!read.has(key)) read.set(key, decode(value.replace(/^(["'])([\s\S]*)\1$/, '$2')));
	}
	return read;
}

/** Whether a picture is on the platform's own hosts. */
function isPlatformPicture(src: string | undefined): boolean {
	return /(^|\.)(qpic\.cn|qlogo\.cn)$/.test(hostOf(src) ?? '');
}

function hostOf(address: string | undefined): string | null {
	const text = (address ?? '').trim();
	const whole = text.startsWith('//') ? `https:${text}` : text;
	if (!/^https?:\/\//i.test(whole) || !URL.canParse(whole)) return null;
	return new URL(whole).hostname.toLowerCase();
}

/** A `<` that does not begin a tag is text. */
function escapeText(text: string): string {
	return text.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
