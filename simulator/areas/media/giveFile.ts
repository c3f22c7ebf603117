import { ApiError } from '../../errors/ApiError';
import type { World } from '../../World';
import { type OpenCall, RawAnswer } from '../Area';
import { materialData } from '../material/materialData';
import { contentTypeOf, type MediaType } from './fileRules';
import { liveMedia } from './mediaData';
import { sampleFile } from './sampleFile';

/** Path for downloads of videos; replaces the platform's video host. */
export const VIDEO_PATH = '/video/download';

/** A stored file. */
export interface StoredFile {
	mediaId: string;
	type: MediaType;
	extension: string;
	/** Null: a sample file is used. */
	base64: string | null;
}

/** Answers with the bytes of a file, named after its media id. */
export function giveFile({ mediaId, type, extension, base64 }: StoredFile): RawAnswer {
	const bytes = base64 === null ? sampleFile(type) : Buffer.from(base64, 'base64');
	const disposition = { 'content-disposition': `attachment; filename="${mediaId}.${extension}"` };
	return new RawAnswer(contentTypeOf(extension), bytes, 200, disposition);
}

/** The download URL of a video of the account, on the host of the request. */
export function videoUrl({ headers }: Pick<OpenCall, 'headers'>, mediaId: string): string {
	return `http://${headers.host ?? '127.0.0.1'}${VIDEO_PATH}?vid=${encodeURIComponent(mediaId)}`;
}

/**
 * Returns a video to anybody who knows its id.
 *
 * @throws ApiError 40007 when no account has it
 */
export function giveVideo(world: World, mediaId: string | null): RawAnswer {
	for (const account of world.store.accounts.values()) {
		const temporary = liveMedia(account, mediaId, world.clock.now());
		const video = temporary ?? materialData(account).files.get(mediaId ?? '');
		if (video?.type === 'video') return giveFile(video);
	}
	throw new ApiError(40007);
}
