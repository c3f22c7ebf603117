import { setTimeout as sleep } from 'node:timers/promises';
import type { Load } from './load';
import type { Blow, PlannedBlow } from './plan';
import type { Installation } from './processes';

const AWAY_MS = 20_000;
const HOUR_MS = 3_600_000;
/** How long a bulk send is waited for before a worker is asked to end all the same. */
const BULK_MS = 30_000;

/**
 * Strikes by plan while the load goes on. Blows at one process wait until it is there again; the others go on in the meantime.
 *
 * @param installation what is struck
 * @param plan in order
 * @param load under way
 * @param say gets a line for each blow
 * @returns how often each blow fell
 */
export async function strikeByPlan(
	installation: Installation,
	plan: readonly PlannedBlow[],
	load: Load,
	say: (line: string) => void,
): Promise<Record<Blow, number>> {
	const startedAt = Date.now();
	const fallen = {} as Record<Blow, number>;
	await Promise.all(
		plan.map(async ({ atMs, blow, which }) => {
			await sleep(Math.max(0, startedAt + atMs - Date.now()));
			say(`${blow}${/worker|webhook/.test(blow) ? ` ${'AB'[which]}` : ''}; so far ${load.progress()}`);
			await BLOWS[blow](installation, which, load);
			fallen[blow] = (fallen[blow] ?? 0) + 1;
		}),
	);
	return fallen;
}

const BLOWS: Record<Blow, (on: Installation, which: 0 | 1, load: Load) => Promise<void>> = {
	'kill worker': async ({ workers }, which) => await workers[which].strike('SIGKILL'),
	'kill webhook processor': async ({ webhooks }, which) => await webhooks[which].strike('SIGKILL'),
	'kill main': async ({ main }) => await main.strike('SIGKILL'),
	'terminate worker': async ({ workers }, which, load) => {
		const until = Date.now() + BULK_MS;
		while (load.bulkUnderWay() === 0 && Date.now() < until) await sleep(20);
		await workers[which].strike('SIGTERM');
	},
	'restart Redis': async ({ redis }) => await redis.restart('SIGTERM', async () => {}),
	// Its fast shutdown: connections are cut, what was committed is kept.
	'PostgreSQL away': async ({ postgres }) =>
		await postgres.restart('SIGINT', async () => await sleep(AWAY_MS)),
	'clock an hour back': async (installation) => {
		await installation.setClock(-HOUR_MS);
		await sleep(AWAY_MS);
		await installation.setClock(0);
	},
};
