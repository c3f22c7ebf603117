import { defineResource } from '../../operation';
import { deleteArticle } from './delete';
import { getArticle } from './get';
import { getManyArticles } from './getMany';
import { getPublishStatus } from './getStatus';
import { publishArticle } from './publish';

/** Articles that readers can open. */
export const article = defineResource({
	value: 'article',
	name: 'Article',
	chinese: '发布',
	operations: [deleteArticle, getArticle, getManyArticles, getPublishStatus, publishArticle],
});
