import type { IDataObject } from 'n8n-workflow';
import { readAll } from '../../../core/errors/readAll';
import type { PassiveReply, ReplyArticle, Transfer } from '../../../core/protocol/replyXml';
import { required } from '../../shared/textLimits';
import { readId } from '../../shared/typedValues';
import { optionalAddress, webAddress } from '../../shared/webAddress';
import type { Field } from '../operation';

/** Content that both a customer service message and a passive reply can have. */
export type MessageContent = Exclude<PassiveReply, Transfer>;

/** URL of a piece of music. */
export const musicUrl: Field<'musicUrl', 'string'> = {
	displayName: 'Music URL',
	name: 'musicUrl',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. https://example.com/song.mp3',
	description: 'Address of the piece',
};

/** URL of a better recording of it. */
export const hqMusicUrl: Field<'hqMusicUrl', 'string'> = {
	displayName: 'High Quality Music URL',
	name: 'hqMusicUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://example.com/song-hq.mp3',
	description: 'Address that is played on Wi-Fi; empty uses the same one',
};

/**
 * Reads an image or a voice message.
 *
 * @param type which of the two
 * @param mediaId value of the field Media ID
 * @throws InvalidInputError when it is not an id
 */
export function readMedia(type: 'image' | 'voice', mediaId: unknown): MessageContent {
	return { type, mediaId: readId('Media ID', mediaId) };
}

/**
 * Reads a video; its thumbnail is checked by {@link customerContent}, since a passive reply has none.
 *
 * @param params values of the fields with these names
 * @throws InvalidInputError naming the unusable field
 */
export function readVideo(params: {
	mediaId: string;
	thumbMediaId: string;
	title: string;
	description: string;
}): Extract<MessageContent, { type: 'video' }> {
	return {
		type: 'video',
		mediaId: readId('Media ID', params.mediaId),
		thumbMediaId: params.thumbMediaId,
		title: params.title || undefined,
		description: params.description || undefined,
	};
}

/**
 * Reads a piece of music.
 *
 * @param params values of the fields with these names
 * @throws InvalidInputError naming all problems
 */
export function readMusic(params: {
	musicUrl: string;
	hqMusicUrl: string;
	thumbMediaId: string;
	title: string;
	description: string;
}): MessageContent {
	const { hqMusicUrl: better, ...music } = readAll({
		type: () => 'music' as const,
		musicUrl: () => webAddress('Music URL', params.musicUrl),
		hqMusicUrl: () => optionalAddress('High Quality Music URL', params.hqMusicUrl),
		thumbMediaId: () => readId('Thumbnail Media ID', params.thumbMediaId),
		title: () => params.title || undefined,
		description: () => params.description || undefined,
	});
	return { ...music, hqMusicUrl: better ?? music.musicUrl };
}

/**
 * Reads a card that opens a web page.
 *
 * @param row values of its fields
 * @param place precedes its fields in errors, e.g. `Article 2, `
 * @throws InvalidInputError naming all problems
 */
export function readArticle({ title, description, url, picUrl }: IDataObject, place = ''): ReplyArticle {
	return readAll({
		title: () => required(`${place}Title`, title),
		description: () => (description ? String(description) : undefined),
		url: () => webAddress(`${place}URL`, String(url ?? '')),
		picUrl: () => optionalAddress(`${place}Picture URL`, String(picUrl ?? '')),
	});
}

/**
 * Converts content into the object of a customer service message under the name of its kind.
 *
 * @throws InvalidInputError for a video without a thumbnail
 * @see https://developers.weixin.qq.com/doc/service/api/customer/message/api_sendcustommessage.html
 */
export function customerContent(content: MessageContent): Readonly<Record<string, unknown>> {
	switch (content.type) {
		case 'text':
			return { content: content.content };
		case 'image':
		case 'voice':
			return { media_id: content.mediaId };
		case 'video':
			return {
				media_id: content.mediaId,
				thumb_media_id: readId('Thumbnail Media ID', content.thumbMediaId),
				title: content.title,
				description: content.description,
			};
		case 'music':
			return {
				title: content.title,
				description: content.description,
				musicurl: content.musicUrl,
				hqmusicurl: content.hqMusicUrl,
				thumb_media_id: content.thumbMediaId,
			};
		case 'news':
			// The API takes exactly one article.
			return { articles: content.articles.slice(0, 1).map(articleBody) };
	}
}

function articleBody({ title, description, picUrl, url }: ReplyArticle) {
	return { title, description, url, picurl: picUrl };
}
