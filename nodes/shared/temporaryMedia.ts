import { createHash } from 'node:crypto';
import { concernsTheOther, singleFlight } from '../../core/api/singleFlight';
import type { Upload } from '../../core/api/wire';
import type { ConvertedPicture } from '../../core/picture/convertPicture';
import { IndeterminateResultError } from '../../core/errors/WechatErrors';
import { ExpiringMap } from '../../core/state/ExpiringMap';
import { processStore } from '../../core/state/processStore';
import type { Connection } from '../transport/connectAccount';
import { payload } from './answerItems';
import { createKeyedMutex } from './concurrency';
import type { MediaType } from './mediaRules';

const PATH = '/cgi-bin/media/upload';
/** WeChat keeps temporary media for three days; an hour is reserved for sending the message. */
const KEPT_MS = (3 * 24 - 1) * 3_600_000;
const MOST_FILES = 5000;

/** Media that this process uploaded, by account, kind and content. */
const media = processStore({
	name: 'temporary media that messages have uploaded',
	bound: `${MOST_FILES} files, the latest ones, each for 71 hours`,
	elsewhere: 'uploads the file once more, which changes nothing',
	create: () => ({
		held: new ExpiringMap<string>(MOST_FILES),
		inFlight: new Map<string, Promise<string>>(),
		// One at a time: scaling down a picture takes a hundred times the memory of its file.
		takeTurn: createKeyedMutex(),
	}),
	size: ({ held, inFlight }) => ({ files: held.size, uploads: inFlight.size }),
});

/** A file that is ready to be uploaded. */
export interface PreparedFile {
	upload: Upload;
	/** The conversion, if WeChat did not accept the original. */
	converted?: Pick<ConvertedPicture, 'from' | 'to'>;
}

/** A checked file. */
export interface MessageFile {
	bytes: Buffer;
	/** Prepares the upload; called only when WeChat does not have the file. */
	prepare: () => Promise<PreparedFile>;
}

/**
 * Uploads a file for use in a message, unless WeChat already has the same file.
 *
 * @param connection the account
 * @param kind of media
 * @param file the file
 * @returns its media_id, and its key for {@link forgetTemporary}
 * @throws what `prepare` and the call throw; IndeterminateResultError when the answer contains no id
 * @see https://developers.weixin.qq.com/doc/service/api/material/temporary/api_uploadtempmedia.html
 */
export async function uploadTemporary(
	connection: Connection,
	kind: MediaType,
	file: MessageFile,
): Promise<{ mediaId: string; key: string }> {
	const digest = createHash('sha256').update(file.bytes).digest('hex');
	const key = [connection.account.fingerprint, kind, digest].join(' ');
	const { held, inFlight } = media();
	const known = held.get(key, connection.now());
	if (known !== undefined) return { mediaId: known, key };
	const upload = async () => {
		const id = await putTemporary(connection, kind, (await prepareInTurn(file)).upload);
		if (id !== undefined) return id;
		throw new IndeterminateResultError('maybe-sent', 'the response contains no media_id', PATH);
	};
	const mediaId = await singleFlight(inFlight, key, upload, concernsTheOther);
	held.set(key, mediaId, connection.now(), KEPT_MS);
	return { mediaId, key };
}

/**
 * Prepares the upload of a file once those before it are prepared.
 *
 * @throws what `prepare` throws
 */
export async function prepareInTurn(file: MessageFile): Promise<PreparedFile> {
	const release = await media().takeTurn('');
	return await file.prepare().finally(release);
}

/** Forgets a file that WeChat no longer has, so that the next message uploads it again. */
export function forgetTemporary(key: string): void {
	media().held.delete(key);
}

/**
 * Uploads a file as temporary media, even if it was uploaded before.
 *
 * @returns its media_id; undefined when the answer contains none
 * @throws what the call throws
 */
export async function putTemporary(
	{ call }: Connection,
	kind: MediaType,
	upload: Upload,
): Promise<string | undefined> {
	const request = { method: 'POST', path: PATH, query: { type: kind }, upload } as const;
	// Treated as a read, so that it is repeated: a duplicate after a lost answer costs nothing and expires in three days.
	const { media_id, thumb_media_id } = payload(await call(request, { effect: 'read' }));
	const mediaId = media_id ?? thumb_media_id;
	return typeof mediaId === 'string' && mediaId !== '' ? mediaId : undefined;
}
