import {
	BroadcastTally,
	type FailedRecipient,
	PageProgress,
} from '../../../nodes/Wechat/broadcast/BroadcastTally';

const failed = (touser: string, more: Partial<FailedRecipient> = {}): FailedRecipient => ({
	touser,
	result: 'failed',
	reason: 'refused',
	error: 'WeChat refused it · 微信拒绝',
	details: { errcode: 43004, retryable: false },
	...more,
});
const names = (count: number) => Array.from({ length: count }, (_, index) => `o${index}`);

describe('where a page goes on', () => {
	const page = () => new PageProgress(5, (index) => `o${index}`, 'before');

	test('is before it while nobody is settled, and after the last of all who are settled in a row', () => {
		const progress = page();
		expect(progress.cursor()).toBe('before');
		for (const index of [0, 1, 2, 3, 4]) {
			progress.settle(index);
			expect(progress.cursor()).toBe(`o${index}`);
		}
	});

	test('names those who were settled out of turn', () => {
		const progress = page();
		const cursors = [2, 0, 4, 1].map((index) => {
			progress.settle(index);
			return progress.cursor();
		});
		expect(cursors).toEqual(['before,o2', 'o0,o2', 'o0,o2,o4', 'o2,o4']);
		expect([0, 1, 2, 3, 4].map((index) => progress.has(index))).toEqual([true, true, true, false, true]);
	});
});

describe('the tally of a broadcast', () => {
	test('lists the first thousand who were not told, and has all of them in the file, whole', () => {
		const tally = new BroadcastTally('');
		for (const touser of names(1500)) tally.fail(failed(touser));
		expect(tally.failures().map(({ touser }) => touser)).toEqual(names(1000));
		const [, ...rows] = tally.failureFile().toString('utf8').trim().split('\r\n');
		expect(rows).toEqual(
			names(1500).map((name) => `${name},failed,43004,false,WeChat refused it · 微信拒绝`),
		);
	});

	test('names fifty whose result is unknown, and none of those who were refused', () => {
		const tally = new BroadcastTally('');
		tally.fail(failed('refused'));
		for (const touser of names(51)) tally.fail(failed(touser, { result: 'unknown' }));
		expect(tally.report().sentence).toBe(
			`0 sent, 1 failed, 51 with unknown result. Unknown: ${names(50).join(', ')}.`,
		);
	});

	test('says of one of each kind what became of them, and that a later run may go on', () => {
		const tally = new BroadcastTally('');
		tally.fail(failed('refused'));
		expect(tally.report()).toMatchObject({
			sentence: '0 sent, 1 failed, 0 with unknown result.',
			isRepeatable: true,
		});
		tally.fail(failed('unsure', { result: 'unknown' }));
		tally.windowClosed = 1;
		expect(tally.report().sentence).toBe(
			'0 sent, 1 failed, 1 with unknown result, 1 outside the window. Unknown: unsure.',
		);
	});

	test('counts everybody who was tried, and the reasons, the most frequent one first', () => {
		const tally = new BroadcastTally('o9');
		Object.assign(tally, { sent: 4, windowClosed: 2 });
		tally.fail(failed('a', { reason: 'rare' }));
		tally.fail(failed('b'));
		tally.fail(failed('c', { result: 'unknown' }));
		expect(tally.attempted).toBe(9);
		expect(tally.line()).toBe('4 sent, 2 failed, 1 with unknown result, 2 outside the window');
		expect(tally.reasonCounts()).toEqual([
			{ reason: 'refused', count: 2 },
			{ reason: 'rare', count: 1 },
		]);
	});

	test('shows the place to go on from while it is short enough to be copied', () => {
		const sentence = (cursor: string) => new BroadcastTally(cursor).report().sentence;
		expect(sentence('')).not.toContain('go on');
		expect(sentence('o'.repeat(600))).toContain(`put this into Continue From: “${'o'.repeat(600)}”`);
		expect(sentence('o'.repeat(601))).toContain('put details.continueFrom into Continue From');
		expect(sentence('o'.repeat(601))).not.toContain('ooo');
	});
});
