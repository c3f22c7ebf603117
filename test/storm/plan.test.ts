import { type BlowCounts, planBlows } from '../../storm/plan';

const COUNTS: BlowCounts = {
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
	expect(planBlows('a', COUNTS, LASTS)).toEqual(planBlows('a', COUNTS, LASTS));
	expect(planBlows('b', COUNTS, LASTS)).not.toEqual(planBlows('a', COUNTS, LASTS));
});

test('every blow falls as often as asked, within the time, in order', () => {
	const plan = planBlows('a', COUNTS, LASTS);
	for (const [blow, count] of Object.entries(COUNTS)) {
		expect([blow, plan.filter((one) => one.blow === blow).length]).toEqual([blow, count]);
	}
	const moments = plan.map(({ atMs }) => atMs);
	expect(moments).toEqual([...moments].sort((a, b) => a - b));
	expect(moments.every((atMs) => atMs >= 0 && atMs <= LASTS)).toBe(true);
});

test('both processes of a kind are struck over a few seeds', () => {
	const struck = ['a', 'b', 'c', 'd'].flatMap((seed) =>
		planBlows(seed, COUNTS, LASTS).filter(({ blow }) => blow === 'kill worker'),
	);
	expect(new Set(struck.map(({ which }) => which))).toEqual(new Set([0, 1]));
});

test('a plan without blows is empty', () => {
	const none = Object.fromEntries(Object.keys(COUNTS).map((blow) => [blow, 0])) as unknown as BlowCounts;
	expect(planBlows('a', none, LASTS)).toEqual([]);
});
