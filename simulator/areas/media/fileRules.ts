/** Kinds of media files. */
export type MediaType = 'image' | 'voice' | 'video' | 'thumb';

/** The platform's limits for one kind. */
export interface FileRule {
	maxBytes: number;
	/** Code for a file above `maxBytes`. */
	tooLarge: number;
	/** Extensions of temporary material, in lower case. */
	temporary: readonly string[];
	/** Extensions of permanent material. */
	permanent: readonly string[];
}

const MB = 1024 * 1024;

/** Limits by kind, from the official media pages. */
export const FILE_RULES: Readonly<Record<MediaType, FileRule>> = {
	image: {
		maxBytes: 10 * MB,
		tooLarge: 40009,
		temporary: ['png', 'jpeg', 'jpg', 'gif'],
		permanent: ['bmp', 'png', 'jpeg', 'jpg', 'gif'],
	},
	voice: {
		maxBytes: 2 * MB,
		tooLarge: 40010,
		temporary: ['amr', 'mp3'],
		permanent: ['mp3', 'wma', 'wav', 'amr'],
	},
	video: { maxBytes: 10 * MB, tooLarge: 40011, temporary: ['mp4'], permanent: ['mp4'] },
	thumb: { maxBytes: 64 * 1024, tooLarge: 40012, temporary: ['jpg'], permanent: ['jpg'] },
};

/** Maximum size of any upload; a larger one is refused with 45001 before its kind is checked. */
export const MAX_UPLOAD_BYTES = 10 * MB;

const CONTENT_TYPES: Readonly<Record<string, string>> = {
	amr: 'audio/amr',
	bmp: 'image/bmp',
	gif: 'image/gif',
	jpeg: 'image/jpeg',
	jpg: 'image/jpeg',
	mp3: 'audio/mp3',
	mp4: 'video/mpeg4',
	png: 'image/png',
	speex: 'voice/speex',
	wav: 'audio/wav',
	wma: 'audio/x-ms-wma',
};

/** Content-Type for downloads of a file with this extension. */
export function contentTypeOf(extension: string): string {
	return CONTENT_TYPES[extension] ?? 'application/octet-stream';
}

/** @returns the kind, or null when there is none */
export function readMediaType(type: unknown): MediaType | null {
	return typeof type === 'string' && Object.hasOwn(FILE_RULES, type) ? (type as MediaType) : null;
}
