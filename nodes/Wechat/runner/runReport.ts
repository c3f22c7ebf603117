import type { IExecuteFunctions } from 'n8n-workflow';

const PROGRESS_FROM_ITEMS = 200;
const PROGRESS_STEPS = 20;

/** Counts what became of the items of one run, and tells the user on the way and at the end. */
export interface RunReport {
	succeeded(): void;
	/** `reason` is an errcode or a short word such as `unknown result`. */
	failed(reason: string): void;
	notAttempted(count: number): void;
	/** One line such as `9988 done, 12 failed: 43004 × 10, 40003 × 2`. */
	summary(): string;
}

/**
 * Starts a report over a run.
 *
 * @param n8n the node's context: log, editor message while a test runs, hint in the output panel
 * @param total number of items
 * @param tell how progress is shown; every 5 % of a run of 200 items or more
 */
export function startReport(total: number, tell: (message: string) => void): RunReport {
	const reasons = new Map<string, number>();
	let done = 0;
	let failures = 0;
	let skipped = 0;
	let step = 0;
	const progress = () => {
		if (total < PROGRESS_FROM_ITEMS) return;
		const reached = Math.floor(((done + failures) * PROGRESS_STEPS) / total);
		if (reached === step) return;
		step = reached;
		tell(`${Math.floor((100 * (done + failures)) / total)} %: ${done} done, ${failures} failed, of ${total}`);
	};
	return {
		succeeded() {
			done += 1;
			progress();
		},
		failed(reason) {
			failures += 1;
			reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
			progress();
		},
		notAttempted(count) {
			skipped += count;
		},
		summary() {
			const causes = [...reasons]
				.sort((a, b) => b[1] - a[1])
				.map(([reason, count]) => `${reason} × ${count}`);
			const parts = [
				`${done} done`,
				`${failures} failed${causes.length > 0 ? `: ${causes.join(', ')}` : ''}`,
			];
			if (skipped > 0) parts.push(`${skipped} not attempted`);
			return parts.join(', ');
		},
	};
}

/** Shows progress in n8n's log and, while a person tests the workflow, in the browser's console. */
export function tellThroughN8n(n8n: IExecuteFunctions): (message: string) => void {
	return (message) => {
		const line = `${n8n.getNode().name}: ${message}`;
		n8n.logger.info(line);
		n8n.sendMessageToUI(line);
	};
}
