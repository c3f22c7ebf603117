import type { INodeProperties } from 'n8n-workflow';
import { BY_NODE } from '../../shared/startingPush';
import { BUSY_TEXT, COLLECT_WORD, WAITING_TEXT } from './readConversation';

/** Shows a field only where a later node answers. */
const HELD = { show: { '/responseMode': [BY_NODE] } };

/** The text a follower reads when a message is dropped. */
export const busyText: INodeProperties = {
	displayName: 'Busy Text',
	name: 'busyText',
	type: 'string',
	default: BUSY_TEXT,
	displayOptions: HELD,
	description: 'What the follower reads when While Busy is Answer With a Text',
};

/** Which messages collect an answer. */
export const collectBy: INodeProperties = {
	displayName: 'Collect By',
	name: 'collectBy',
	type: 'options',
	options: [
		{
			name: 'Any Text',
			value: 'any',
			description: 'Any text from a follower for whom an answer is kept or on its way',
		},
		{
			name: 'Words',
			value: 'words',
			description: 'The Collecting Words; any other message starts its own execution',
		},
	],
	default: 'words',
	displayOptions: HELD,
	description: 'Which messages collect an answer that took longer',
};

/** The words to collect by. */
export const collectWords: INodeProperties = {
	displayName: 'Collecting Words',
	name: 'collectWords',
	type: 'string',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Word' },
	default: [COLLECT_WORD],
	placeholder: 'e.g. 1',
	displayOptions: HELD,
	description:
		'1 to 20 words by which followers collect an answer that took longer; upper and lower case are the same, and so are full-width and ordinary letters and digits (１ and 1). The first one replaces {word} in the Waiting Text.',
};

/** How many deliveries of a push may be waited for. */
export const replyWindow: INodeProperties = {
	displayName: 'Reply Window',
	name: 'replyWindow',
	type: 'options',
	options: [
		{
			name: 'All Three Deliveries',
			value: 'all',
			description:
				'About 14 seconds: WeChat hangs up after 5 seconds and delivers again, three times in all. There is only one execution, whatever happens; with several webhook processors, the load balancer has to choose by openid.',
		},
		{ name: 'One Delivery', value: 'one', description: '4.5 seconds' },
	],
	default: 'one',
	displayOptions: HELD,
	description: 'How long a passive reply may take',
};

/** Shows the typing state to the follower. */
export const typing: INodeProperties = {
	displayName: 'Show Typing',
	name: 'showTyping',
	type: 'boolean',
	default: false,
	description:
		'Whether the follower sees at once that an answer is being typed. Needs a certified account; if it fails, only the typing indicator is missing.',
};

/** The text a follower reads while the answer is pending. */
export const waitingText: INodeProperties = {
	displayName: 'Waiting Text',
	name: 'waitingText',
	type: 'string',
	default: WAITING_TEXT,
	displayOptions: HELD,
	description:
		'What the follower reads when the Reply Window ends without an answer, if When the Answer Takes Longer is Waiting Text, Then Collect; {word} stands for the first collecting word',
};

/** What becomes of an answer that is ready only after the window. */
export const whenLonger: INodeProperties = {
	displayName: 'When the Answer Takes Longer',
	name: 'whenLonger',
	type: 'options',
	options: [
		{
			name: 'Customer Service Message',
			value: 'customerService',
			description:
				'Follows When Too Late in the WeChat node; by default, a customer service message is sent. Needs a certified account.',
		},
		{
			name: 'Nothing',
			value: 'nothing',
			description: 'The follower gets no answer',
		},
		{
			name: 'Waiting Text, Then Collect',
			value: 'collect',
			description: `For accounts of any type: the follower reads a text, and gets the answer by sending ${COLLECT_WORD}, without an execution. It is kept for 30 minutes, for up to 1,000 followers of an account, in the memory of this n8n process: a restart loses it.`,
		},
	],
	default: 'customerService',
	displayOptions: HELD,
	description: 'What happens to an answer that comes after the Reply Window',
};

/** What to do with messages that arrive while an earlier one is being answered. */
export const whileBusy: INodeProperties = {
	displayName: 'While Busy',
	name: 'whileBusy',
	type: 'options',
	options: [
		{
			name: 'Acknowledge and Drop',
			value: 'drop',
			description: 'The message starts nothing, and the follower reads nothing',
		},
		{
			name: 'Answer With a Text',
			value: 'text',
			description: 'The message starts nothing, and the follower reads the Busy Text',
		},
		{
			name: 'Start Another Execution',
			value: 'start',
			description: 'Every message starts its own execution',
		},
	],
	default: 'start',
	displayOptions: HELD,
	description:
		'What happens to a message while an earlier one of the same follower waits for its passive reply, for up to 2 minutes. End executions without an answer with Passive Reply → Do Not Reply.',
};
