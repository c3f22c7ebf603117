import { countCopy, withLosses } from '../../../nodes/WechatTrigger/relayTally';

const NOW = Date.UTC(2026, 10, 28);
const output = {
	MsgType: 'text',
	meta: { key: '', receivedAt: '', replyBefore: '', sessionId: '', encrypted: false },
};

test('copies are counted by trigger and receiver, from the first on', () => {
	countCopy('one', 'a.example.com', undefined, NOW);
	countCopy('one', 'b.example.com', 'down', NOW);
	countCopy('two', 'a.example.com', 'away', NOW);
	expect(countCopy('one', 'a.example.com', 'full', NOW + 1000)).toEqual({
		host: 'a.example.com',
		lost: 1,
		relayed: 2,
		since: '2026-11-28T00:00:00.000Z',
		problem: 'full',
	});
});

test('a copy that arrives leaves what was lost, and why, as it is', () => {
	countCopy('calm', 'a.example.com', 'down', NOW);
	expect(countCopy('calm', 'a.example.com', undefined, NOW)).toMatchObject({
		lost: 1,
		relayed: 2,
		problem: 'down',
	});
});

test('an output tells of the receivers that lost something, once each, and is untouched without any', () => {
	countCopy('teller', 'good.example.com', undefined, NOW);
	expect(withLosses(output, 'teller', ['good.example.com', 'new.example.com'])).toBe(output);
	countCopy('teller', 'bad.example.com', 'down', NOW);
	countCopy('teller', 'worse.example.com', 'down', NOW);
	countCopy('teller', 'worse.example.com', 'down', NOW);
	const hosts = ['good.example.com', 'bad.example.com', 'worse.example.com', 'bad.example.com'];
	const { relay, ...meta } = withLosses(output, 'teller', hosts).meta as never as { relay: object };
	// What is counted later is not told by an output that n8n has already.
	countCopy('teller', 'bad.example.com', 'full', NOW);
	expect(meta).toEqual(output.meta);
	expect(relay).toMatchObject({
		lost: 3,
		receivers: [
			{ host: 'bad.example.com', lost: 1, problem: 'down' },
			{ host: 'worse.example.com', lost: 2 },
		],
	});
	expect(output.meta).not.toHaveProperty('relay');
});

test('after 500 further receivers the first is forgotten, and counts anew', () => {
	countCopy('first', 'a.example.com', 'down', NOW);
	for (let i = 0; i < 499; i++) countCopy('other', `${i}.example.com`, undefined, NOW);
	expect(countCopy('first', 'a.example.com', 'down', NOW).lost).toBe(2);
	countCopy('other', 'last.example.com', undefined, NOW);
	expect(countCopy('first', 'a.example.com', 'down', NOW).lost).toBe(1);
});
