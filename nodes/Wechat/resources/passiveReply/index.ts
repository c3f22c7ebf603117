import { defineResource } from '../../operation';
import { replyImage } from './replyImage';
import { replyMusic } from './replyMusic';
import { replyNews } from './replyNews';
import { replyText } from './replyText';
import { replyVideo } from './replyVideo';
import { replyVoice } from './replyVoice';
import { transferToAgent } from './transferToAgent';

/** Answers to the push that started the workflow, on the connection that WeChat keeps open for them. */
export const passiveReply = defineResource({
	value: 'passiveReply',
	name: 'Passive Reply',
	operations: [replyImage, replyMusic, replyNews, replyText, replyVideo, replyVoice, transferToAgent],
});
