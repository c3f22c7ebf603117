import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../../../core/json/isRecord';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import { withAdvice } from '../../../shared/annotatedError';
import { listOf } from '../../../shared/answerItems';
import type { ItemContext } from '../../../shared/itemContexts';
import type { DraftContent } from './composeDraft';
import { NO_DRAFT } from './draftId';

/** Where an article is: the draft, and its position. */
interface Place {
	media_id: string;
	index: number;
}

/** What stays unless it is given again: by the name of its option, the names of the API. The title is no option. */
const KEPT: Readonly<Record<string, readonly string[]>> = {
	title: ['title'],
	author: ['author'],
	comments: ['need_open_comment', 'only_fans_can_comment'],
	sourceUrl: ['content_source_url'],
};
/** A picture post has neither author nor page behind "Read more". */
const KEPT_OF_POST = ['title', 'comments'];

/**
 * Gets what stays of an article that is replaced: WeChat replaces it as a whole, and forgets whatever is not sent again. Nothing is read if
 * everything is given.
 *
 * @param item context of the current item
 * @param place of the article
 * @param content that replaces it
 * @param options of the operation; one that is there decides, even if it is empty
 * @returns by the names of the API, with `thumb_media_id` if the cover stays
 * @throws InvalidInputError when there is no such article, or it has no title or cover; what the call throws
 */
export async function keptFields(
	item: ItemContext,
	place: Place,
	content: DraftContent,
	options: IDataObject,
): Promise<IDataObject> {
	const [article] = 'articles' in content ? content.articles : [];
	const wire = 'post' in content ? content.post.wire : (article?.wire ?? {});
	const names = ('post' in content ? KEPT_OF_POST : Object.keys(KEPT))
		.filter((option) => options[option] === undefined)
		.flatMap((option) => KEPT[option] ?? [])
		.filter((name) => wire[name] === undefined);
	const keepsCover = article !== undefined && 'kept' in article.cover;
	if (names.length === 0 && !keepsCover) return {};
	const old = await articleAt(item, place);
	if (names.includes('title')) checkTitle(old);
	const kept = Object.fromEntries(names.filter((name) => old[name]).map((name) => [name, old[name]]));
	return keepsCover ? { ...kept, thumb_media_id: coverOf(old) } : kept;
}

async function articleAt({ connection }: ItemContext, { media_id, index }: Place): Promise<IDataObject> {
	const answer = await connection
		.call({ method: 'POST', path: '/cgi-bin/draft/get', body: { media_id } }, { effect: 'read' })
		.catch((error: unknown) => {
			throw withAdvice(error, { 40007: NO_DRAFT });
		});
	const articles = listOf(answer, 'news_item').filter(isRecord);
	const article = articles[index];
	if (article) return article as IDataObject;
	const count = articles.length === 1 ? '1 article' : `${articles.length} articles`;
	throw new InvalidInputError(
		'Article Index',
		`is ${index}, and the draft has ${count}`,
		'Correct it: the first article is 0. Draft → Get shows the articles of a draft.',
	);
}

function checkTitle({ title }: IDataObject): void {
	if (typeof title === 'string' && title !== '') return;
	throw new InvalidInputError(
		'Title',
		'should stay as it is, but WeChat names none for this article of the draft',
		'Fill it in.',
	);
}

function coverOf({ thumb_media_id: cover }: IDataObject): string {
	if (typeof cover === 'string' && cover !== '') return cover;
	throw new InvalidInputError(
		'Cover',
		'should stay as it is, but WeChat names none for this article of the draft',
		'Choose another cover.',
	);
}
