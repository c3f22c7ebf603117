import { type ArticleSource, buildArticle, type BuiltArticle } from '../../../core/article/buildArticle';
import { InvalidInputError } from '../../../core/errors/WechatErrors';

/** An article without looks, so that tests see what became of the text. */
export async function writeArticle(
	content: string,
	more: Partial<ArticleSource> = {},
): Promise<BuiltArticle & { html: string }> {
	const built = await buildArticle({
		field: 'Text',
		format: 'markdown',
		content,
		theme: 'none',
		customCss: '',
		links: 'notes',
		notesHeading: '参考链接',
		title: 'A title of its own',
		...more,
	});
	const html = built.render((address) => address).replace(/^<section>(.*)<\/section>$/s, '$1');
	return { ...built, html };
}

/** What is said of a source that cannot be used. */
export async function refusalOf(
	content: string,
	more: Partial<ArticleSource> = {},
): Promise<InvalidInputError> {
	try {
		await writeArticle(content, more);
	} catch (error) {
		if (error instanceof InvalidInputError) return error;
		throw error;
	}
	throw new Error('nothing was refused');
}
