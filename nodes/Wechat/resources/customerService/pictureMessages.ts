import type { IDataObject } from 'n8n-workflow';
import { type PictureSource, pictureSource } from '../../../../core/article/articlePictures';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import type { MarkdownImage } from '../../../../core/text/markdownToText';
import { bestEffort } from '../../../shared/bestEffort';
import type { ItemContext } from '../../../shared/itemContexts';
import { TEMPORARY_RULES } from '../../../shared/mediaRules';
import { putTemporary } from '../../../shared/temporaryMedia';
import type { SeriesMessage, SeriesRest } from '../../../shared/messageSeries';
import type { ApiRequest } from '../../../../core/api/wire';
import { pictureLine } from '../../fields/longText';
import type { MessageContent } from '../../fields/messageContent';
import { type FailedPicture, gatherPictures, type Picture, uploadOf } from '../draft/gatherPictures';

const MAX_TEXT_BYTES = 2048;

/** A picture of a text as a message: an image, or a line of text where there is none. */
export interface PictureMessage {
	content: { type: 'image'; mediaId: string } | { type: 'text'; content: string };
	/** What a follower reads who cannot see it. */
	line: string;
}

/** What became of the pictures of a text. */
export interface PictureMessages {
	messages: PictureMessage[];
	/** Those that became lines, and why. */
	failed: FailedPicture[];
}

/**
 * Fetches the pictures of a text and puts them on WeChat as temporary media. What cannot be fetched or uploaded becomes a line of
 * text with what the picture shows and its address; lines that follow each other are one message.
 *
 * @param item the item that is worked on
 * @param images each address once
 * @throws only when the execution or the run has been ended
 * @see https://developers.weixin.qq.com/doc/service/api/material/temporary/api_uploadtempmedia.html
 */
export async function pictureMessages(
	item: ItemContext,
	images: readonly MarkdownImage[],
): Promise<PictureMessages> {
	const sources = images.map(sourceOf);
	const wanted = sources.flatMap((source) => ('kind' in source ? [{ field: 'Text', source }] : []));
	const fetched = await gatherPictures(item, wanted);
	const failed: FailedPicture[] = [];
	const messages: PictureMessage[] = [];
	for (const [index, image] of images.entries()) {
		const source = sources[index] as PictureSource | FailedPicture;
		const picture = 'problem' in source ? source : (fetched.shift() as Picture | FailedPicture);
		const uploaded = 'problem' in picture ? picture : await upload(item, picture);
		const line = pictureLine(image);
		if ('problem' in uploaded) {
			failed.push(uploaded);
			addLine(messages, line);
		} else messages.push({ content: { type: 'image', mediaId: uploaded.mediaId }, line });
	}
	return { messages, failed };
}

/** Lines are joined as long as they fit into one message. */
function addLine(messages: PictureMessage[], line: string): void {
	const last = messages.at(-1);
	const joined = last?.content.type === 'text' ? `${last.line}\n${line}` : undefined;
	const isJoined = joined !== undefined && Buffer.byteLength(joined) <= MAX_TEXT_BYTES;
	if (isJoined) messages.pop();
	const content = isJoined ? joined : line;
	messages.push({ content: { type: 'text', content }, line: content });
}

function sourceOf({ url }: MarkdownImage): PictureSource | FailedPicture {
	try {
		return pictureSource('Text', url);
	} catch (error) {
		return { from: url, problem: error instanceof InvalidInputError ? error.rule : 'has no usable address' };
	}
}

async function upload(item: ItemContext, picture: Picture): Promise<{ mediaId: string } | FailedPicture> {
	const { from, format } = picture;
	const { formats } = TEMPORARY_RULES.image;
	if (!formats.includes(format)) {
		const accepted = formats.join(', ').toUpperCase();
		return { from, problem: `is ${format.toUpperCase()}; an image message takes ${accepted}` };
	}
	const put = async (): Promise<{ mediaId: string } | FailedPicture> => {
		const mediaId = await putTemporary(item.connection, 'image', uploadOf(picture));
		if (mediaId !== undefined) return { mediaId };
		return { from, problem: 'was uploaded, but the answer holds no media_id' };
	};
	return await bestEffort(item, put, ({ problem }) => ({ from, problem: `cannot be uploaded: ${problem}` }));
}

/** Pictures that became lines, for an output. */
export function shown(failed: readonly FailedPicture[]): IDataObject[] {
	return failed.map(({ from, problem }) => ({ from, problem }));
}

/**
 * Makes the end of a series: the pictures of a text.
 *
 * @param images as for {@link pictureMessages}
 * @param requestOf writes content as a customer service message
 * @returns undefined for no pictures; the output of the item says under `failedPictures` which became lines, and why
 */
export function picturesAtTheEnd(
	images: readonly MarkdownImage[],
	requestOf: (content: MessageContent) => ApiRequest,
): SeriesRest | undefined {
	if (images.length === 0) return undefined;
	return {
		count: images.length,
		text: images.map(pictureLine).join('\n'),
		async make(item) {
			const { messages, failed } = await pictureMessages(item, images);
			if (failed.length > 0)
				item.progress.output = { ...item.progress.output, failedPictures: shown(failed) };
			return messages.map(({ content, line }): SeriesMessage => {
				const instead = content.type === 'image' ? requestOf({ type: 'text', content: line }) : undefined;
				return { request: requestOf(content), text: line, ...(instead ? { instead } : {}) };
			});
		},
	};
}
