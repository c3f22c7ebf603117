import { drawPicture } from '../drawPicture';
import type { MediaType } from './fileRules';

/** `#!AMR` and a second of silence, in frames of 20 ms. */
const VOICE = Buffer.from(`#!AMR\n${'\x7c'.repeat(50)}`, 'latin1');
/** Only a file type box. */
const VIDEO = Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1');

/** A small file that replaces what a person sends in. */
export function sampleFile(type: MediaType): Buffer {
	if (type === 'voice') return VOICE;
	if (type === 'video') return VIDEO;
	return drawPicture(32, 24, (x, y) => 40 + 4 * (x + y));
}

/** Extension of {@link sampleFile}. */
export function sampleExtension(type: MediaType): string {
	if (type === 'voice') return 'amr';
	return type === 'video' ? 'mp4' : 'jpg';
}
