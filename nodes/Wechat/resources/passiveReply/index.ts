import { defineResource } from '../../operation';
import { doNotReply } from './none';
import { replyImage } from './image';
import { replyMusic } from './music';
import { replyNews } from './news';
import { replyText } from './text';
import { replyVideo } from './video';
import { replyVoice } from './voice';
import { transferToAgent } from './transfer';
import { transferToAi } from './transferToAi';

/** Passive replies to the push that started the workflow, on the connection that WeChat keeps open for them. */
export const passiveReply = defineResource({
	value: 'passiveReply',
	name: 'Passive Reply',
	chinese: '被动回复',
	advice:
		"Answers the push that started the workflow, once and within seconds: only behind a WeChat Trigger whose responseMode is 'responseNode'. A second message, or one after a long task, is `customerService/sendText`.",
	operations: [
		doNotReply,
		replyImage,
		replyMusic,
		replyNews,
		replyText,
		replyVideo,
		replyVoice,
		transferToAi,
		transferToAgent,
	],
});
