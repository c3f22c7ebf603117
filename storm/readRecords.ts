import { parse } from 'flatted';
import type { Absence, ExecutionEntry } from './pushOutcome';
import type { LoadRecords } from './load';
import type { Records, PhoneEntry } from './reconcile';
import type { Audience, StormSetup } from './setUpStorm';
import { EFFECT_NODE, LAST_NODE } from './workflows';
import { workersOf } from './workersOf';

/** n8n's longest pause between two attempts to connect, plus some time for the attempt. */
const LONGEST_PAUSE_MS = 40_000;

const MARKS = { P: 'template', A: 'text', B: 'bulk' } as const;

/**
 * Reads the records of the platform and of n8n's database when everything is over.
 *
 * @param setup of the storm
 * @param load records of the callers
 */
export async function readRecords(setup: StormSetup, load: LoadRecords): Promise<Records> {
	const { installation } = setup;
	const { absences } = installation;
	return {
		...load,
		executions: await readExecutions(setup),
		phones: [
			...(await readPhones(setup, setup.pushAccount)),
			...(await readPhones(setup, setup.bulkAccount)),
		],
		absences: [...absences, ...withoutDatabase(installation.log(), absences)],
	};
}

async function readExecutions({ installation, pushWorkflow }: StormSetup): Promise<ExecutionEntry[]> {
	const workers = workersOf(installation.log());
	const rows = await installation.postgres.query(`
		SELECT e.id, s.push, e.status, s.written_ms, coalesce(n.ended_ms::text, ''), coalesce(d.data, '')
		FROM execution_entity e JOIN storm_started s ON s.execution = e.id
		LEFT JOIN storm_ended n ON n.execution = e.id
		LEFT JOIN execution_data d ON d."executionId" = e.id
		WHERE e."workflowId" = '${pushWorkflow.id}' AND s.push IS NOT NULL`);
	return rows.map((row) => {
		const [id = '', push, status = '', writtenMs, endedMs, data = ''] = row.split('\t');
		return {
			id,
			push: Number(push),
			status,
			writtenMs: Number(writtenMs),
			...(endedMs ? { endedMs: Number(endedMs) } : {}),
			...(workers.get(id) ?? { begunBy: [] }),
			...traceOf(data),
		};
	});
}

/**
 * Until when each process was without its connection to PostgreSQL, according to its own log: it tries again after pauses.
 *
 * @internal
 * @param log of all processes: time, name, line
 * @param absences of all parts
 */
export function withoutDatabase(log: string, absences: readonly Absence[]): Absence[] {
	const recovered = [...log.matchAll(/^(\S+) ([^:]+): .*Database connection recovered/gm)];
	return absences
		.filter(({ part }) => part === 'PostgreSQL')
		.flatMap(({ deliberate, fromMs, untilMs = Infinity }) => {
			const parts = new Set<string>();
			return recovered.flatMap(([, time = '', process = '']) => {
				const atMs = Date.parse(time);
				const part = `PostgreSQL of ${process}`;
				if (atMs < fromMs || atMs > untilMs + LONGEST_PAUSE_MS || parts.has(part)) return [];
				parts.add(part);
				return [{ part, deliberate, fromMs, untilMs: atMs }];
			});
		});
}

/** For an execution that was not stored, n8n only knows from a log which nodes ended, and uses this in place of their output. */
const MADE_UP = 'isArtificialRecoveredEventItem';

interface Run {
	/** Error of the node as a whole. */
	error?: object;
	data?: { main?: Array<Array<{ json: object }> | null> };
}

/**
 * Determines from an execution's data how far it got.
 *
 * @internal
 * @param data as n8n stores it (flatted); empty when there is none
 */
export function traceOf(
	data: string,
): Pick<ExecutionEntry, 'reached' | 'reportedDelivered' | 'reportedFailed' | 'error'> {
	const { resultData } = (data === '' ? {} : parse(data)) as {
		resultData?: { runData?: Record<string, Run[]>; error?: { message?: string } };
	};
	const { runData = {}, error } = resultData ?? {};
	const itemsOf = (node: string) =>
		(runData[node] ?? []).flatMap(({ data: { main = [] } = {} }) =>
			main.flatMap((items) => (items ?? []).map(({ json }) => json)),
		);
	const effectsWhere = (told: (node: string) => boolean) => [
		...(told(EFFECT_NODE) ? (['template'] as const) : []),
		...(told(LAST_NODE) ? (['text'] as const) : []),
	];
	const reachedBefore = EFFECT_NODE in runData ? 'effect' : 'trigger';
	return {
		reached: LAST_NODE in runData ? 'end' : reachedBefore,
		reportedDelivered: effectsWhere((node) =>
			itemsOf(node).some((json) => !('error' in json) && !(MADE_UP in json)),
		),
		reportedFailed: effectsWhere(
			(node) =>
				itemsOf(node).some((json) => 'error' in json) || (runData[node] ?? []).some((run) => 'error' in run),
		),
		...(error ? { error: error.message ?? 'an error without a message' } : {}),
	};
}

/** Every message on the phones of an account's followers. */
async function readPhones({ simulator }: StormSetup, { account, openids }: Audience): Promise<PhoneEntry[]> {
	const entries: PhoneEntry[] = [];
	for (const openid of openids) {
		for (const { from, content } of await simulator.control.chat({ appid: account.appid, openid })) {
			const mark = from === 'account' && /"([PAB])(\d+)"/.exec(JSON.stringify(content));
			if (mark) entries.push({ kind: MARKS[mark[1] as keyof typeof MARKS], number: Number(mark[2]) });
		}
	}
	return entries;
}

/** The number of executions that n8n shows as not ended. */
export async function openExecutions({ installation }: StormSetup): Promise<number> {
	const [count] = await installation.postgres.query(
		`SELECT count(*) FROM execution_entity WHERE status IN ('new', 'running', 'waiting')`,
	);
	return Number(count);
}
