import { startReport } from '../../../nodes/Wechat/run/runReport';

const report = (total: number) => startReport(total, () => {});

test('names done, failed and unknown items and those that were not attempted as ranges', () => {
	const run = report(12);
	for (const index of [0, 1, 2, 3, 4, 6, 8, 10]) run.succeeded(index);
	run.failed(5, '40003');
	run.failed(7, 'result unknown', 'unknown');
	run.ended();
	expect(run.places()).toBe(
		'Done: items 0–4, 6, 8, 10. Failed: item 5. Result unknown: item 7. Not attempted: items 9, 11.',
	);
	expect(run.summary()).toBe('8 done, 2 failed: 40003 × 1, result unknown × 1, 2 not attempted');
});

test('stays short where every second of 100 000 items failed', () => {
	const run = report(100_000);
	for (let index = 0; index < 100_000; index++) {
		if (index % 2) run.failed(index, 'x');
		else run.succeeded(index);
	}
	expect(run.places()).toMatch(/^Done: items 0, 2, .*, 118 and 49940 more up to 99998\. Failed: items 1, 3,/);
	expect(run.places().length).toBeLessThan(1000);
});

test('names the five most frequent reasons and counts the others', () => {
	const run = report(28);
	let index = 0;
	for (const [reason, count] of [
		['a', 7],
		['b', 6],
		['c', 5],
		['d', 4],
		['e', 3],
		['f', 2],
		['g', 1],
	] as const) {
		for (let nth = 0; nth < count; nth++) run.failed(index++, reason);
	}
	expect(run.summary()).toBe('0 done, 28 failed: a × 7, b × 6, c × 5, d × 4, e × 3, other reasons × 3');
});
