import { type Absence, type ExecutionEntry, outcomeOf, isUnexplained } from '../../storm/pushOutcome';

const STALLED =
	'This execution failed to be processed too many times and will no longer retry. To allow this execution to complete, …';

/** Written down at 1000, taken by worker A, ended at 9000 without an effect. */
const ended = (more: Partial<ExecutionEntry>): ExecutionEntry => ({
	id: '7',
	push: 1,
	status: 'error',
	reached: 'trigger',
	reportedDelivered: [],
	reportedFailed: [],
	error: STALLED,
	writtenMs: 1000,
	endedMs: 9000,
	begunBy: ['worker A'],
	...more,
});
const gone = (part: string, fromMs: number, untilMs?: number, deliberate = true): Absence => ({
	part,
	deliberate,
	fromMs,
	...(untilMs === undefined ? {} : { untilMs }),
});
const LOST = { kind: 'lost' };
const by = (part: string) => ({ kind: 'interrupted', by: part });

describe('an execution whose job n8n calls stalled', () => {
	test('was interrupted by the end of the worker that had begun it', () => {
		expect(outcomeOf([ended({})], [gone('worker A', 5000, 6000)])).toEqual(by('worker A'));
	});

	test.each([1000, 9000])(
		'was interrupted by its end at %i ms, the first or last one of the execution',
		(at) => {
			expect(outcomeOf([ended({})], [gone('worker A', at, 9999)])).toEqual(by('worker A'));
		},
	);

	test('was interrupted by the end of a worker that had not yet said that it began', () => {
		expect(outcomeOf([ended({ begunBy: [] })], [gone('worker B', 5000, 6000)])).toEqual(by('worker B'));
	});

	test.each([
		['of the other worker', gone('worker B', 5000, 6000)],
		['of the worker before it was written down', gone('worker A', 900, 950)],
		['of the worker after it had ended', gone('worker A', 9001, 9999)],
		['of main', gone('main', 5000, 6000)],
		['of the worker after that was done with it', gone('worker A', 5000, 6000), { leftMs: 4000 }],
		['of a worker that the storm did not kill', gone('worker A', 5000, 6000, false)],
	] as Array<[string, Absence, Partial<ExecutionEntry>?]>)(
		'has no excuse in the end %s',
		(_, absence, more = {}) => {
			expect(outcomeOf([ended(more)], [absence])).toEqual(LOST);
		},
	);
});

test.each(['The AppSecret is wrong', 'Cannot read properties of undefined', 'ETIMEDOUT'])(
	'an execution that failed of "%s" is lost, whatever was taken away meanwhile',
	(error) => {
		const everything = ['worker A', 'webhook A', 'main', 'Redis', 'PostgreSQL'].map((part) =>
			gone(part, 5000, 6000),
		);
		expect(outcomeOf([ended({ error })], everything)).toEqual(LOST);
	},
);

test('a failure of another reason is not hidden behind an execution that was interrupted', () => {
	const absences = [gone('worker A', 5000, 6000)];
	expect(outcomeOf([ended({}), ended({ id: '8', error: 'of ours' })], absences)).toEqual(LOST);
});

describe('an execution that failed because PostgreSQL did not answer', () => {
	const failed = ended({ error: 'connect ECONNREFUSED 127.0.0.1:5432' });

	test.each(['timeout exceeded when trying to connect', 'the database system is shutting down'])(
		'says "%s"',
		(error) => {
			expect(outcomeOf([ended({ error })], [gone('PostgreSQL', 2000, 9500)])).toEqual(by('PostgreSQL'));
		},
	);

	test('was interrupted by its absence, and by what a process notices just after it', () => {
		expect(outcomeOf([failed], [gone('PostgreSQL', 2000, 9500)])).toEqual(by('PostgreSQL'));
		expect(outcomeOf([failed], [gone('PostgreSQL', 2000, 8500)])).toEqual(by('PostgreSQL'));
	});

	test('was interrupted by it as long as its worker had not found PostgreSQL again', () => {
		const driver = ended({ error: 'Driver not Connected', writtenMs: 8000 });
		const away = gone('PostgreSQL', 2000, 4000);
		expect(outcomeOf([driver], [away])).toEqual(LOST);
		expect(outcomeOf([driver], [away, gone('PostgreSQL of worker B', 2000, 9500)])).toEqual(LOST);
		expect(outcomeOf([driver], [away, gone('PostgreSQL of worker A', 2000, 9500)])).toEqual(
			by('PostgreSQL of worker A'),
		);
	});

	test('is lost when it began a second after PostgreSQL was back, or ended before it was away', () => {
		const away = [gone('PostgreSQL', 2000, 8000)];
		expect(outcomeOf([{ ...failed, writtenMs: 9000 }], away)).toEqual(by('PostgreSQL'));
		expect(outcomeOf([{ ...failed, writtenMs: 9001, endedMs: 9600 }], away)).toEqual(LOST);
		expect(outcomeOf([failed], [gone('PostgreSQL', 9000, 9500)])).toEqual(by('PostgreSQL'));
		expect(outcomeOf([failed], [gone('PostgreSQL', 9001, 9500)])).toEqual(LOST);
	});

	test('is lost when PostgreSQL was there', () => {
		expect(outcomeOf([failed], [])).toEqual(LOST);
		expect(outcomeOf([{ ...failed, endedMs: 60_000 }], [gone('PostgreSQL', 2000, 8000)])).toEqual(LOST);
		expect(
			outcomeOf([{ ...failed, writtenMs: 9500, endedMs: 9600 }], [gone('PostgreSQL', 2000, 8000)]),
		).toEqual(LOST);
	});
});

describe('an execution of which n8n says no reason', () => {
	const crashed = ended({ status: 'crashed' });
	delete (crashed as Partial<ExecutionEntry>).error;
	const open = { ...crashed, status: 'running' };
	delete (open as Partial<ExecutionEntry>).endedMs;

	test.each(['new', 'running'])(
		'that is %s and never ended was interrupted by the end of its worker',
		(status) => {
			const absences = [gone('worker A', 500_000)];
			expect(outcomeOf([{ ...open, status }], absences)).toEqual(by('worker A'));
			expect(outcomeOf([{ ...open, status, error: 'of ours' }], absences)).toEqual(LOST);
		},
	);

	test('but that it did not finish was interrupted, and one with an error of ours was not', () => {
		const main = [gone('main', 6000, 8000)];
		const error = 'Workflow did not finish, possible out-of-memory issue';
		expect(outcomeOf([{ ...crashed, error }], main)).toEqual(by('main'));
		expect(outcomeOf([{ ...crashed, error: 'of ours' }], main)).toEqual(LOST);
	});

	test('that main found unfinished when it started was interrupted by the service or process that was taken away', () => {
		const main = gone('main', 6000, 8000);
		expect(outcomeOf([crashed], [main, gone('webhook A', 3000), gone('PostgreSQL', 500, 2000)])).toEqual(
			by('PostgreSQL'),
		);
		expect(outcomeOf([crashed], [gone('webhook A', 3000), main])).toEqual(by('webhook A'));
		expect(outcomeOf([crashed], [gone('webhook A', 3000)])).toEqual(LOST);
		expect(outcomeOf([crashed], [gone('main', 3000)])).toEqual(by('main'));
	});

	test('that its own worker found unfinished when it started again was interrupted by the end of that worker', () => {
		expect(outcomeOf([crashed], [gone('worker A', 3000, 8000)])).toEqual(by('worker A'));
		expect(outcomeOf([crashed], [gone('worker B', 3000, 8000)])).toEqual(LOST);
		const left = { ...crashed, leftMs: 2500 };
		expect(outcomeOf([left], [gone('worker A', 3000, 8000)])).toEqual(LOST);
		expect(outcomeOf([left], [gone('PostgreSQL', 2000, 4000), gone('worker A', 6000, 8000, false)])).toEqual(
			LOST,
		);
		expect(outcomeOf([left], [gone('PostgreSQL', 2000, 4000), gone('worker A', 3500, 8000, false)])).toEqual(
			by('PostgreSQL'),
		);
	});

	test('that its worker was done with, but could not store, was interrupted by PostgreSQL and not by what came later', () => {
		const left = { ...crashed, leftMs: 3000 };
		const later = [gone('worker A', 5000, 6000), gone('main', 6000, 8000)];
		expect(outcomeOf([left], [gone('PostgreSQL', 2000, 4000), ...later])).toEqual(by('PostgreSQL'));
		expect(outcomeOf([left], [gone('PostgreSQL', 3500, 4500), ...later])).toEqual(by('PostgreSQL'));
		expect(outcomeOf([left], [gone('PostgreSQL', 500, 1500), ...later])).toEqual(LOST);
		expect(outcomeOf([left], later)).toEqual(LOST);
	});

	test('is lost when nothing was taken away while it was open', () => {
		expect(outcomeOf([crashed], [gone('main', 500, 900)])).toEqual(LOST);
		expect(outcomeOf([open], [])).toEqual(LOST);
	});

	test('and that was canceled is lost', () => {
		expect(outcomeOf([{ ...crashed, status: 'canceled' }], [gone('worker A', 5000)])).toEqual(LOST);
	});
});

test('one execution that came to the end makes up for any other', () => {
	const whole = ended({ id: '8', status: 'success', reached: 'end' });
	expect(outcomeOf([ended({ error: 'of ours' }), whole], [])).toEqual({ kind: 'executed' });
});

test('an execution that came to the end, but not well, does not count as executed', () => {
	expect(outcomeOf([ended({ reached: 'end', error: 'of ours' })], [])).toEqual(LOST);
});

test('an execution that ended well at its trigger is no excuse, and no obstacle', () => {
	const double = ended({ id: '8', status: 'success' });
	expect(outcomeOf([double], [gone('worker A', 5000)])).toEqual(LOST);
	expect(outcomeOf([double, ended({})], [gone('worker A', 5000)])).toEqual(by('worker A'));
});

test('a push without any execution is lost', () => {
	expect(outcomeOf([], [gone('main', 0)])).toEqual(LOST);
});

describe('the end of a process', () => {
	const itself = (fromMs: number) => gone('main', fromMs, fromMs + 1, false);

	test('is explained by a disruption, or by a service that was away just before', () => {
		const away = gone('PostgreSQL', 1000, 2000);
		expect(isUnexplained(gone('main', 5000), [])).toBe(false);
		expect(isUnexplained(itself(1500), [away])).toBe(false);
		expect(isUnexplained(itself(3000), [away])).toBe(false);
	});

	test('is not explained by what is long over, comes later, or was done to a process', () => {
		expect(isUnexplained(itself(5000), [])).toBe(true);
		expect(isUnexplained(itself(3001), [gone('PostgreSQL', 1000, 2000)])).toBe(true);
		expect(isUnexplained(itself(1500), [gone('PostgreSQL', 1000, 2000, false)])).toBe(true);
		expect(isUnexplained(itself(500), [gone('Redis', 1000, 2000)])).toBe(true);
		expect(isUnexplained(itself(1500), [gone('worker A', 1000, 2000)])).toBe(true);
	});
});
