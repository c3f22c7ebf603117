import { createHash } from 'node:crypto';
import { concernsTheOther, singleFlight } from '../../core/api/singleFlight';
import type { Upload } from '../../core/api/wire';
import { IndeterminateResultError } from '../../core/errors/WechatErrors';
import { ExpiringMap } from '../../core/state/ExpiringMap';
import { processStore } from '../../core/state/processStore';
import type { Connection } from '../transport/connectAccount';
import { payload } from './answerItems';
import { createKeyedMutex } from './concurrency';
import type { MediaType } from './mediaRules';

const PATH = '/cgi-bin/media/upload';
/** WeChat keeps temporary media for three days; an hour is left for the message to be sent. */
const KEPT_MS = (3 * 24 - 1) * 3_600_000;
const MOST_FILES = 5000;

/** Media of this process by account, kind and content. */
const media = processStore({
	name: 'temporary media that messages have uploaded',
	bound: `${MOST_FILES} files, the latest ones, each for 71 hours`,
	elsewhere: 'uploads the file once more, which changes nothing',
	create: () => ({
		held: new ExpiringMap<string>(MOST_FILES),
		inFlight: new Map<string, Promise<string>>(),
		// A picture that is made smaller takes a hundred times the memory of its file meanwhile.
		takeTurn: createKeyedMutex(),
	}),
	size: ({ held, inFlight }) => ({ files: held.size, uploads: inFlight.size }),
});

/** A file that a message is about, checked. */
export interface MessageFile {
	bytes: Buffer;
	/** Makes of it what is uploaded; is asked only when WeChat does not have the file. */
	prepare: () => Promise<Upload>;
}

/**
 * Uploads a file for use in a message, unless the same file is on WeChat already.
 *
 * @param connection the account
 * @param kind what it is used as
 * @param file the file
 * @returns its media_id, and the key by which {@link forgetTemporary} knows it
 * @throws what `prepare` and the call throw; IndeterminateResultError when the answer holds no id
 * @see https://developers.weixin.qq.com/doc/service/api/material/temporary/api_uploadtempmedia.html
 */
export async function uploadTemporary(
	connection: Connection,
	kind: MediaType,
	file: MessageFile,
): Promise<{ mediaId: string; key: string }> {
	const digest = createHash('sha256').update(file.bytes).digest('hex');
	const key = [connection.account.fingerprint, kind, digest].join(' ');
	const { held, inFlight, takeTurn } = media();
	const known = held.get(key, connection.now());
	if (known !== undefined) return { mediaId: known, key };
	const upload = async () => {
		const release = await takeTurn('');
		const prepared = await file.prepare().finally(release);
		const id = await putTemporary(connection, kind, prepared);
		if (id !== undefined) return id;
		throw new IndeterminateResultError('maybe-sent', 'the answer holds no media_id', PATH);
	};
	const mediaId = await singleFlight(inFlight, key, upload, concernsTheOther);
	held.set(key, mediaId, connection.now(), KEPT_MS);
	return { mediaId, key };
}

/** Lets a file go that WeChat no longer knows, so that the next message uploads it again. */
export function forgetTemporary(key: string): void {
	media().held.delete(key);
}

/**
 * Uploads a file as temporary media, whether or not it was before.
 *
 * @returns its media_id; undefined when the answer holds none
 * @throws what the call throws
 */
export async function putTemporary(
	{ call }: Connection,
	kind: MediaType,
	upload: Upload,
): Promise<string | undefined> {
	const request = { method: 'POST', path: PATH, query: { type: kind }, upload } as const;
	// A second copy after a lost answer is gone in three days and costs nothing.
	const { media_id, thumb_media_id } = payload(await call(request, { effect: 'read' }));
	const mediaId = media_id ?? thumb_media_id;
	return typeof mediaId === 'string' && mediaId !== '' ? mediaId : undefined;
}
