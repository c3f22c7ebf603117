import { uploadedPicture } from './articleBody.js';
import { el } from './element.js';
import { say } from './language.js';
import { webAddress } from './shownText.js';

/**
 * Articles: the first large, the others as rows below it.
 *
 * @param {{ title: unknown, description?: unknown, url: unknown, picture?: unknown }[]} articles
 * @param {(url: string) => void} open
 */
export function drawArticles(articles, open) {
	const parts = articles.map(({ title, description, url, picture }) => {
		const address = webAddress(url);
		return el(
			'button',
			{
				type: 'button',
				class: 'article',
				disabled: address === null,
				onclick: () => address && open(address),
			},
			el(
				'span',
				{ class: 'article-text' },
				el('b', {}, String(title || say('Untitled'))),
				el('small', {}, String(description ?? '')),
			),
			el(
				'span',
				{ class: 'article-picture', 'aria-hidden': 'true' },
				picture ? uploadedPicture(String(picture), '') : null,
			),
		);
	});
	return el('div', { class: 'card articles' }, parts);
}
