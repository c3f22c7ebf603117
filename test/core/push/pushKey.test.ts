import type { XmlElement } from '../../../core/protocol/readXml';
import { pushKey } from '../../../core/push/pushKey';

const text: XmlElement = {
	ToUserName: 'gh',
	FromUserName: 'oA',
	CreateTime: '1',
	MsgType: 'text',
	Content: 'a',
	MsgId: '7',
};
const click: XmlElement = {
	ToUserName: 'gh',
	FromUserName: 'oA',
	CreateTime: '1',
	MsgType: 'event',
	Event: 'CLICK',
	EventKey: 'A',
};
const receipt: XmlElement = {
	ToUserName: 'gh',
	FromUserName: 'oA',
	CreateTime: '1',
	MsgType: 'event',
	Event: 'TEMPLATESENDJOBFINISH',
	MsgID: '1',
	Status: 'success',
};

const reversed = (message: XmlElement): XmlElement => Object.fromEntries(Object.entries(message).reverse());

test.each([text, click, receipt])('pushKey(%j) is the same for every delivery', (message) => {
	expect(pushKey({ ...message })).toBe(pushKey(message));
	expect(pushKey(reversed(message))).toBe(pushKey(message));
});

test('a message is named by sender and id', () => {
	expect(pushKey({ ...text, Content: 'b' })).toBe(pushKey(text));
	expect(pushKey({ ...text, MsgId: '8' })).not.toBe(pushKey(text));
	expect(pushKey({ ...text, FromUserName: 'oB' })).not.toBe(pushKey(text));
});

test.each<[string, XmlElement]>([
	['another sender', { FromUserName: 'oB' }],
	['another second', { CreateTime: '2' }],
	['another event', { Event: 'VIEW' }],
	['another key', { EventKey: 'B' }],
])('an event of %s is another push', (_name, more) => {
	expect(pushKey({ ...click, ...more })).not.toBe(pushKey(click));
});

test('two receipts that reach a user within one second are two pushes', () => {
	expect(pushKey({ ...receipt, MsgID: '2' })).not.toBe(pushKey(receipt));
});

test('what lies deeper in an event tells it apart too', () => {
	const sent = (MsgID: string): XmlElement => ({
		...click,
		Event: 'subscribe_msg_sent_event',
		SubscribeMsgSentEvent: { List: [{ MsgID }] },
	});
	expect(pushKey(sent('1'))).not.toBe(pushKey(sent('2')));
});

test('events that carry the id of one message are told apart like any others', () => {
	const read = { ...click, MsgId: '7' };
	expect(pushKey({ ...read, EventKey: 'B' })).not.toBe(pushKey(read));
	expect(pushKey(read)).not.toBe(pushKey(text));
	expect(pushKey(reversed(read))).toBe(pushKey(read));
});
