import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { PROTOCOL_RULES } from '../test/core/protocol/properties';

/** One share of the work: one rule with its own seed. */
interface Share {
	rule: number;
	seed: number;
	numRuns: number;
}

/** A worker's result for its share. */
interface Finding extends Share {
	failure: string | undefined;
}

/** Large enough to be efficient, small enough to distribute evenly and to show progress. */
const SHARE_RUNS = 2000;
const PROGRESS_MS = 2000;
const MAX_SEED = 0x7fffffff;

function wholeNumber(name: string, text: string, max: number): number {
	const value = Number(text);
	if (/^\d+$/.test(text) && value >= 1 && value <= max) return value;
	throw new Error(`--${name} must be a whole number from 1 to ${max}, not ${text}`);
}

/** Distributes the runs evenly over the rules, and each rule's part into shares with consecutive seeds. */
function shareOut(runs: number, seed: number): Share[] {
	const shares: Share[] = [];
	PROTOCOL_RULES.forEach((_, rule) => {
		let left = Math.floor(runs / PROTOCOL_RULES.length) + (rule < runs % PROTOCOL_RULES.length ? 1 : 0);
		for (; left > 0; left -= SHARE_RUNS) {
			shares.push({ rule, seed: (seed + shares.length) % MAX_SEED, numRuns: Math.min(left, SHARE_RUNS) });
		}
	});
	return shares;
}

function work(): void {
	parentPort?.on('message', (share: Share) => {
		const failure = PROTOCOL_RULES[share.rule]?.check({ seed: share.seed, numRuns: share.numRuns });
		parentPort?.postMessage({ ...share, failure } satisfies Finding);
	});
}

/** Distributes the shares to the workers; resolves with the failures, one per rule at most. */
async function spread(shares: Share[], onDone: (finding: Finding) => void): Promise<Map<number, Finding>> {
	const failures = new Map<number, Finding>();
	const count = Math.min(availableParallelism(), shares.length);
	// A worker does not inherit the TypeScript loader, so it starts with the loader and then loads this file.
	const start = `require(${JSON.stringify(require.resolve('tsx/cjs'))}); require(${JSON.stringify(__filename)})`;
	const workers = Array.from({ length: count }, () => new Worker(start, { eval: true }));
	try {
		await Promise.all(
			workers.map(
				(worker) =>
					new Promise<void>((resolve, reject) => {
						const next = () => {
							const share = shares.pop();
							if (share) worker.postMessage(share);
							else resolve();
						};
						worker.on('error', reject);
						worker.on('message', (finding: Finding) => {
							if (finding.failure && !failures.has(finding.rule)) failures.set(finding.rule, finding);
							onDone(finding);
							next();
						});
						next();
					}),
			),
		);
	} finally {
		await Promise.all(workers.map((worker) => worker.terminate()));
	}
	return failures;
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: { runs: { type: 'string', default: '100000' }, seed: { type: 'string' } },
	});
	const runs = wholeNumber('runs', values.runs, 1_000_000_000);
	const seed = values.seed ? wholeNumber('seed', values.seed, MAX_SEED) : (Date.now() % MAX_SEED) + 1;
	const started = Date.now();
	const seconds = () => ((Date.now() - started) / 1000).toFixed(1);
	console.log(`${runs} runs over ${PROTOCOL_RULES.length} rules, seed ${seed}`);

	let done = 0;
	let shown = started;
	const failures = await spread(shareOut(runs, seed), (finding) => {
		done += finding.numRuns;
		if (Date.now() - shown < PROGRESS_MS) return;
		shown = Date.now();
		console.log(`${done} of ${runs} runs, ${seconds()} s`);
	});

	for (const { rule, failure, ...parameters } of failures.values()) {
		console.log(`\nFAILED: ${PROTOCOL_RULES[rule]?.name} ${JSON.stringify(parameters)}\n${failure}`);
	}
	console.log(
		`${done} runs, ${failures.size} of ${PROTOCOL_RULES.length} rules broken, ${seconds()} s, seed ${seed}`,
	);
	if (failures.size > 0) process.exitCode = 1;
}

if (isMainThread) {
	main().catch((error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 2;
	});
} else {
	work();
}
