import { readXml } from '../../../core/protocol/readXml';
import { writeXml } from '../../../core/protocol/writeXml';
import { outputKey, pushKey } from '../../../core/push/pushKey';
import { toOutput } from '../../../core/push/toOutput';
import { PUSH_TYPES } from '../../../core/push/types';

const RECEIVED = Date.UTC(2026, 0, 1);
const META = {
	key: expect.any(String) as string,
	receivedAt: '2026-01-01T00:00:00.000Z',
	replyBefore: '2026-01-01T00:00:04.500Z',
	sessionId: 'gh_1:o1',
	encrypted: true,
};
const PARTIES = { ToUserName: 'gh_1', FromUserName: 'o1' };

const output = (message: Parameters<typeof toOutput>[0]['message']) =>
	toOutput({ message, encrypted: true, nonce: '1' }, RECEIVED);

test('toOutput keeps every element under its official name and adds meta', () => {
	expect(output({ ...PARTIES, MsgType: 'text', Content: ' a ', MsgId: '1' })).toEqual({
		...PARTIES,
		MsgType: 'text',
		Content: ' a ',
		MsgId: '1',
		meta: META,
	});
});

test('toOutput says when the previous key opened a push, with which a reply has to be sealed', () => {
	const push = { message: PARTIES, encrypted: true, nonce: '1' };
	expect(toOutput({ ...push, previousKey: true }, RECEIVED).meta).toEqual({ ...META, previousKey: true });
});

test('toOutput of a push that is held for three deliveries ends the window with the third, and says what becomes of a late answer', () => {
	const held = { whenLonger: 'collect', keptUntil: '2026-01-01T00:30:00.000Z', collectWord: '继续' } as const;
	const push = { message: PARTIES, encrypted: true, nonce: '1' };
	expect(toOutput(push, RECEIVED, { deliveries: 3, held }).meta).toEqual({
		...META,
		replyBefore: '2026-01-01T00:00:14.500Z',
		held,
	});
});

/** Numbers become texts, as everything in XML is. */
const asText = (value: unknown): unknown => {
	if (Array.isArray(value)) return value.map(asText);
	if (typeof value !== 'object' || value === null) return String(value);
	return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, asText(child)]));
};

test.each(PUSH_TYPES.map((type) => [type.name, type] as const))(
	'toOutput gives the sample of %s leaf by leaf',
	(_name, { sample }) => {
		const { meta: _meta, ...elements } = output(readXml(writeXml(sample)));
		expect(elements).toEqual(asText(sample));
	},
);

test('toOutput names the push, the same whatever else is known of it', () => {
	const message = { ...PARTIES, MsgType: 'text', MsgId: '1' };
	expect(output(message).meta.key).toBe(pushKey(message));
	expect(toOutput({ message, encrypted: false, nonce: '2' }, RECEIVED + 5000).meta.key).toBe(
		pushKey(message),
	);
	expect(output({ ...message, MsgId: '2' }).meta.key).not.toBe(pushKey(message));
});

test.each([undefined, 'text', {}, { key: 5 }])(
	'a push that says nothing of its name (meta %j) has none',
	(meta) => {
		expect(outputKey({ ...PARTIES, meta })).toBeUndefined();
	},
);
