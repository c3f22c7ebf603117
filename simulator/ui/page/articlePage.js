import { drawArticleBody, uploadedPicture } from './articleBody.js';
import { drawArticleFoot } from './articleFoot.js';
import { el, fill } from './element.js';
import { icon } from './icon.js';
import { say } from './language.js';
import { ask } from './platform.js';
import { dayOfYear, shortTime, webAddress } from './shownText.js';

/** @typedef {import('../../areas/article/openArticle').OpenedArticle} OpenedArticle */

/** URLs of WeChat's articles. */
const ARTICLE_ADDRESS = /^https?:\/\/mp\.weixin\.qq\.com\/s[/?]/;

/** @param {string} url */
export function isArticle(url) {
	return ARTICLE_ADDRESS.test(url);
}

/**
 * The reading page of articles, over a phone's conversation.
 *
 * @param {string} openid
 * @param {() => string | undefined} appid
 * @param {(url: string) => void} open opens other links
 */
export function createArticlePage(openid, appid, open) {
	const content = el('div', { class: 'article-content', tabindex: '0' });
	const back = el(
		'button',
		{ type: 'button', 'aria-label': say('Back to the conversation'), onclick: close },
		icon('close'),
	);
	const element = el(
		'section',
		{ class: 'article-page', role: 'dialog', 'aria-label': say('Article'), hidden: true },
		el('header', { class: 'article-head' }, back),
		content,
	);
	element.addEventListener('keydown', ({ key }) => {
		if (key === 'Escape') close();
	});

	function close() {
		element.hidden = true;
		fill(content);
	}

	/**
	 * @param {string} url
	 * @param {boolean} counted
	 */
	async function show(url, counted) {
		const opened = await ask('article/open', { appid: appid(), openid, url, counted });
		if (!opened) return;
		const article = /** @type {OpenedArticle} */ (opened);
		fill(
			content,
			drawArticle(article),
			article.place ? drawArticleFoot(article, { openid, appid, again: () => void show(url, false) }) : null,
		);
		element.hidden = false;
		// Redrawing has removed the focus.
		if (!counted) return content.querySelector('input')?.focus();
		content.scrollTop = 0;
		back.focus();
	}

	/** @param {OpenedArticle} article */
	function drawArticle({ title, author, publishedAt, content: html, pictures, sourceUrl }) {
		const source = webAddress(sourceUrl);
		const time =
			publishedAt === null
				? say('Preview')
				: `${dayOfYear(publishedAt * 1000)} ${shortTime(publishedAt * 1000)}`;
		return el(
			'article',
			{},
			el('h3', {}, title),
			el('p', { class: 'article-byline' }, [author, time].filter(Boolean).join(' · ')),
			pictures.map((address) => uploadedPicture(address, title)),
			drawArticleBody(html, open),
			source &&
				el('button', { type: 'button', class: 'text-link', onclick: () => open(source) }, say('Read more')),
		);
	}

	return { element, show: (/** @type {string} */ url) => void show(url, true) };
}
