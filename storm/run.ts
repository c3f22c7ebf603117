import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { openExecutions, readRecords } from './readRecords';
import { findSecrets, secretsOf } from './findSecrets';
import { addFaults, startLoad } from './load';
import { type DisruptionCounts, planDisruptions } from './plan';
import { type Records, countBy, isTelling, reconcile } from './reconcile';
import { type StormSetup, setUpStorm } from './setUpStorm';
import { readSizes, type Sizes } from './sizes';
import { type DisruptionsDone, disruptByPlan } from './disrupt';

/** How long n8n may take to finish after the load, ms; what is unfinished for longer will not end. */
const REST_MS = 150_000;
/** If nothing changes for this long, nothing will any more. */
const QUIET_MS = 30_000;
const PROGRESS_MS = 15_000;

type Say = (line: string) => void;

/**
 * `npm run storm -- [--small] [--seed S] [--pushes N] [--sends N] [--kills N] [--seconds N] [--keep FOLDER] [--json]`: n8n in queue mode
 * under load, with a platform that answers one call in ten with garbage, while its processes are killed and its services go down. Then the
 * records are compared. The last line is the result; exit code 1 when anything was lost, doubled, unlisted or leaked, or a process ended
 * although nothing was done to it, or so little succeeded that the rest means nothing.
 */
async function main(words: string[]): Promise<void> {
	const sizes = readSizes(words);
	const startedAt = Date.now();
	const since = () => Math.round((Date.now() - startedAt) / 1000);
	const say = (line: string) => void process.stderr.write(`${String(since()).padStart(4)} s  ${line}\n`);
	const setup = await setUpStorm({ ...sizes, say });
	try {
		const { records, disrupted, open } = await runLoad(setup, sizes, say);
		const { findings, interrupted, unexplainedEnds, ...balance } = reconcile(records);
		for (const line of [...refusals(records), ...findings]) say(line);
		say('looking for secrets');
		const secrets = await searchSecrets(setup);
		for (const line of secrets.lines) say(line);
		if (sizes.keep) await keep(sizes.keep, setup, records);
		const result = {
			...balance,
			kills: {
				...killsOf(setup, disrupted),
				unexplainedEnds,
				// n8n does not repeat the executions of a worker that died: see docs/decisions/017.
				interruptedPushes: Object.values(interrupted).reduce((sum, count) => sum + count, 0),
				executionsNeverEnded: open,
			},
			secretsFound: secrets.found,
			seconds: since(),
		};
		process.stdout.write(`${JSON.stringify(result)}\n`);
		const { pushes, sends } = balance;
		const faults = [
			pushes.lost,
			pushes.doubledEffects,
			sends.doubled,
			sends.unlisted,
			unexplainedEnds,
			secrets.found,
		];
		if (!isTelling(balance))
			say('less than a quarter of the pushes or items went through: this says nothing');
		if (faults.some((count) => count > 0) || !isTelling(balance)) process.exitCode = 1;
	} finally {
		await setup.close();
	}
}

/** Runs load and disruptions, and compares the records when everything has finished. */
async function runLoad(
	setup: StormSetup,
	sizes: Sizes,
	say: Say,
): Promise<{ records: Records; disrupted: DisruptionsDone; open: number }> {
	const { simulator, installation } = setup;
	const lastsMs = sizes.seconds * 1000;
	await addFaults(setup);
	const load = startLoad(setup, { ...sizes, lastsMs });
	const progress = setInterval(() => say(load.progress()), PROGRESS_MS);
	try {
		const plan = planDisruptions(sizes.seed, disruptionCounts(sizes), lastsMs);
		const [disrupted, told] = await Promise.all([disruptByPlan(installation, plan, load, say), load.done]);
		const { faults } = await simulator.control.state();
		say(`the load is over; ${faults.reduce((sum, { struck }) => sum + struck, 0)} calls were disturbed`);
		await simulator.control.fault({ clear: true });
		await simulator.control.settled();
		const open = await comeToRest(setup, say);
		return { records: await readRecords(setup, told), disrupted, open };
	} finally {
		clearInterval(progress);
	}
}

/** Waits until no execution is unfinished, or nothing has changed for a while; returns how many are unfinished. */
async function comeToRest(setup: StormSetup, say: Say): Promise<number> {
	const { main, webhooks, workers } = setup.installation;
	await Promise.all([main, ...webhooks, ...workers].map(async (one) => await one.ready()));
	const startedAt = Date.now();
	let open = await openExecutions(setup);
	let changedAt = Date.now();
	while (open > 0 && Date.now() - startedAt < REST_MS && Date.now() - changedAt < QUIET_MS) {
		await sleep(1000);
		const now = await openExecutions(setup);
		if (now !== open) changedAt = Date.now();
		open = now;
	}
	say(`${open} executions are left open`);
	return open;
}

async function searchSecrets(setup: StormSetup): Promise<{ found: number; lines: string[] }> {
	const { simulator, installation, pushAccount, bulkAccount, api, pushWorkflow, bulkWorkflow } = setup;
	const accounts = [pushAccount.account, bulkAccount.account];
	const secrets = secretsOf(accounts, await simulator.control.snapshot(), installation);
	const workflowIds = [pushWorkflow.id, bulkWorkflow.id];
	return await findSecrets(secrets, { ...installation, executions: api.executions, workflowIds });
}

/** Why pushes were not acknowledged, by reason. */
function refusals({ pushes }: Records): string[] {
	const reasons = countBy(
		pushes.flatMap(({ refusal }) => (refusal ? [refusal] : [])),
		(reason) => reason,
	);
	return [...reasons].map(([reason, count]) => `${count} pushes were not acknowledged: ${reason}`);
}

/** Keeps records and logs for the investigation. */
async function keep(
	folder: string,
	{ installation, simulator }: StormSetup,
	records: Records,
): Promise<void> {
	await mkdir(folder, { recursive: true });
	const texts = {
		'records.json': JSON.stringify(records),
		'deliveries.json': JSON.stringify(await simulator.control.deliveries()),
		'n8n.log': installation.log(),
		'n8n.sql': await installation.postgres.dump(),
	};
	for (const [name, text] of Object.entries(texts)) await writeFile(path.join(folder, name), text);
}

function killsOf({ installation, balancer }: StormSetup, disrupted: DisruptionsDone): Record<string, number> {
	const all = [installation.main, ...installation.webhooks, ...installation.workers];
	return {
		worker: disrupted['kill worker'] ?? 0,
		webhookProcessor: disrupted['kill webhook processor'] ?? 0,
		main: disrupted['kill main'] ?? 0,
		terminatedWorker: disrupted['terminate worker'] ?? 0,
		redisRestarts: disrupted['restart Redis'] ?? 0,
		postgresAway: disrupted['PostgreSQL away'] ?? 0,
		clockBack: disrupted['clock an hour back'] ?? 0,
		processRestarts: all.reduce((sum, one) => sum + one.restarts(), 0),
		answersLost: balancer.lost(),
	};
}

function disruptionCounts({ kills }: Sizes): DisruptionCounts {
	const once = kills > 0 ? 1 : 0;
	return {
		'kill worker': kills,
		'kill webhook processor': kills,
		'kill main': kills,
		'terminate worker': once,
		'restart Redis': once,
		'PostgreSQL away': once,
		'clock an hour back': once,
	};
}

main(process.argv.slice(2)).then(
	() => process.exit(),
	(error: unknown) => {
		process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
		// Everything that was started ends with this process.
		process.exit(1);
	},
);
