import { parse } from 'flatted';
import type { PollOptions } from '../pollUntil';
import { pollUntil } from '../pollUntil';
import { HostApiError, type RestSession } from './session';

/** An execution without its data. */
export interface ExecutionSummary {
	id: string;
	workflowId: string;
	status: 'new' | 'running' | 'waiting' | 'success' | 'error' | 'canceled' | 'crashed' | 'unknown';
	/** How it was started: `webhook`, `trigger`, `manual`, … */
	mode: string;
	startedAt: string | null;
	stoppedAt: string | null;
}

/** One item of a node's output. */
export interface OutputItem {
	json: Record<string, unknown>;
	binary?: Record<string, unknown>;
	pairedItem?: unknown;
	error?: unknown;
}

/** One run of one node. */
export interface NodeRun {
	executionStatus: string;
	/** ms */
	executionTime: number;
	error?: { message: string; description?: string | null; [field: string]: unknown };
	/** Items by connection type (`main`), then by output. */
	data?: Record<string, Array<OutputItem[] | null>>;
}

/** The data of an execution. */
export interface ExecutionData {
	resultData: {
		/** Runs by node name. */
		runData: Record<string, NodeRun[]>;
		lastNodeExecuted?: string;
		error?: { message: string; description?: string | null; [field: string]: unknown };
	};
	[field: string]: unknown;
}

/** An execution with its data. */
export interface Execution extends ExecutionSummary {
	data: ExecutionData;
}

const ENDED = new Set<ExecutionSummary['status']>(['success', 'error', 'canceled', 'crashed']);

/** The maximum that n8n returns at once. */
const PAGE = 100;

/** Executions with all their data. */
export class ExecutionsApi {
	constructor(private readonly session: RestSession) {}

	/** Executions of a workflow, oldest first; running ones included. */
	async list(workflowId: string): Promise<ExecutionSummary[]> {
		const found: ExecutionSummary[] = [];
		let cursor: string | undefined;
		do {
			const page: { results: ExecutionSummary[]; nextCursor?: string | null } = await this.session.call({
				attempt: `list executions of workflow ${workflowId}`,
				method: 'GET',
				path: '/executions',
				query: { filter: JSON.stringify({ workflowId }), limit: PAGE, ...(cursor ? { cursor } : {}) },
			});
			found.push(...page.results);
			cursor = page.nextCursor ?? undefined;
		} while (cursor);
		return found.sort((a, b) => Number(a.id) - Number(b.id));
	}

	/** One execution with its data. */
	async get(id: string): Promise<Execution> {
		const execution = await this.peek(id);
		if (execution) return execution;
		throw new Error(`The data of execution ${id} is not stored yet`);
	}

	/** One execution, unless its data is not stored yet: older n8n then returns none, or answers 500 (seen in 2.20.12). */
	private async peek(id: string): Promise<Execution | undefined> {
		try {
			const { data, ...stored } = await this.session.call<ExecutionSummary & { data?: string }>({
				attempt: `read execution ${id}`,
				method: 'GET',
				path: `/executions/${id}`,
			});
			const parsed = data === undefined ? undefined : (parse(data) as Partial<ExecutionData> | undefined);
			return parsed?.resultData ? { ...stored, data: parsed as ExecutionData } : undefined;
		} catch (error) {
			if (error instanceof HostApiError && error.body.includes("reading 'resultData'")) return undefined;
			throw error;
		}
	}

	/** Waits until an execution has ended, however it ended. */
	async waitFor(id: string, options: PollOptions = {}): Promise<Execution> {
		let seen: Execution | undefined;
		return await pollUntil(
			`execution ${id} to end`,
			async () => {
				seen = await this.peek(id);
				return seen && ENDED.has(seen.status) ? seen : undefined;
			},
			options,
			() => `it is ${seen?.status}`,
		);
	}

	/**
	 * Waits until the ended executions of a workflow meet the caller's condition.
	 *
	 * @param wanted minimum number of them, or a condition on them (oldest first)
	 * @returns all ended executions with their data, oldest first
	 */
	async waitForEnded(
		workflowId: string,
		wanted: number | ((ended: Execution[]) => boolean),
		options: PollOptions = {},
	): Promise<Execution[]> {
		const isEnough = typeof wanted === 'number' ? (ended: Execution[]) => ended.length >= wanted : wanted;
		const known = new Map<string, Execution>();
		let all: ExecutionSummary[] = [];
		return await pollUntil(
			typeof wanted === 'number'
				? `${wanted} executions of workflow ${workflowId} to end`
				: `the executions of workflow ${workflowId} to be as wanted`,
			async () => {
				all = await this.list(workflowId);
				for (const { id, status } of all) {
					if (!ENDED.has(status) || known.has(id)) continue;
					const execution = await this.peek(id);
					if (execution) known.set(id, execution);
				}
				const ended = [...known.values()];
				return isEnough(ended) ? ended : undefined;
			},
			options,
			() => `there are: ${all.map(({ id, status }) => `${id} ${status}`).join(', ') || 'none'}`,
		);
	}
}

/**
 * The JSON of the items that left a node, over all its runs.
 *
 * @param output which output of the node
 * @throws when the node did not run, with the names of the nodes that did
 */
export function outputOf(execution: Execution, nodeName: string, output = 0): Array<Record<string, unknown>> {
	const { runData } = execution.data.resultData;
	const runs = runData[nodeName];
	if (!runs) {
		throw new Error(
			`Node "${nodeName}" did not run in execution ${execution.id}; these did: ${Object.keys(runData).join(', ')}`,
		);
	}
	return runs.flatMap((run) => run.data?.main?.[output] ?? []).map(({ json }) => json);
}
