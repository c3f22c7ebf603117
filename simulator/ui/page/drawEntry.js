import { el } from './element.js';
import { icon } from './icon.js';
import { drawCard } from './templateCard.js';
import { drawArticles } from './articles.js';
import { say } from './language.js';
import { linkedText } from './linkedText.js';
import { nameOf } from './shownText.js';

/** @typedef {import('./platform.js').ChatEntry} ChatEntry */
/** @typedef {import('./platform.js').Person} Person */
/**
 * Handlers of taps on entries.
 *
 * @typedef {object} Taps
 * @property {(url: string) => void} open opens a link in the phone
 * @property {(text: string, menuId: string) => void} choose answers a menu message
 */
/** @typedef {Record<string, any>} Content texts of unknown origin: drawn as text only */
/** @typedef {(content: Content, taps: Taps, entry: ChatEntry) => HTMLElement} Drawer */

/** Gray lines for actions without words. @type {Record<string, (content: Content) => string>} */
const EVENT_LINES = {
	subscribe: ({ EventKey }) =>
		EventKey
			? say('Followed the account by a QR code · {scene}', { scene: EventKey })
			: say('Followed the account'),
	unsubscribe: () => say('Unfollowed the account'),
	SCAN: ({ EventKey }) => say('Scanned a QR code · {scene}', { scene: EventKey }),
	CLICK: ({ EventKey }) => say('Tapped the menu · {key}', { key: EventKey }),
	VIEW: ({ EventKey }) => say('Opened a link · {url}', { url: EventKey }),
	LOCATION: () => say('Reported the location'),
	subscribe_msg_popup_event: () => say('Answered the subscription notices'),
};

/** @type {Drawer} */
const text = (content, taps) =>
	bubble(linkedText(String(content.Content ?? content.content ?? ''), taps.open));
/** @type {Drawer} */
const image = (content) =>
	picture(String(content.MediaId ?? content.Image?.MediaId ?? content.media_id ?? ''), say('Image'));
/** @type {Drawer} */
const voice = (content) => {
	const recognition = content.Recognition ? el('small', {}, String(content.Recognition)) : null;
	return bubble(el('span', { class: 'voice' }, icon('voice'), '6″'), recognition);
};
/** @type {Drawer} */
const video = (content) => {
	const frame = picture(
		String(content.MediaId ?? content.Video?.MediaId ?? content.media_id ?? ''),
		say('Video'),
	);
	frame.append(el('span', { class: 'play' }, icon('play')));
	return frame;
};
/** @type {Drawer} */
const location = ({ Label, Location_X, Location_Y }) =>
	el(
		'div',
		{ class: 'card place' },
		el('b', {}, String(Label || say('Location'))),
		el('small', {}, `${Location_X}, ${Location_Y}`),
		el('div', { class: 'map', role: 'img', 'aria-label': say('Map') }, icon('location')),
	);
/** @type {Drawer} */
const link = ({ Title, Description, Url }, taps) =>
	drawArticles([{ title: Title, description: Description, url: Url }], taps.open);
/** @type {Drawer} */
const music = (content) => {
	const { Title, Description, title = Title, description = Description } = { ...content, ...content.Music };
	return el(
		'div',
		{ class: 'card music' },
		el('span', { class: 'play' }, icon('play')),
		el('div', {}, el('b', {}, String(title || say('Music'))), el('small', {}, String(description ?? ''))),
	);
};
/** @type {Drawer} */
const news = (content, taps) => {
	const items = content.articles ?? content.Articles?.item ?? [];
	const articles = [items].flat().map((/** @type {Content} */ item) => ({
		title: item.title ?? item.Title,
		description: item.description ?? item.Description ?? item.digest,
		url: item.url ?? item.Url,
		picture: item.thumb_url,
	}));
	return drawArticles(articles, taps.open);
};
/** Pictures of a mass message, its title and its recommendation text. @type {Drawer} */
const pictures = (content) =>
	el(
		'div',
		{},
		[content.media_ids].flat().map((/** @type {unknown} */ id) => picture(String(id), say('Image'))),
		...[content.title, content.recommend].filter(Boolean).map((text) => bubble(String(text))),
	);
/** @type {Drawer} */
const msgmenu = ({ head_content, list, tail_content }, taps) =>
	bubble(
		el('p', {}, String(head_content ?? '')),
		...[list ?? []]
			.flat()
			.map((/** @type {Content} */ { id, content }) =>
				el(
					'button',
					{ type: 'button', class: 'menu-choice', onclick: () => taps.choose(String(content), String(id)) },
					String(content),
				),
			),
		el('p', {}, String(tail_content ?? '')),
	);
/** @type {Drawer} */
const miniprogram = ({ title, appid, pagepath }) =>
	el(
		'div',
		{ class: 'card' },
		el('small', { class: 'mini' }, icon('mini'), say('Mini program')),
		el('b', {}, String(title || appid)),
		picture(String(appid), ''),
		el('small', {}, String(pagepath ?? '')),
	);

/** @type {Record<string, Drawer>} */
const DRAWERS = {
	text,
	image,
	voice,
	video,
	shortvideo: video,
	location,
	link,
	music,
	news,
	mpnews: news,
	mpnewsarticle: news,
	mpvideo: video,
	'mass:image': pictures,
	msgmenu,
	miniprogrampage: miniprogram,
	template: drawCard,
	subscription: drawCard,
	oneTimeSubscription: drawCard,
};

/**
 * Draws one entry of a conversation as WeChat does.
 *
 * @param {ChatEntry} entry
 * @param {Person} person
 * @param {Taps} taps
 * @returns {HTMLElement | null} null for what a phone does not show
 */
export function drawEntry(entry, person, taps) {
	const sent = entry.kind.replace(/^preview:image$/, 'mass:image').replace(/^(custom|preview):/, '');
	const kind = Object.hasOwn(DRAWERS, sent) ? sent : sent.replace(/^mass:/, '');
	const isPreview = entry.kind.startsWith('preview:');
	const content = /** @type {Content} */ (
		typeof entry.content === 'object' && entry.content !== null ? entry.content : {}
	);
	if (entry.from === 'system')
		return grayLine(say('The service of this account is out of order. Try again later.'), 'fault');
	if (kind.startsWith('event:')) return eventLine(kind.slice('event:'.length), content);
	if (kind === 'transfer_customer_service') return grayLine(say('Handed over to customer service'), '');
	if (kind === 'transfer_biz_ai_ivr') return grayLine(say('Handed over to the AI of WeChat'), '');
	const draw = DRAWERS[kind] ?? unknown(kind);
	const body = draw(content, taps, entry);
	const preview = isPreview ? el('small', { class: 'agent' }, say('Preview')) : null;
	if (draw === news && kind !== 'news')
		return el('div', { class: 'line wide' }, el('div', { class: 'wide-said' }, preview, body));
	if (draw === drawCard) return el('div', { class: 'line wide' }, body);
	const mine = entry.from === 'person';
	const face = mine ? faceOf(person) : el('span', { class: 'avatar them', 'aria-hidden': 'true' }, '号');
	const speaker = mine ? nameOf(person) : say('Account');
	const mark = content.aiGenerated
		? el('small', { class: 'agent' }, say('Made by the AI of a third party'))
		: null;
	const agent = content.agent ? el('small', { class: 'agent' }, String(content.agent)) : null;
	return el(
		'div',
		{ class: mine ? 'line mine' : 'line' },
		el('span', { class: 'sr-only' }, `${speaker}:`),
		face,
		el('div', { class: 'said' }, agent, preview, body, mark),
	);
}

/** @param {Person} person */
function faceOf(person) {
	return el(
		'span',
		{ class: 'avatar me', 'aria-hidden': 'true' },
		[...nameOf(person).replace('…', '')][0] ?? '',
	);
}

/**
 * @param {string} event
 * @param {Content} content
 */
function eventLine(event, content) {
	const line = Object.hasOwn(EVENT_LINES, event) ? EVENT_LINES[event]?.(content) : undefined;
	return grayLine(line ?? event, '');
}

/**
 * @param {string} text
 * @param {string} style
 */
function grayLine(text, style) {
	return el('p', { class: `gray-line ${style}` }, text);
}

/** @param {(HTMLElement | string | null)[]} children */
function bubble(...children) {
	return el('div', { class: 'bubble' }, children);
}

/**
 * Pictures have ids but no contents here, so each id gets its own generated landscape.
 *
 * @param {string} mediaId
 * @param {string} label
 */
function picture(mediaId, label) {
	const look = [...mediaId].reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0) % 4;
	return el('div', { class: `picture look-${look}`, role: 'img', 'aria-label': label, title: mediaId });
}

/** @param {string} kind @returns {Drawer} */
function unknown(kind) {
	return (content) => bubble(el('b', {}, kind), el('small', {}, JSON.stringify(content)));
}
