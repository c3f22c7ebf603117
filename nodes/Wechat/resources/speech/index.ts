import { defineResource } from '../../operation';
import { getVoiceText } from './getText';
import { translateText } from './translate';
import { uploadVoice } from './uploadVoice';

/** Speech recognition and translation 智能接口. */
export const speech = defineResource({
	value: 'speech',
	name: 'Speech and Translation',
	chinese: '智能接口',
	operations: [getVoiceText, translateText, uploadVoice],
});
