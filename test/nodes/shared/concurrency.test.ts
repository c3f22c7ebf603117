import { createRateLimit } from '../../../nodes/Wechat/run/callGate';
import { forEachConcurrently } from '../../../nodes/shared/concurrency';
import { startReport } from '../../../nodes/Wechat/run/runReport';

test('forEachConcurrently starts every index once and in order', async () => {
	const started: number[] = [];
	await forEachConcurrently(
		7,
		3,
		async (index) => {
			started.push(index);
		},
		() => true,
	);
	expect(started).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

test('forEachConcurrently starts nothing after mayStart said no, and finishes what is in flight', async () => {
	const finished: number[] = [];
	await forEachConcurrently(
		100,
		2,
		async (index) => {
			await Promise.resolve();
			finished.push(index);
		},
		() => finished.length < 3,
	);
	expect(finished.length).toBeLessThanOrEqual(5);
	expect(finished).toEqual([...finished.keys()]);
});

test('createRateLimit of 4 per second spaces starts by 250 ms on the given clock', async () => {
	let now = 1000;
	const starts: number[] = [];
	const cap = createRateLimit(
		4,
		() => now,
		async (milliseconds) => {
			now += milliseconds;
		},
	);
	for (let index = 0; index < 4; index++) {
		await cap();
		starts.push(now);
	}
	expect(starts).toEqual([1000, 1250, 1500, 1750]);
});

test('a report of 400 items tells every 5 % and sums up by code', () => {
	const told: string[] = [];
	const report = startReport(400, (message) => told.push(message));
	for (let index = 0; index < 397; index++) report.succeeded(index);
	report.failed(397, '40003');
	report.failed(398, '43004');
	report.failed(399, '43004');
	expect(told).toHaveLength(20);
	expect(report.summary()).toBe('397 done, 3 failed: 43004 × 2, 40003 × 1');
});
