import { defineResource } from '../../operation';
import { broadcastText } from './broadcast';
import { getAgents } from './getAgents';
import { sendArticle } from './sendArticle';
import { sendCard } from './sendCard';
import { sendImage } from './sendImage';
import { sendMenu } from './sendMenu';
import { sendMiniProgramPage } from './sendMiniProgramPage';
import { sendMusic } from './sendMusic';
import { sendNews } from './sendNews';
import { sendText } from './sendText';
import { sendVideo } from './sendVideo';
import { sendVoice } from './sendVoice';
import { setTyping } from './setTyping';

/** Messages in the conversation with a follower. */
export const customerService = defineResource({
	value: 'customerService',
	name: 'Customer Service Message',
	chinese: '客服消息',
	advice:
		'Reaches only followers who wrote to the account within the last 48 hours, with a few messages each; `template/send` reaches them at any other time.',
	operations: [
		getAgents,
		sendArticle,
		sendCard,
		sendImage,
		sendMenu,
		sendMiniProgramPage,
		sendMusic,
		sendNews,
		sendText,
		broadcastText,
		sendVideo,
		sendVoice,
		setTyping,
	],
});
