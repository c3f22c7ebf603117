import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { findSecrets, openExecutions, readBooks } from './books';
import { orderFaults, startLoad } from './load';
import { type BlowCounts, planBlows } from './plan';
import { reconcile } from './reconcile';
import { type Scene, setScene } from './scene';
import { strikeByPlan } from './strike';

/** How long n8n may take to come to rest after the load, ms; what is open for longer will not end. */
const REST_MS = 150_000;
/** As long as nothing changes, nothing more will. */
const QUIET_MS = 30_000;

interface Sizes {
	seed: string;
	pushes: number;
	sends: number;
	/** Of each: worker, webhook processor, main. */
	kills: number;
	seconds: number;
}

/**
 * `npm run storm -- [--small] [--seed S] [--pushes N] [--sends N] [--kills N] [--seconds N] [--json]`: n8n in queue mode under load,
 * with a platform that answers one call in ten with rubbish, while its processes die and its services go away. Then the books are
 * compared. The last line is the result; exit code 1 when anything was lost, doubled, unlisted or leaked.
 */
async function main(words: string[]): Promise<void> {
	const sizes = readSizes(words);
	const { seed, pushes, sends, seconds } = sizes;
	const startedAt = Date.now();
	const since = () => Math.round((Date.now() - startedAt) / 1000);
	const say = (line: string) => void process.stderr.write(`${String(since()).padStart(4)} s  ${line}\n`);
	const scene = await setScene({ seed, pushes, sends, say });
	try {
		const { installation, simulator } = scene;
		await orderFaults(scene);
		const lastsMs = seconds * 1000;
		const load = startLoad(scene, { pushes, sends, lastsMs, seed });
		const plan = planBlows(seed, blowCounts(sizes), lastsMs);
		const [fallen, books] = await Promise.all([strikeByPlan(installation, plan, load, say), load.done]);
		say('the load is over');
		await simulator.control.fault({ clear: true });
		await simulator.control.settled();
		const open = await comeToRest(scene, say);
		const { findings, interrupted, ...balance } = reconcile(await readBooks(scene, books));
		for (const finding of findings) say(finding);
		const secrets = await findSecrets(scene);
		for (const line of secrets.lines) say(line);
		const restarts = [installation.main, ...installation.webhooks, ...installation.workers];
		const result = {
			...balance,
			kills: {
				worker: fallen['kill worker'] ?? 0,
				webhookProcessor: fallen['kill webhook processor'] ?? 0,
				main: fallen['kill main'] ?? 0,
				terminatedWorker: fallen['terminate worker'] ?? 0,
				redisRestarts: fallen['restart Redis'] ?? 0,
				postgresAway: fallen['PostgreSQL away'] ?? 0,
				clockBack: fallen['clock an hour back'] ?? 0,
				processRestarts: restarts.reduce((sum, one) => sum + one.restarts(), 0),
				answersLost: scene.balancer.lost(),
				// n8n does not repeat what its worker was at work on: see docs/decisions/017.
				interruptedPushes: interrupted,
				executionsNeverEnded: open,
			},
			secretsFound: secrets.found,
			seconds: since(),
		};
		process.stdout.write(`${JSON.stringify(result)}\n`);
		const { pushes: p, sends: s } = balance;
		const faults = p.lost + p.doubledEffects + s.doubled + s.unlisted + secrets.found;
		if (faults > 0) process.exitCode = 1;
	} finally {
		await scene.close();
	}
}

/** Waits until no execution is open, or nothing has changed for a while; gives how many are left open. */
async function comeToRest(scene: Scene, say: (line: string) => void): Promise<number> {
	const { main, webhooks, workers } = scene.installation;
	await Promise.all([main, ...webhooks, ...workers].map(async (one) => await one.ready()));
	const startedAt = Date.now();
	let open = await openExecutions(scene);
	let changedAt = Date.now();
	while (open > 0 && Date.now() - startedAt < REST_MS && Date.now() - changedAt < QUIET_MS) {
		await sleep(1000);
		const now = await openExecutions(scene);
		if (now !== open) changedAt = Date.now();
		open = now;
	}
	say(`${open} executions are left open`);
	return open;
}

function blowCounts({ kills }: Sizes): BlowCounts {
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

const SMALL = { pushes: 200, sends: 200, kills: 1, seconds: 150 };
const USUAL = { pushes: 1500, sends: 1500, kills: 5, seconds: 540 };

function readSizes(words: readonly string[]): Sizes {
	const usual = words.includes('--small') ? SMALL : USUAL;
	const sizes: Sizes = { seed: 'storm', ...usual };
	for (const [index, word] of words.entries()) {
		const name = word.replace(/^--/, '');
		if (word === '--small' || word === '--json' || !word.startsWith('--')) continue;
		const value = words[index + 1] ?? '';
		if (name === 'seed') sizes.seed = value;
		else if (name in usual && Number(value) >= 0 && value !== '')
			sizes[name as keyof typeof usual] = Number(value);
		else
			throw new Error(`${word} ${value}: there are --small, --seed, --pushes, --sends, --kills, --seconds`);
	}
	return sizes;
}

main(process.argv.slice(2)).then(
	() => process.exit(),
	(error: unknown) => {
		process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
		// What was started ends with this process.
		process.exit(1);
	},
);
