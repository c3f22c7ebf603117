import { defineResource } from '../../operation';
import { deleteMassMessage } from './delete';
import { getMassSpeed } from './getSpeed';
import { getMassStatus } from './getStatus';
import { previewMassMessage } from './preview';
import { massSendArticle } from './sendArticle';
import { massSendImages } from './sendImages';
import { massSendText } from './sendText';
import { massSendVideo } from './sendVideo';
import { massSendVoice } from './sendVoice';
import { setMassSpeed } from './setSpeed';

/** Messages to many followers at a time 群发. */
export const massMessage = defineResource({
	value: 'massMessage',
	name: 'Mass Message',
	chinese: '群发消息',
	advice:
		'Uses up what the account may send to everybody: one a day, or four a month. For single people use `customerService/sendText` or `template/send`.',
	operations: [
		deleteMassMessage,
		getMassSpeed,
		getMassStatus,
		massSendArticle,
		massSendImages,
		massSendText,
		massSendVideo,
		massSendVoice,
		previewMassMessage,
		setMassSpeed,
	],
});
