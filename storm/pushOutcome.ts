/** An execution as n8n's database and its workers' logs have it. */
export interface ExecutionEntry {
	id: string;
	/** The push that started it. */
	push: number;
	status: string;
	/** How far it came: not beyond the trigger, to a node that has an effect, or to the last of them. */
	reached: 'trigger' | 'effect' | 'end';
	/** Of which effects the nodes say that WeChat took them. */
	reportedDelivered: ReadonlyArray<'template' | 'text'>;
	/** Of which effects the nodes say that they failed, or may have. */
	reportedFailed: ReadonlyArray<'template' | 'text'>;
	/** What n8n says it failed of. */
	error?: string;
	/** When it was written down, and when it got its last status, in Unix milliseconds. */
	writtenMs: number;
	endedMs?: number;
	/** Processes that had it, by their logs, e.g. `worker A`. */
	begunBy: readonly string[];
	/** When the last of them was done with it, well or not, by its log: what became of that process later is no excuse. */
	leftMs?: number;
}

/** A time for which a part of the installation was gone. */
export interface Absence {
	/** `main`, `webhook A`, `worker A`, `Redis`, `PostgreSQL`; `PostgreSQL of worker A` until that has its connection again. */
	part: string;
	/** Whether the storm took it away. What ends for another reason excuses nothing. */
	deliberate: boolean;
	fromMs: number;
	/** Undefined as long as it is gone. */
	untilMs?: number;
}

/** What became of a push that was acknowledged. */
export type PushOutcome =
	/** One of its executions came to the end of its workflow. */
	| { kind: 'executed' }
	/** All that could have done so ended early, each because a part was taken from n8n; `by` names the part of the first. */
	| { kind: 'interrupted'; by: string }
	| { kind: 'lost' };

/** n8n's own words for a job whose worker is gone, by which it replaces what the execution had done. */
const STALLED = /failed to be processed too many times|job stalled more than maxStalledCount/;
/** n8n's own words for an execution that main found unfinished, and in no queue, when it started. */
const CRASHED = /^Workflow did not finish, possible out-of-memory issue/;
/**
 * Words of the client of PostgreSQL, and of PostgreSQL, while that is away. A worker takes jobs meanwhile and fails them, and goes on
 * to do so until it tries again to connect: its pauses grow to 16 s while PostgreSQL is away for 20 s.
 */
const NO_DATABASE =
	/Driver not Connected|timeout exceeded when trying to connect|ECONNREFUSED|ECONNRESET|Connection terminated|terminating connection|the database system is|Database connection/i;
/** n8n waits for a connection that long, and then says that it had none. */
const CONNECTING_MS = 20_000;
const SERVICES: ReadonlySet<string> = new Set(['PostgreSQL', 'Redis']);
/** So long after a service is there again a process may notice that it was gone. */
const NOTICED_MS = 1000;

/**
 * Finds out what became of an acknowledged push.
 *
 * An execution that ended early counts as interrupted when n8n says so itself (or says nothing, because it never ended) **and** the
 * part that had it was taken away by the storm meanwhile. One that ended with any other error, or while nothing was taken away, has no
 * excuse: unless another execution did the work, the push is lost. One that ended well after its trigger was taken for a double,
 * which is right when there is another one.
 *
 * @param executions of the push
 * @param absences of all parts
 */
export function outcomeOf(executions: readonly ExecutionEntry[], absences: readonly Absence[]): PushOutcome {
	if (executions.some(({ reached, status }) => reached === 'end' && status === 'success')) {
		return { kind: 'executed' };
	}
	const early = executions.filter(({ status }) => status !== 'success');
	const parts = early.map((execution) => takenAway(execution, absences));
	const [by] = parts;
	// Another error than n8n's own is never hidden behind an execution that was interrupted.
	return by === undefined || parts.includes(undefined) ? { kind: 'lost' } : { kind: 'interrupted', by };
}

/** The part whose absence ended an execution early; undefined when nothing explains it. */
function takenAway(
	{ status, error = '', writtenMs, endedMs = Infinity, begunBy, leftMs = Infinity }: ExecutionEntry,
	absences: readonly Absence[],
): string | undefined {
	const untilMs = Math.min(endedMs, leftMs);
	const explained = absences.filter((absence) => !isUnexplained(absence, absences));
	const went = (isMeant: (part: string) => boolean) =>
		explained.find(({ part, fromMs }) => isMeant(part) && fromMs >= writtenMs && fromMs <= untilMs)?.part;
	const wasAway = (sinceMs: number, toMs: number, isMeant: (part: string) => boolean) =>
		explained.find(
			({ part, fromMs, untilMs: backMs = Infinity }) =>
				isMeant(part) && fromMs <= toMs && backMs + NOTICED_MS >= sinceMs,
		)?.part;
	const worker = went((part) => (begunBy.length > 0 ? begunBy.includes(part) : part.startsWith('worker')));
	if (STALLED.test(error)) return worker;
	if (NO_DATABASE.test(error)) {
		const parts = ['PostgreSQL', ...begunBy.map((process) => `PostgreSQL of ${process}`)];
		const sinceMs = Math.max(writtenMs, untilMs - CONNECTING_MS);
		return wasAway(sinceMs, untilMs, (part) => parts.includes(part));
	}
	const isOpen = error === '' && ['new', 'running'].includes(status);
	// Only a main that starts says so.
	const wasFound =
		status === 'crashed' &&
		(error === '' || CRASHED.test(error)) &&
		wasAway(writtenMs, endedMs, (part) => part === 'main') !== undefined;
	if (!isOpen && !wasFound) return undefined;
	// What its worker has done with, well or not, could not be stored.
	const sinceMs = leftMs === Infinity ? writtenMs : leftMs;
	return worker ?? wasAway(sinceMs, untilMs + NOTICED_MS, (part) => SERVICES.has(part)) ?? went(() => true);
}

/**
 * Whether a part went away although the storm took away neither it nor, just before, a service that it cannot do without.
 *
 * @param absence of the part
 * @param absences of all parts
 */
export function isUnexplained(absence: Absence, absences: readonly Absence[]): boolean {
	if (absence.deliberate) return false;
	return !absences.some(
		({ part, deliberate, fromMs, untilMs = Infinity }) =>
			deliberate && SERVICES.has(part) && fromMs <= absence.fromMs && absence.fromMs <= untilMs + NOTICED_MS,
	);
}
