const PROGRESS_FROM_ITEMS = 200;
const PROGRESS_STEPS = 20;
const REASONS_AT_MOST = 5;
/** More ranges than a run has that stops at its first failure, however many calls are in flight. */
const RANGES_AT_MOST = 60;

/** The outcome of an item; one without an outcome was not attempted. */
export type ItemOutcome = 'done' | 'failed' | 'unknown';

const OUTCOMES = [undefined, 'done', 'failed', 'unknown'] as const;
const OUTCOME_NAMES: readonly (readonly [ItemOutcome | undefined, string])[] = [
	['done', 'done'],
	['failed', 'failed'],
	['unknown', 'result unknown'],
	[undefined, 'not attempted'],
];

/** Records the outcomes of the items of one run, and reports them during the run and at the end. */
export interface RunReport {
	succeeded(itemIndex: number): void;
	/**
	 * @param reason a few words such as `43004 (…)` or `result unknown`
	 * @param outcome `unknown` where WeChat may have carried it out
	 */
	failed(itemIndex: number, reason: string, outcome?: 'failed' | 'unknown'): void;
	/** Ends the run: only then does the summary count items without an outcome as not attempted. */
	ended(): void;
	/** One line such as `9988 done, 12 failed: 43004 (…) × 10, 40003 (…) × 2`. */
	summary(): string;
	/** Which items had which outcome, e.g. `Done: items 0–4, 6. Failed: item 5. Not attempted: items 7–39.` */
	places(): string;
}

/**
 * Starts the report of a run.
 *
 * @param total number of items
 * @param tell shows progress; called every 5 % of a run of 200 items or more
 */
export function startReport(total: number, tell: (message: string) => void): RunReport {
	const reasons = new Map<string, number>();
	const outcomes = new Uint8Array(total);
	let done = 0;
	let failures = 0;
	let hasEnded = false;
	let step = 0;
	const progress = () => {
		if (total < PROGRESS_FROM_ITEMS) return;
		const reached = Math.floor(((done + failures) * PROGRESS_STEPS) / total);
		if (reached === step) return;
		step = reached;
		tell(`${Math.floor((100 * (done + failures)) / total)} %: ${done} done, ${failures} failed, of ${total}`);
	};
	return {
		succeeded(itemIndex) {
			done += 1;
			outcomes[itemIndex] = OUTCOMES.indexOf('done');
			progress();
		},
		failed(itemIndex, reason, outcome = 'failed') {
			failures += 1;
			outcomes[itemIndex] = OUTCOMES.indexOf(outcome);
			reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
			progress();
		},
		ended() {
			hasEnded = true;
		},
		summary() {
			const parts = [`${done} done`, `${failures} failed${causes(reasons)}`];
			const skipped = total - done - failures;
			if (hasEnded && skipped > 0) parts.push(`${skipped} not attempted`);
			return parts.join(', ');
		},
		places() {
			return OUTCOME_NAMES.flatMap(([outcome, name]) => {
				const items = itemsThat(total, (index) => OUTCOMES[outcomes[index] ?? 0] === outcome);
				return items === '' ? [] : [`${name.charAt(0).toUpperCase()}${name.slice(1)}: ${items}.`];
			}).join(' ');
		},
	};
}

function causes(reasons: ReadonlyMap<string, number>): string {
	const sorted = [...reasons].sort((a, b) => b[1] - a[1]);
	const named = sorted.slice(0, REASONS_AT_MOST).map(([reason, count]) => `${reason} × ${count}`);
	const others = sorted.slice(REASONS_AT_MOST).reduce((sum, [, count]) => sum + count, 0);
	const all = [...named, ...(others > 0 ? [`other reasons × ${others}`] : [])];
	return all.length > 0 ? `: ${all.join(', ')}` : '';
}

/** Formats item indexes as ranges, e.g. `items 0–4, 6`; '' for none. */
function itemsThat(total: number, belongs: (index: number) => boolean): string {
	const ranges: [first: number, last: number][] = [];
	for (let index = 0; index < total; index++) {
		if (!belongs(index)) continue;
		const range = ranges.at(-1);
		if (range?.[1] === index - 1) range[1] = index;
		else ranges.push([index, index]);
	}
	const [start] = ranges;
	if (!start) return '';
	const written = ranges
		.slice(0, RANGES_AT_MOST)
		.map(([first, last]) => (first === last ? String(first) : `${first}–${last}`));
	const rest = ranges.slice(RANGES_AT_MOST);
	const more = rest.reduce((sum, [first, last]) => sum + last - first + 1, 0);
	const isOne = ranges.length === 1 && start[0] === start[1];
	return `${isOne ? 'item' : 'items'} ${written.join(', ')}${more > 0 ? ` and ${more} more up to ${rest.at(-1)?.[1]}` : ''}`;
}
