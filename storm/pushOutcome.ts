/** An execution, from n8n's database and its workers' logs. */
export interface ExecutionEntry {
	id: string;
	/** The push that started it. */
	push: number;
	status: string;
	/** How far it got: only to the trigger, to a node that has an effect, or to the last of these. */
	reached: 'trigger' | 'effect' | 'end';
	/** Effects that, according to the nodes, WeChat accepted. */
	reportedDelivered: ReadonlyArray<'template' | 'text'>;
	/** Effects that, according to the nodes, failed or may have failed. */
	reportedFailed: ReadonlyArray<'template' | 'text'>;
	/** Error of the execution in n8n. */
	error?: string;
	/** When it was stored, and when it got its last status, in Unix milliseconds. */
	writtenMs: number;
	endedMs?: number;
	/** Processes that ran it, according to their logs, e.g. `worker A`. */
	begunBy: readonly string[];
	/** When the last of them finished it, with or without success, according to its log: what happened to that process later is no excuse. */
	leftMs?: number;
}

/** A period in which a part of the installation was down. */
export interface Absence {
	/** `main`, `webhook A`, `worker A`, `Redis`, `PostgreSQL`; `PostgreSQL of worker A` until the worker has its connection again. */
	part: string;
	/** Whether the storm stopped it. An end for another reason excuses nothing. */
	deliberate: boolean;
	fromMs: number;
	/** Undefined while it is down. */
	untilMs?: number;
}

/** What happened to an acknowledged push. */
export type PushOutcome =
	/** One of its executions reached the end of its workflow. */
	| { kind: 'executed' }
	/** All that could have done so ended early, each because a part of n8n was stopped; `by` names that part for the first one. */
	| { kind: 'interrupted'; by: string }
	| { kind: 'lost' };

/** n8n's error for a job whose worker died, which replaces what the execution had done. */
const STALLED = /failed to be processed too many times|job stalled more than maxStalledCount/;
/** n8n's error for an execution that a process, when it started, found unfinished. */
const CRASHED = /^Workflow did not finish, possible out-of-memory issue/;
/**
 * Errors of PostgreSQL and its client while PostgreSQL is down. A worker takes jobs meanwhile and fails them, and goes on to do so until it
 * tries to connect again: its pauses grow to 16 s while PostgreSQL is down for 20 s.
 */
const NO_DATABASE =
	/Driver not Connected|timeout exceeded when trying to connect|ECONNREFUSED|ECONNRESET|Connection terminated|terminating connection|the database system is|Database connection/i;
/** n8n waits this long for a connection, and then reports that it had none. */
const CONNECTING_MS = 20_000;
const SERVICES: ReadonlySet<string> = new Set(['PostgreSQL', 'Redis']);
/** For this long after a service is back, a process may still notice that it was down. */
const NOTICED_MS = 1000;

/**
 * Finds out what happened to an acknowledged push.
 *
 * An execution that ended early counts as interrupted when n8n says so itself (or says nothing, because it never ended) **and** the part
 * that ran it was stopped by the storm meanwhile. One that ended with any other error, or while nothing was stopped, has no excuse: unless
 * another execution did the work, the push is lost. One that ended successfully after its trigger was recognized as a duplicate is right if
 * there is another execution.
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
	// An error other than n8n's own is never hidden behind an interrupted execution.
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
	const mayHaveRunIt = (part: string) =>
		begunBy.length > 0 ? begunBy.includes(part) : part.startsWith('worker');
	const worker = went(mayHaveRunIt);
	if (STALLED.test(error)) return worker;
	if (NO_DATABASE.test(error)) {
		const parts = ['PostgreSQL', ...begunBy.map((process) => `PostgreSQL of ${process}`)];
		const sinceMs = Math.max(writtenMs, untilMs - CONNECTING_MS);
		return wasAway(sinceMs, untilMs, (part) => parts.includes(part));
	}
	const isOpen = error === '' && ['new', 'running'].includes(status);
	// A process reports this when it starts: main of executions that are in no queue, a worker of those that it had begun.
	const wasFound =
		status === 'crashed' &&
		(error === '' || CRASHED.test(error)) &&
		wasAway(writtenMs, endedMs, (part) => part === 'main' || mayHaveRunIt(part)) !== undefined;
	if (!isOpen && !wasFound) return undefined;
	// The result of a finished execution could not be stored.
	const sinceMs = leftMs === Infinity ? writtenMs : leftMs;
	return worker ?? wasAway(sinceMs, untilMs + NOTICED_MS, (part) => SERVICES.has(part)) ?? went(() => true);
}

/**
 * Whether a part went down although the storm stopped neither it nor, just before, a service that it depends on.
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
