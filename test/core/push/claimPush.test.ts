import { claimPush, claimDelay, type RecordNames } from '../../../core/push/claimPush';

const sleep = async (milliseconds: number): Promise<void> =>
	await new Promise((resolve) => {
		let left = milliseconds;
		const tick = () => (left-- > 0 ? setImmediate(tick) : resolve());
		tick();
	});

/** The same numbers in every run of the tests. */
const seeded = () => {
	let state = ++claims;
	return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
};
let claims = 0;

/** A record as n8n keeps it: one blob that is read, changed and written, so that of two writers at once the last one wins. */
function blob() {
	let stored: string[] | undefined;
	let turns = 0;
	const record: RecordNames = async (names) => {
		const isFirst = stored === undefined;
		const read = [...(stored ?? [])];
		const known = names.filter((name) => read.includes(name));
		await sleep(++turns % 5);
		// The first INSERT wins, any further one fails.
		if (isFirst && stored !== undefined) throw new Error('UNIQUE constraint failed');
		stored = [...read, ...names.filter((name) => !known.includes(name))];
		return new Set(known);
	};
	return { record, holds: (name: string) => stored?.includes(name) ?? false };
}

const claim = async (record: RecordNames, push: string, execution = 'one') =>
	await claimPush({ push, execution: `${push} in ${execution}` }, record, { sleep, random: seeded() });

test('a push is claimed by the first execution, and another one finds it taken', async () => {
	const { record } = blob();
	expect(await claim(record, 'a', 'one')).toBe('ours');
	expect(await claim(record, 'a', 'two')).toBe('another');
	expect(await claim(record, 'b', 'two')).toBe('ours');
});

test('an execution that is run again keeps its claim', async () => {
	const { record } = blob();
	await claim(record, 'a', 'one');
	expect(await claim(record, 'a', 'one')).toBe('ours');
});

test('of fifty pushes that are claimed at once none is forgotten', async () => {
	const { record } = blob();
	const names = Array.from({ length: 50 }, (_, index) => `push ${index}`);
	const first = await Promise.all(names.map(async (name) => await claim(record, name)));
	expect(new Set(first)).toEqual(new Set(['ours']));
	const again: string[] = [];
	for (const name of names) again.push(await claim(record, name, 'two'));
	expect(again).toEqual(names.map(() => 'another'));
});

test('of executions that claim the same push at once at least one goes on, in every round', async () => {
	for (let round = 0; round < 30; round++) {
		const { record } = blob();
		const others = Array.from({ length: 10 }, (_, index) => claim(record, `other ${index}`));
		const claims = await Promise.all(
			['one', 'two', 'three'].map(async (name) => await claim(record, 'a', name)),
		);
		await Promise.all(others);
		expect(claims).toContain('ours');
	}
});

test('an entry that vanishes is made again until it stands', async () => {
	const { record, holds } = blob();
	let looks = 0;
	const forgetful: RecordNames = async (names) => (++looks <= 3 ? new Set<string>() : await record(names));
	expect(await claim(forgetful, 'a')).toBe('ours');
	expect(holds('a')).toBe(true);
});

test('an entry that never stands holds the push up for a bounded number of looks', async () => {
	let looks = 0;
	const record: RecordNames = () => {
		looks++;
		return Promise.resolve(new Set<string>());
	};
	expect(await claim(record, 'a')).toBe('ours');
	expect(looks).toBe(12);
});

test('an entry stands when it was there twice in a row', async () => {
	const seen = [false, true, false, true, true, true];
	let looks = 0;
	const record: RecordNames = (names) => Promise.resolve(new Set(seen[looks++] ? names : []));
	expect(await claim(record, 'a')).toBe('ours');
	expect(looks).toBe(5);
});

test('failures count in a row only', async () => {
	let asked = 0;
	const record: RecordNames = () =>
		++asked % 4 === 0 ? Promise.resolve(new Set()) : Promise.reject(new Error('the database is busy'));
	expect(await claim(record, 'a')).toBe('ours');
	expect(asked).toBe(48);
});

test('between two looks it pauses for one to three times 40 ms, as chance has it', async () => {
	const pauses: number[] = [];
	const record: RecordNames = () => Promise.resolve(new Set());
	for (const chance of [0, 0.5, 1]) {
		const ports = {
			sleep: (milliseconds: number) => Promise.resolve(void pauses.push(milliseconds)),
			random: () => chance,
		};
		await claimPush({ push: 'a', execution: 'a in one' }, record, ports);
	}
	expect([...new Set(pauses)]).toEqual([40, 80, 120]);
});

test('a record that fails lets the push through, and is not asked for ever', async () => {
	let asked = 0;
	const record: RecordNames = () => {
		asked++;
		return Promise.reject(new Error('the database is away'));
	};
	expect(await claim(record, 'a')).toBe('unknown');
	expect(asked).toBe(4);
});

test('a record that fails after the first look leaves the push to this execution', async () => {
	let asked = 0;
	const record: RecordNames = () =>
		++asked === 1 ? Promise.resolve(new Set()) : Promise.reject(new Error('the database is away'));
	expect(await claim(record, 'a')).toBe('ours');
});

test('a record that fails is given a pause before it is asked again', async () => {
	const events: string[] = [];
	const record: RecordNames = () => {
		events.push('asked');
		return Promise.reject(new Error('the database is busy'));
	};
	const pause = async (milliseconds: number) => {
		await sleep(milliseconds);
		events.push('paused');
	};
	await claimPush({ push: 'a', execution: 'a in one' }, record, { sleep: pause, random: () => 0 });
	expect(events).toEqual(['asked', 'paused', 'asked', 'paused', 'asked', 'paused', 'asked']);
});

const MADE = 1_700_000_000_000;
const begun = { receivedAt: MADE, now: MADE + 20, CreateTime: String(MADE / 1000), id: '7' };

test.each([
	[0, 0],
	[4_900, 0],
	[5_100, 1000],
	[10_500, 2000],
	[3_600_000, 2000],
	[-60_000, 0],
])(
	'the execution of a push that came %d ms after it was made lets others look first for %d ms',
	(age, pause) => {
		expect(claimDelay({ ...begun, receivedAt: MADE + age, now: MADE + age + 20 })).toBe(pause);
	},
);

test('executions that have waited in the queue look one after the other, in the order of their numbers', () => {
	const pauses = ['8', '9', '10', '11'].map((id) => claimDelay({ ...begun, now: MADE + 600, id }));
	expect(pauses).toEqual([0, 40, 80, 120]);
});

test('an execution that begins half a second after its push has not waited in the queue', () => {
	const pauses = [500, 501].map((age) => claimDelay({ ...begun, now: MADE + age, id: '9' }));
	expect(pauses).toEqual([0, 40]);
});

test.each([{ CreateTime: undefined }, { id: 'none', now: MADE + 600 }])(
	'an execution of which that is not known (%j) looks without a pause',
	(unknown) => {
		expect(claimDelay({ ...begun, ...unknown })).toBe(0);
	},
);
