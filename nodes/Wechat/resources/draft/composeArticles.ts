import type { IDataObject } from 'n8n-workflow';
import type { PictureSource } from '../../../../core/article/articlePictures';
import { readEach } from '../../../../core/errors/readAll';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import { conversionOf } from '../../../shared/acceptedFile';
import type { ItemContext } from '../../../shared/itemContexts';
import { type FailedPicture, gatherPictures, type Picture, pictureRefusal } from './gatherPictures';
import { createPictureHost, type HostedPicture, type PictureHost } from './hostPictures';
import type { DraftArticle } from './readArticles';

/** Articles for the API, with all their pictures uploaded. */
export interface ComposedDraft {
	articles: IDataObject[];
	/** The part of the output about how they were made. */
	report: IDataObject;
	host: PictureHost;
}

/** Pictures by their source, see {@link keyOf}. */
type Gathered = ReadonlyMap<string, Picture | FailedPicture>;

/** How many pictures on WeChat are fetched at most to find a cover, one after the other. */
const MAX_COVER_TRIES = 10;
/** How many pictures an error names. */
const MAX_NAMED = 3;

/**
 * Fetches all pictures of some articles, and uploads them once all are known to be usable.
 *
 * @param item context of the current item
 * @param articles as read
 * @param leavesOut whether to leave out unusable pictures of the text
 * @throws InvalidInputError naming every unusable picture, before anything is uploaded; what uploads throw, with what was uploaded before
 */
export async function composeArticles(
	item: ItemContext,
	articles: readonly DraftArticle[],
	leavesOut: boolean,
): Promise<ComposedDraft> {
	const gathered = await gather(item, articles);
	await seekCovers(item, articles, gathered);
	const failures = leavesOut ? [] : failuresIn(articles, gathered);
	const covers = readEach(
		[
			...failures.map((failure) => () => refuse(failure)),
			...articles.map((one) => () => {
				if (leavesOut) checkLeft(one, gathered);
				return coverOf(one, gathered);
			}),
		],
		(read) => read(),
	);
	const host = createPictureHost(item);
	try {
		return await upload(articles, covers, gathered, host);
	} catch (error) {
		throw host.withUploads(error);
	}
}

function refuse(refusal: InvalidInputError): never {
	throw refusal;
}

/** Identifies a picture by its source, so that each source is fetched once. */
function keyOf(source: PictureSource): string {
	switch (source.kind) {
		case 'url':
		case 'wechat':
			return source.url;
		case 'data':
			return `data:${source.bytes.toString('base64')}`;
		case 'binary':
			return typeof source.field === 'string' ? `binary:${source.field}` : source.from;
		case 'unusable':
			return `unusable:${source.from}`;
	}
}

/** Whether a picture in a text has to be uploaded to WeChat. */
const isPlaced = ({ kind }: PictureSource) => kind !== 'wechat';

async function gather(
	item: ItemContext,
	articles: readonly DraftArticle[],
): Promise<Map<string, Picture | FailedPicture>> {
	const wanted = new Map<string, PictureSource>();
	const want = (source: PictureSource) => wanted.set(keyOf(source), source);
	for (const { sources, cover } of articles) {
		for (const source of sources.values()) if (isPlaced(source)) want(source);
		if ('source' in cover) want(cover.source);
	}
	const results = await gatherPictures(item, [...wanted.values()]);
	return new Map([...wanted.keys()].map((key, index) => [key, results[index] as Picture | FailedPicture]));
}

/**
 * Fetches pictures that are on WeChat already, until one can be the cover of its article: the text only needs their URLs, but the cover
 * needs the picture itself.
 */
async function seekCovers(
	item: ItemContext,
	articles: readonly DraftArticle[],
	gathered: Map<string, Picture | FailedPicture>,
): Promise<void> {
	let held = 0;
	for (const one of gathered.values()) held += sizeOf(one);
	for (const { cover, sources } of articles) {
		if (!('first' in cover)) continue;
		let tries = 0;
		for (const source of sources.values()) {
			const key = keyOf(source);
			if (!gathered.has(key) && ++tries <= MAX_COVER_TRIES) {
				const [fetched] = (await gatherPictures(item, [source], held)) as [Picture | FailedPicture];
				gathered.set(key, fetched);
				held += sizeOf(fetched);
			}
			const found = gathered.get(key);
			if (found && 'bytes' in found) break;
		}
	}
}

/** The bytes of a picture; a failed one has none. */
function sizeOf(one: Picture | FailedPicture): number {
	return 'bytes' in one ? one.bytes.length : 0;
}

function failuresIn(articles: readonly DraftArticle[], gathered: Gathered): InvalidInputError[] {
	return articles.flatMap(({ field, sources }) =>
		[...sources.values()].flatMap((source) => {
			const found = isPlaced(source) ? gathered.get(keyOf(source)) : undefined;
			return found && 'problem' in found ? [pictureRefusal(field, found, true)] : [];
		}),
	);
}

/** Checks that something is left of a text that consists only of pictures, all of which may be left out. */
function checkLeft({ field, built, sources }: DraftArticle, gathered: Gathered): void {
	const left = built.render((address) => {
		const source = sources.get(address);
		const found = source && gathered.get(keyOf(source));
		return found && 'problem' in found && isPlaced(source) ? undefined : address;
	});
	if (left !== '') return;
	throw new InvalidInputError(
		field,
		'consists only of pictures, and none of them can be used',
		'Give other addresses, or add text.',
	);
}

/** The media_id of a cover, or the picture to upload. */
function coverOf({ field, cover, sources }: DraftArticle, gathered: Gathered): string | Picture {
	if ('mediaId' in cover) return cover.mediaId;
	const place = field.replace(/Text$/, 'Cover');
	if ('source' in cover) {
		const found = gathered.get(keyOf(cover.source));
		if (found && 'bytes' in found) return found;
		throw pictureRefusal(place, found ?? { from: cover.source.from, problem: 'is not there' }, false);
	}
	const candidates = [...sources.values()].flatMap((source) => gathered.get(keyOf(source)) ?? []);
	const first = candidates.find((found): found is Picture => 'bytes' in found);
	if (first) return first;
	const failed = candidates.filter((found): found is FailedPicture => 'problem' in found);
	throw new InvalidInputError(
		place,
		`should be the first picture, but no picture in the text can be used: ${reasonsOf(failed)}`,
		'Choose another cover: WeChat does not accept an article without one.',
	);
}

function reasonsOf(failed: readonly FailedPicture[]): string {
	const named = failed.slice(0, MAX_NAMED).map(({ from, problem }) => `${from || 'one'} ${problem}`);
	const others = failed.length - named.length;
	return [...named, ...(others > 0 ? [`${others} more cannot be used either`] : [])].join('; ');
}

async function upload(
	articles: readonly DraftArticle[],
	covers: readonly (string | Picture)[],
	gathered: Gathered,
	host: PictureHost,
): Promise<ComposedDraft> {
	const hosted = new Map<string, HostedPicture>();
	// One after the other: then only a failed upload can have an unknown result.
	for (const [key, picture] of gathered) {
		const isInText = articles.some(({ sources }) =>
			[...sources.values()].some((source) => isPlaced(source) && keyOf(source) === key),
		);
		if (isInText && 'bytes' in picture) hosted.set(key, await host.forText(picture));
	}
	const wire: IDataObject[] = [];
	for (const [index, { built, sources, wire: fields }] of articles.entries()) {
		const cover = covers[index] as string | Picture;
		const content = built.render((address) => {
			const source = sources.get(address);
			if (!source || !isPlaced(source)) return address;
			return hosted.get(keyOf(source))?.url;
		});
		const thumb = typeof cover === 'string' ? cover : await host.forCover(cover);
		wire.push({ ...fields, content, thumb_media_id: thumb });
	}
	return { articles: wire, report: reportOf(articles, covers, wire, gathered, hosted), host };
}

function reportOf(
	articles: readonly DraftArticle[],
	covers: readonly (string | Picture)[],
	wire: readonly IDataObject[],
	gathered: Gathered,
	hosted: ReadonlyMap<string, HostedPicture>,
): IDataObject {
	const images = [...hosted].map(([key, { url, mediaId }]) => {
		const picture = gathered.get(key);
		return {
			from: picture?.from ?? key,
			to: url,
			...(mediaId ? { media_id: mediaId } : {}),
			...conversionIn(picture),
		};
	});
	// A picture that is already on WeChat stays in the text, even if it could not be fetched for the cover.
	const ofTexts = articles.flatMap(({ sources }) => [...sources.values()].filter(isPlaced).map(keyOf));
	const imagesLeftOut = [...new Set(ofTexts)]
		.map((key) => gathered.get(key))
		.filter((one): one is FailedPicture => one !== undefined && 'problem' in one)
		.map(({ from, problem }) => ({ from, problem }));
	return {
		articles: wire.map(({ title, thumb_media_id, content }, index) => {
			const { converted } = conversionIn(covers[index]);
			const text = { contentCharacters: [...String(content)].length };
			return { title, thumb_media_id, ...(converted ? { coverConverted: converted } : {}), ...text };
		}),
		images,
		imagesLeftOut,
		removed: [...new Set(articles.flatMap(({ built }) => built.removed))],
		ignoredCss: [...new Set(articles.flatMap(({ built }) => built.ignoredCss))],
	};
}

/** {@link conversionOf} of what may also be the ID of a cover, or a picture that failed. */
function conversionIn(picture: string | Picture | FailedPicture | undefined): { converted?: IDataObject } {
	return typeof picture === 'object' && 'bytes' in picture ? conversionOf(picture) : {};
}
