import { type DisruptionCounts, planDisruptions } from '../../storm/plan';

const COUNTS: DisruptionCounts = {
	'kill worker': 5,
	'kill webhook processor': 5,
	'kill main': 5,
	'terminate worker': 1,
	'restart Redis': 1,
	'PostgreSQL away': 1,
	'clock an hour back': 1,
};
const LASTS = 600_000;

test('the same seed gives the same plan, another one another', () => {
	expect(planDisruptions('a', COUNTS, LASTS)).toEqual(planDisruptions('a', COUNTS, LASTS));
	expect(planDisruptions('b', COUNTS, LASTS)).not.toEqual(planDisruptions('a', COUNTS, LASTS));
});

test('every disruption falls as often as asked, within the time, in order', () => {
	const plan = planDisruptions('a', COUNTS, LASTS);
	for (const [disruption, count] of Object.entries(COUNTS)) {
		expect([disruption, plan.filter((one) => one.disruption === disruption).length]).toEqual([
			disruption,
			count,
		]);
	}
	const moments = plan.map(({ atMs }) => atMs);
	expect(moments).toEqual([...moments].sort((a, b) => a - b));
	const slot = LASTS / plan.length;
	expect(moments.map((atMs) => Math.floor(atMs / slot))).toEqual([...plan.keys()]);
});

test('both processes of a kind are disrupted over a few seeds', () => {
	const kills = ['a', 'b', 'c', 'd'].flatMap((seed) =>
		planDisruptions(seed, COUNTS, LASTS).filter(({ disruption }) => disruption === 'kill worker'),
	);
	expect(new Set(kills.map(({ which }) => which))).toEqual(new Set([0, 1]));
});

test('a plan without disruptions is empty', () => {
	const none = Object.fromEntries(
		Object.keys(COUNTS).map((disruption) => [disruption, 0]),
	) as unknown as DisruptionCounts;
	expect(planDisruptions('a', none, LASTS)).toEqual([]);
});
