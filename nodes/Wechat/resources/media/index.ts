import { defineResource } from '../../operation';
import { downloadMedia } from './download';
import { downloadVoice } from './downloadVoice';
import { uploadMedia } from './upload';
import { uploadArticleImage } from './uploadArticleImage';

/** Temporary media, and pictures for articles. */
export const media = defineResource({
	value: 'media',
	name: 'Media (Temporary)',
	chinese: '临时素材',
	operations: [downloadMedia, downloadVoice, uploadMedia, uploadArticleImage],
});
