import { el } from './element.js';
import { say } from './language.js';
import { ask } from './platform.js';

/** @typedef {import('../../areas/article/openArticle').OpenedArticle} OpenedArticle */
/** @typedef {import('../../areas/article/openArticle').ShownComment} ShownComment */
/**
 * The reader of the page.
 *
 * @typedef {object} Reader
 * @property {string} openid
 * @property {() => string | undefined} appid
 * @property {() => void} again draws the page again, with a comment that was written
 */

/** Actions of readers below an article. */
const ACTS = /** @type {const} */ ([
	['like', 'Like'],
	['share', 'Share'],
]);

/**
 * Draws the part below an article: like and share, the comment box, the comments that the reader sees.
 *
 * @param {OpenedArticle} article
 * @param {Reader} reader
 */
export function drawArticleFoot({ place, commentsOpen, comments }, reader) {
	const { openid, appid } = reader;
	const acts = ACTS.map(([act, words]) => {
		const react = () => void ask('analytics/read', { appid: appid(), openid, ...place, act });
		return el('button', { type: 'button', onclick: react }, say(words));
	});
	const closed = el('p', { class: 'gray-line' }, say('Comments are closed'));
	return el(
		'footer',
		{ class: 'article-foot' },
		el('div', { class: 'article-acts' }, acts),
		el('h4', {}, say('Comments')),
		commentsOpen ? drawBox(place, reader) : closed,
		el('ul', {}, comments.map(drawComment)),
	);
}

/**
 * @param {OpenedArticle['place']} place
 * @param {Reader} reader
 */
function drawBox(place, { openid, appid, again }) {
	const input = el('input', {
		'aria-label': say('Write a comment'),
		placeholder: say('Write a comment'),
		maxlength: 600,
		autocomplete: 'off',
	});
	const write = async (/** @type {Event} */ event) => {
		event.preventDefault();
		const content = input.value.trim();
		if (content === '') return;
		if (await ask('comment/write', { appid: appid(), openid, ...place, content })) again();
	};
	return el(
		'form',
		{ class: 'comment-box', onsubmit: (/** @type {Event} */ event) => void write(event) },
		input,
		el('button', { class: 'wx-primary' }, say('Send')),
	);
}

/** @param {ShownComment} comment */
function drawComment({ nickname, content, mine, elected, reply }) {
	const name = mine ? say('You') : nickname || say('A reader');
	return el(
		'li',
		{},
		el('b', {}, name),
		elected ? el('small', { class: 'elected' }, say('Elected')) : null,
		el('p', {}, content),
		reply === null ? null : el('p', { class: 'comment-reply' }, el('b', {}, say('Author')), ` ${reply}`),
	);
}
