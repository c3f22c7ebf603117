import { setTimeout as sleep } from 'node:timers/promises';
import type { Absence } from './pushOutcome';
import type { Load } from './load';
import type { Disruption, PlannedDisruption } from './plan';
import type { Installation } from './processes';

const AWAY_MS = 20_000;
const HOUR_MS = 3_600_000;
/** How long to look for a worker with a bulk send before any worker is told to end. */
const BULK_MS = 30_000;

/** How often each disruption was made. */
export type DisruptionsDone = Partial<Record<Disruption, number>>;

/**
 * Disrupts by plan during the load. Disruptions of one process wait until it is back; the others go on meanwhile.
 *
 * @param installation to disrupt
 * @param plan of disruptions, in order
 * @param load in progress
 * @param say gets a line for each disruption
 */
export async function disruptByPlan(
	installation: Installation,
	plan: readonly PlannedDisruption[],
	load: Load,
	say: (line: string) => void,
): Promise<DisruptionsDone> {
	const startedAt = Date.now();
	const disrupted: DisruptionsDone = {};
	await Promise.all(
		plan.map(async ({ atMs, disruption, which }) => {
			await sleep(Math.max(0, startedAt + atMs - Date.now()));
			say(
				`${disruption}${/worker|webhook/.test(disruption) ? ` ${'AB'[which]}` : ''}; so far ${load.progress()}`,
			);
			await DISRUPTIONS[disruption](installation, which, load);
			disrupted[disruption] = (disrupted[disruption] ?? 0) + 1;
		}),
	);
	return disrupted;
}

const DISRUPTIONS: Record<Disruption, (on: Installation, which: 0 | 1, load: Load) => Promise<void>> = {
	'kill worker': async ({ workers }, which) => await workers[which].kill('SIGKILL'),
	'kill webhook processor': async ({ webhooks }, which) => await webhooks[which].kill('SIGKILL'),
	'kill main': async ({ main }) => await main.kill('SIGKILL'),
	'terminate worker': async ({ workers }, which, load) => {
		const until = Date.now() + BULK_MS;
		let busy = await load.bulkWorker();
		while (busy === undefined && Date.now() < until) {
			await sleep(50);
			busy = await load.bulkWorker();
		}
		await workers[busy ?? which].kill('SIGTERM');
	},
	'restart Redis': async ({ redis, absences }) =>
		await takeAway(absences, 'Redis', async () => await redis.restart('SIGTERM', async () => {})),
	// PostgreSQL's fast shutdown: connections are closed, committed data is kept.
	'PostgreSQL away': async ({ postgres, absences }) =>
		await takeAway(
			absences,
			'PostgreSQL',
			async () => await postgres.restart('SIGINT', async () => await sleep(AWAY_MS)),
		),
	'clock an hour back': async (installation) => {
		await installation.setClock(-HOUR_MS);
		await sleep(AWAY_MS);
		await installation.setClock(0);
	},
};

async function takeAway(absences: Absence[], part: string, restart: () => Promise<void>): Promise<void> {
	const absence: Absence = { part, deliberate: true, fromMs: Date.now() };
	absences.push(absence);
	await restart();
	absence.untilMs = Date.now();
}
