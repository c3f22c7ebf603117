import type { Operation } from '../../runner/Operation';
import { downloadMedia } from './download';
import { downloadVoice } from './downloadVoice';
import { uploadMedia } from './upload';
import { uploadArticleImage } from './uploadArticleImage';

/** Files that stay for three days, and pictures for articles. */
export const MEDIA_OPERATIONS: readonly Operation[] = [
	downloadMedia,
	downloadVoice,
	uploadMedia,
	uploadArticleImage,
];
