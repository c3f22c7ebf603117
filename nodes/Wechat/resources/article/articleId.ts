import { locatorModes } from '../../fields/locatorModes';
import type { Field } from '../../operation';

/** The publication. */
export const articleId: Field<'articleId', 'resourceLocator'> = {
	displayName: 'Article',
	name: 'articleId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	modes: locatorModes('article', 'searchArticles', 'oJ5xK8y2z0AbCdEfGhIjKlMnOpQr'),
	description: 'The article_id that Publish, Get Status or Get Many gives',
};

/** Advice for a missing article. */
export const NO_ARTICLE =
	'This account has no such published article (anymore). Choose one from the list under Article; every account has articles of its own.';
