import type { PushContent } from '../../push/PushContent';
import type { Account } from '../../state/Account';
import { keepMedia } from './mediaData';
import type { MediaType } from './fileRules';
import { sampleExtension } from './sampleFile';

const SORTS: Readonly<Record<string, MediaType>> = {
	image: 'image',
	voice: 'voice',
	video: 'video',
	shortvideo: 'video',
};
const ELEMENTS = ['MediaId', 'MediaId16K', 'ThumbMediaId'] as const;

/** Keeps the media ids of a person's message, so that the account can fetch them for three days. */
export function keepIncoming(account: Account, { tree }: PushContent, createdAtMs: number): void {
	const sort = SORTS[String(tree.MsgType)];
	if (!sort) return;
	for (const element of ELEMENTS) {
		const mediaId = tree[element];
		if (typeof mediaId !== 'string' || mediaId === '') continue;
		const type = element === 'ThumbMediaId' ? 'thumb' : sort;
		keepMedia(account, { mediaId, type, extension: sampleExtension(type), base64: null, createdAtMs });
	}
}
