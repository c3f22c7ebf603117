import type { IDataObject } from 'n8n-workflow';
import { ARTICLE_LIMITS, checkPictureCount } from '../../../../core/article/articleLimits';
import { type ArticleSource, type BuiltArticle, buildArticle } from '../../../../core/article/buildArticle';
import {
	isPictureAddress,
	pictureSource,
	type PictureSource,
	sourceOrProblem,
} from '../../../../core/article/articlePictures';
import type { LinkNotes } from '../../../../core/article/linkNotes';
import type { SourceFormat } from '../../../../core/article/sourceLimits';
import type { Theme } from '../../../../core/article/themes';
import { readAll, readAllLater, readEach, readEachLater } from '../../../../core/errors/readAll';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import { withoutThoughts } from '../../../../core/text/modelText';
import { readId } from '../../../shared/typedValues';
import { optionalAddress } from '../../../shared/webAddress';
import { withinBytes } from '../../../shared/textLimits';
import { limited, titleInText } from './articleTexts';
import { plainTitle } from './plainTitle';
import { readCrop } from './readCrop';

/** A cover: already in the library, to be uploaded, the first picture in the text, or that of the article that is replaced. */
export type Cover = { mediaId: string } | { source: PictureSource } | { first: true } | { kept: true };

/** One article, read and built before any call. */
export interface DraftArticle {
	/** The name in the editor of the field with its text. */
	field: string;
	built: BuiltArticle;
	cover: Cover;
	/** The source of each picture in the text, by its URL. */
	sources: Map<string, PictureSource>;
	/** Everything except cover and content, by the names of the API; without a title that is kept. */
	wire: IDataObject;
}

/** The values of the fields of an article. */
export interface ArticleParams {
	format: string;
	content: string;
	title: string;
	coverFrom: string;
	coverField: unknown;
	coverUrl: string;
	coverMediaId: string;
	theme: string;
	furtherArticles?: IDataObject;
	options: IDataObject;
}

const MAX_FURTHER = 7;
/** A digest of spaces is wanted: without one, WeChat shows the beginning of the text. */
const BLANK = /^[ \u3000]+$/;
/** A value of the option When a Picture Fails. */
export const LEAVE_OUT = 'leaveOut';

/**
 * Reads and builds the articles of a draft; nothing is fetched or sent.
 *
 * @param params values of the fields
 * @param replaces whether the first one replaces an article, whose title stays unless another is given
 * @throws InvalidInputError naming everything that is wrong in any of them
 */
export async function readArticles(params: ArticleParams, replaces = false): Promise<DraftArticle[]> {
	const rows = (params.furtherArticles?.article ?? []) as IDataObject[];
	const articles = await readEachLater(
		[
			async () => await readFirst(params, replaces),
			...rows.map(
				(row, index) => async () => await readFurther(params, row, `Further Article ${index + 1}, `),
			),
			async () => checkNumber(rows),
		],
		async (read) => await read(),
	);
	const read = articles.filter((article) => article !== undefined);
	const pictures = read.reduce((sum, { sources }) => sum + sources.size, 0);
	checkPictureCount('Text', pictures);
	return read;
}

function checkNumber(rows: readonly IDataObject[]): undefined {
	if (rows.length <= MAX_FURTHER) return undefined;
	throw new InvalidInputError(
		'Further Articles',
		`has ${rows.length} entries, a draft can have ${MAX_FURTHER} besides the first article`,
		'Put the others in a second draft.',
	);
}

async function readFirst(params: ArticleParams, replaces: boolean): Promise<DraftArticle> {
	const { options, title, content } = params;
	const cover = () => readCover(params);
	return await readOne(params, '', { ...options, title, content }, { cover, keepsTitle: replaces });
}

async function readFurther(params: ArticleParams, row: IDataObject, place: string): Promise<DraftArticle> {
	const cover = () => coverOf(`${place}Cover`, String(row.cover ?? ''));
	const { customCss, links, notesHeading, comments, pictureFailure } = params.options;
	const shared = { customCss, links, notesHeading, comments, pictureFailure };
	return await readOne(params, place, { ...shared, ...row }, { cover, keepsTitle: false });
}

async function readOne(
	params: ArticleParams,
	place: string,
	values: IDataObject,
	{ cover, keepsTitle }: { cover: () => Cover; keepsTitle: boolean },
): Promise<DraftArticle> {
	const field = `${place}Text`;
	const text = (name: string) => withoutThoughts(String(values[name] ?? '')).trim();
	const title = plainTitle(text('title'));
	const source: ArticleSource = {
		field,
		format: params.format as SourceFormat,
		content: String(values.content ?? ''),
		theme: params.theme as Theme,
		customCss: text('customCss'),
		links: (values.links ?? 'notes') as LinkNotes,
		notesHeading: text('notesHeading') || '参考链接',
		title,
	};
	const { built, read } = await readAllLater({
		built: async () => await buildArticle(source),
		read: async (): Promise<Read> =>
			readAll({
				cover,
				author: () => limited(place, 'Author', text('author')),
				digest: () => limited(place, 'Digest', BLANK.test(String(values.digest)) ? ' ' : text('digest')),
				sourceUrl: () => readSourceUrl(`${place}Read More URL`, text('sourceUrl')),
				title: () => limited(place, 'Title', title),
				crop235: () => readCrop(`${place}Crop to 2.35:1`, text('crop235')),
				crop11: () => readCrop(`${place}Crop to 1:1`, text('crop11')),
			}),
	});
	return complete(place, built, { ...read, keepsTitle }, values);
}

interface Read {
	cover: Cover;
	author: string;
	digest: string;
	sourceUrl: string | undefined;
	title: string;
	crop235: string | undefined;
	crop11: string | undefined;
}

const FROM_FRONT_MATTER = 'It comes from the front matter of the text: give a shorter one in the field.';

/** Adds the metadata in the text where the fields are empty. */
function complete(
	place: string,
	built: BuiltArticle,
	read: Read & { keepsTitle: boolean },
	values: IDataObject,
): DraftArticle {
	const { frontMatter } = built;
	const field = `${place}Text`;
	const own = readAll({
		text: () => checkShown(field, built),
		title: () => read.title || titleInText(place, built, read.keepsTitle),
		author: () => read.author || limited(place, 'Author', frontMatter.author ?? '', FROM_FRONT_MATTER),
		digest: () => read.digest || limited(place, 'Digest', frontMatter.digest ?? '', FROM_FRONT_MATTER),
		sourceUrl: () => read.sourceUrl ?? readSourceUrl(`${place}Read More URL`, frontMatter.sourceUrl ?? ''),
		cover: () => chosenCover(place, built, read.cover),
		sources: () => sourcesOf(field, built, values.pictureFailure === LEAVE_OUT),
	});
	return {
		field,
		built,
		cover: own.cover,
		sources: own.sources,
		wire: {
			article_type: 'news',
			...(own.title ? { title: own.title } : {}),
			...(own.author ? { author: own.author } : {}),
			...(own.digest ? { digest: own.digest } : {}),
			...(own.sourceUrl ? { content_source_url: own.sourceUrl } : {}),
			...commentsOf(values.comments),
			...(read.crop235 ? { pic_crop_235_1: read.crop235 } : {}),
			...(read.crop11 ? { pic_crop_1_1: read.crop11 } : {}),
		},
	};
}

/** The sources of a text's pictures; a picture without a usable URL may be left out, too. */
function sourcesOf(
	field: string,
	{ pictures }: BuiltArticle,
	leavesOut: boolean,
): Map<string, PictureSource> {
	const source = (address: string) => (leavesOut ? sourceOrProblem(address) : pictureSource(field, address));
	return new Map(readEach(pictures, (address) => [address, source(address)]));
}

function chosenCover(place: string, { frontMatter, pictures }: BuiltArticle, cover: Cover): Cover {
	if (!('first' in cover) && !('kept' in cover)) return cover;
	if (frontMatter.cover) return coverOf(`${place}Cover`, frontMatter.cover);
	if ('kept' in cover || pictures.length > 0) return cover;
	throw new InvalidInputError(
		`${place}Cover`,
		'should be the first picture, but the text has none',
		'Choose another cover: WeChat does not accept an article without one.',
	);
}

function checkShown(field: string, { isEmpty }: BuiltArticle): void {
	if (!isEmpty) return;
	throw new InvalidInputError(
		field,
		'has nothing that readers would see',
		'Write text below the title; front matter, comments, scripts and frames do not count.',
	);
}

/** The comment settings, by the names of the API. */
export function commentsOf(comments: unknown): IDataObject {
	if (comments !== 'everybody' && comments !== 'followers') return {};
	return { need_open_comment: 1, only_fans_can_comment: comments === 'followers' ? 1 : 0 };
}

/**
 * Reads the URL of "Read more".
 *
 * @throws InvalidInputError when it is not a web address, or too long
 */
function readSourceUrl(field: string, address: string): string | undefined {
	const url = optionalAddress(field, address);
	return url === undefined ? undefined : withinBytes(field, url, ARTICLE_LIMITS.sourceUrlBytes);
}

function readCover({ coverFrom, coverField, coverUrl, coverMediaId }: ArticleParams): Cover {
	switch (coverFrom) {
		case 'binary':
			return {
				source: { kind: 'binary', from: `binary:${String(coverField)}`, field: coverField as string },
			};
		case 'url':
			return { source: pictureSource('Cover URL', requiredAddress(coverUrl)) };
		case 'mediaId':
			return { mediaId: readId('Cover Media ID', coverMediaId) };
		case 'keep':
			return { kept: true };
		default:
			return { first: true };
	}
}

function requiredAddress(address: string): string {
	if (address !== '') return address;
	throw new InvalidInputError(
		'Cover URL',
		'is empty',
		'Fill it in, or check the expression that should give it.',
	);
}

/** Reads a cover from one text: a URL, `binary:field`, or a media_id. */
function coverOf(field: string, text: string): Cover {
	const given = text.trim();
	if (given === '') return { first: true };
	return isPictureAddress(given)
		? { source: pictureSource(field, given) }
		: { mediaId: readId(field, given) };
}
