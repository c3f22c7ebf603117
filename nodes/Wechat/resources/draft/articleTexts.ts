import { ARTICLE_LIMITS, withinLimit } from '../../../../core/article/articleLimits';
import type { BuiltArticle } from '../../../../core/article/buildArticle';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import { plainTitle } from './plainTitle';

/**
 * Checks one of the article's other texts.
 *
 * @param place of the article, '' for the first
 * @param name of the field in the editor
 * @param remedy for a text that is too long
 * @throws InvalidInputError naming actual length and limit
 */
export function limited(
	place: string,
	name: 'Author' | 'Digest' | 'Title',
	text: string,
	remedy = 'Shorten it.',
): string {
	const max = { Author: ARTICLE_LIMITS.author, Digest: ARTICLE_LIMITS.digest, Title: ARTICLE_LIMITS.title }[
		name
	];
	return withinLimit(`${place}${name}`, text, max, remedy);
}

/**
 * Takes the title from the text.
 *
 * @param place of the article, '' for the first
 * @param built the article
 * @param isKept whether the article that is replaced has a title to keep; then only a heading at the beginning of the text is a title
 * @returns undefined when the title is kept
 * @throws InvalidInputError when there is none, or it is too long
 */
export function titleInText(
	place: string,
	{ frontMatter, heading, beginsWithHeading }: BuiltArticle,
	isKept: boolean,
): string | undefined {
	const given = plainTitle(frontMatter.title ?? '');
	const title = given || (isKept && !beginsWithHeading ? '' : heading);
	if (title === '') {
		if (isKept) return undefined;
		throw new InvalidInputError(
			`${place}Title`,
			'is empty, and the text has neither front matter with a title nor a heading',
			'Fill it in.',
		);
	}
	const remedy = `It comes from the ${given ? 'front matter' : 'first heading'} of the text: give a shorter one in the field.`;
	return withinLimit(`${place}Title`, title, ARTICLE_LIMITS.title, remedy);
}
