import type { IDataObject } from 'n8n-workflow';
import { type PictureSource, pictureSource } from '../../../../core/article/articlePictures';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import type { MarkdownImage } from '../../../../core/text/markdownToText';
import { bestEffort } from '../../../shared/bestEffort';
import type { ItemContext } from '../../../shared/itemContexts';
import { TEMPORARY_RULES } from '../../../shared/mediaRules';
import { putTemporary } from '../../../shared/temporaryMedia';
import type { SeriesMessage, SeriesPlan } from '../../../shared/messageSeries';
import type { ApiRequest } from '../../../../core/api/wire';
import { isPicture, type MessagePart, pictureLine } from '../../fields/longText';
import type { MessageContent } from '../../fields/messageContent';
import { type FailedPicture, gatherPictures, type Picture, uploadOf } from '../draft/gatherPictures';

const MAX_TEXT_BYTES = 2048;

/** One message of a text with pictures. */
export interface TextMessage {
	content: MessageContent;
	/** The text that replaces a picture; the text itself for any other message. */
	line: string;
	/** Whether it replaces pictures that failed. */
	isSubstitute?: boolean;
}

/** The messages of a text with pictures. */
export interface TextMessages {
	messages: TextMessage[];
	/** Pictures that were replaced by lines of text, and why. */
	failed: FailedPicture[];
}

/**
 * Makes messages from texts and pictures: fetches the pictures and uploads them as temporary media. A picture that cannot be fetched or
 * uploaded becomes a line of text with its description and URL; adjacent lines become one message.
 *
 * @param item context of the current item
 * @param parts in order, without duplicate URLs
 * @throws only when the execution or the run was ended
 * @see https://developers.weixin.qq.com/doc/service/api/material/temporary/api_uploadtempmedia.html
 */
export async function fetchPictures(item: ItemContext, parts: readonly MessagePart[]): Promise<TextMessages> {
	const sources = parts.filter(isPicture).map(sourceOf);
	const wanted = sources.flatMap((source) => ('kind' in source ? [source] : []));
	const fetched = await gatherPictures(item, wanted);
	const failed: FailedPicture[] = [];
	const messages: TextMessage[] = [];
	for (const part of parts) {
		if (!isPicture(part)) {
			messages.push({ content: part, line: textOf(part) });
			continue;
		}
		const source = sources.shift() as PictureSource | FailedPicture;
		const picture = 'problem' in source ? source : (fetched.shift() as Picture | FailedPicture);
		const uploaded = 'problem' in picture ? picture : await upload(item, picture);
		const line = pictureLine(part);
		if ('problem' in uploaded) {
			failed.push(uploaded);
			addLine(messages, line);
		} else messages.push({ content: { type: 'image', mediaId: uploaded.mediaId }, line });
	}
	return { messages, failed };
}

function textOf(content: MessageContent): string {
	return content.type === 'text' ? content.content : '';
}

/** Joins lines as long as they fit into one message. */
function addLine(messages: TextMessage[], line: string): void {
	const last = messages.at(-1);
	const joined = last?.isSubstitute ? `${last.line}\n${line}` : undefined;
	const isJoined = joined !== undefined && Buffer.byteLength(joined) <= MAX_TEXT_BYTES;
	if (isJoined) messages.pop();
	const content = isJoined ? joined : line;
	messages.push({ content: { type: 'text', content }, line: content, isSubstitute: true });
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
		return { from, problem: 'was uploaded, but the response contains no media_id' };
	};
	return await bestEffort(item, put, ({ problem }) => ({ from, problem: `cannot be uploaded: ${problem}` }));
}

/** Pictures that were replaced by lines of text, for an output. */
export function shown(failed: readonly FailedPicture[]): IDataObject[] {
	return failed.map(({ from, problem }) => ({ from, problem }));
}

/**
 * Makes a series from texts and pictures. The texts before the first picture are sent before it is fetched.
 *
 * @param parts as for {@link fetchPictures}
 * @param requestOf makes a customer service message from content
 * @returns the series; the output of the item lists under `failedPictures` which pictures were replaced by lines, and why
 */
export function seriesOf(
	parts: readonly MessagePart[],
	requestOf: (content: MessageContent) => ApiRequest,
): SeriesPlan {
	const known = parts.findIndex(isPicture);
	const [ready, rest] = known < 0 ? [parts, []] : [parts.slice(0, known), parts.slice(known)];
	const messageOf = ({ content, line }: TextMessage): SeriesMessage => {
		const instead = content.type === 'image' ? requestOf({ type: 'text', content: line }) : undefined;
		return { request: requestOf(content), text: line, ...(instead ? { instead } : {}) };
	};
	const messages = ready.flatMap((part) =>
		isPicture(part) ? [] : [{ request: requestOf(part), text: textOf(part) }],
	);
	if (rest.length === 0) return { messages };
	const make = async (item: ItemContext) => {
		const { messages: made, failed } = await fetchPictures(item, rest);
		if (failed.length > 0) item.progress.output = { ...item.progress.output, failedPictures: shown(failed) };
		return made.map(messageOf);
	};
	const lines = rest.map((part) => (isPicture(part) ? pictureLine(part) : textOf(part)));
	return { messages, rest: { count: rest.length, text: lines.join('\n'), make } };
}
