import type { Operation } from '../../runner/Operation';
import { replyImage } from './replyImage';
import { replyMusic } from './replyMusic';
import { replyNews } from './replyNews';
import { replyText } from './replyText';
import { replyVideo } from './replyVideo';
import { replyVoice } from './replyVoice';
import { transferToAgent } from './transferToAgent';

/** Answers to the push that started the workflow, on the connection that WeChat keeps open for them. */
export const PASSIVE_REPLY_OPERATIONS: readonly Operation[] = [
	replyImage,
	replyMusic,
	replyNews,
	replyText,
	replyVideo,
	replyVoice,
	transferToAgent,
];
