import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../host/freePort';
import type { HostCommand, HostPorts } from '../host/hostEnv';
import { queueEnv } from '../host/queue/queueEnv';
import { type PostgresService, startPostgres } from '../host/queue/startPostgres';
import { type RedisService, startRedis } from '../host/queue/startRedis';
import { type RunningHost, startHost } from '../host/start';
import type { Absence } from './pushOutcome';

/** A process of n8n that is restarted whenever it ends, as systemd or Docker would do. */
export interface Supervised {
	name: string;
	/** Origin; stays the same. */
	url: string;
	/** Number of restarts. */
	restarts(): number;
	/** Sends a signal to n8n; `SIGKILL` also to everything that it has started. Waits until it is running first. */
	kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
	/** Waits until it is running. */
	ready(): Promise<RunningHost>;
	stop(): Promise<void>;
}

/** n8n in queue mode whose parts may be stopped. */
export interface Installation {
	main: Supervised;
	webhooks: readonly [Supervised, Supervised];
	workers: readonly [Supervised, Supervised];
	redis: RedisService;
	postgres: PostgresService;
	/** The key by which n8n encrypts credentials. */
	encryptionKey: string;
	/** Output of all processes: time, name, line. */
	log(): string;
	/** All files of all processes except those in which n8n keeps its encryption key. */
	files(): Promise<Buffer>;
	/** When which part was down; grows. */
	absences: Absence[];
	/** Sets the clocks of all n8n processes, including those started later. */
	setClock(skewMs: number): Promise<void>;
	stop(): Promise<void>;
}

const SKEWED_CLOCK = path.join(__dirname, 'skewedClock.ts');

/**
 * Starts Redis and PostgreSQL, which keep their data across a restart, and the five processes of n8n.
 *
 * @param options `packageDir` with the package, `publicUrl` of the balancer, `concurrency` of a worker, `say` gets progress
 */
export async function startInstallation(options: {
	packageDir: string;
	publicUrl: string;
	concurrency: number;
	say: (line: string) => void;
}): Promise<Installation> {
	const { packageDir, publicUrl, concurrency, say } = options;
	const folder = mkdtempSync(path.join(tmpdir(), 'wechat-mp-storm-'));
	const clock = path.join(folder, 'clock');
	const lines: string[] = [];
	const absences: Absence[] = [];
	const [redis, postgres] = await Promise.all([startRedis({ durable: true }), startPostgres()]);
	const shared = queueEnv([redis, postgres], publicUrl);
	const encryptionKey = shared.N8N_ENCRYPTION_KEY;
	const env = {
		...shared,
		N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
		// A dead worker's job is noticed after this time, by default a minute.
		QUEUE_WORKER_LOCK_DURATION: '5000',
		QUEUE_WORKER_LOCK_RENEW_TIME: '1000',
		QUEUE_WORKER_STALLED_INTERVAL: '1000',
		// A worker that is still without PostgreSQL fails every job that it takes: see docs/decisions/017.
		DB_RECOVERY_BACKOFF_MAX_MS: '1000',
		NODE_OPTIONS: `--require=${SKEWED_CLOCK}`,
		STORM_CLOCK: clock,
	};
	const start = async (name: string, command: HostCommand, args: string[] = []) => {
		const userFolder = path.join(folder, name.replace(' ', '-'));
		mkdirSync(userFolder);
		const ports = { main: await freePort(), broker: await freePort() };
		const log = (line: string) => void lines.push(`${new Date().toISOString()} ${name}: ${line}`);
		const launch = async () =>
			await startHost({ packageDir, env, command, args, ports, userFolder, log, startTimeoutMs: 240_000 });
		return supervise({ name, ports, launch, say, absences });
	};
	// Creates the tables, which the others expect to exist.
	const main = await start('main', 'start');
	await main.ready();
	const worker = [`--concurrency=${concurrency}`];
	const webhooks = [await start('webhook A', 'webhook'), await start('webhook B', 'webhook')] as const;
	const workers = [
		await start('worker A', 'worker', worker),
		await start('worker B', 'worker', worker),
	] as const;
	const all = [main, ...webhooks, ...workers];
	await Promise.all(all.map(async (one) => await one.ready()));
	return {
		main,
		webhooks,
		workers,
		redis,
		postgres,
		encryptionKey,
		log: () => lines.join('\n'),
		files: async () => await readFiles(folder),
		absences,
		setClock: async (skewMs) => await writeFile(clock, String(skewMs)),
		async stop() {
			await Promise.all(all.map(async (one) => await one.stop()));
			await Promise.all([redis.stop(), postgres.stop()]);
			rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
		},
	};
}

async function readFiles(folder: string): Promise<Buffer> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const files = entries
		.filter((entry) => entry.isFile() && entry.parentPath.includes('.n8n') && entry.name !== 'config')
		.map(({ parentPath, name }) => path.join(parentPath, name));
	return Buffer.concat(await Promise.all(files.map(async (file) => await readFile(file))));
}

function supervise({
	name,
	ports,
	launch,
	say,
	absences,
}: {
	name: string;
	ports: HostPorts;
	launch: () => Promise<RunningHost>;
	say: (line: string) => void;
	absences: Absence[];
}): Supervised {
	let starts = 0;
	let deliberate = false;
	let stopping = false;
	let present: Promise<RunningHost>;
	const run = async (): Promise<RunningHost> => {
		for (;;) {
			try {
				const host = await launch();
				starts += 1;
				for (const absence of absences) if (absence.part === name) absence.untilMs ??= Date.now();
				void host.ended.then((how) => {
					if (stopping) return;
					say(`${name} ${how}`);
					absences.push({ part: name, deliberate, fromMs: Date.now() });
					deliberate = false;
					present = run();
				});
				return host;
			} catch (error) {
				// The database may be down, as may happen when n8n is started in production.
				if (stopping || starts === 0) throw error;
				say(`${name} did not start: ${String(error).split('\n').at(-1)}`);
				absences.push({ part: name, deliberate: false, fromMs: Date.now() });
				await sleep(1000);
			}
		}
	};
	present = run();
	return {
		name,
		url: `http://127.0.0.1:${ports.main}`,
		restarts: () => Math.max(0, starts - 1),
		ready: async () => await present,
		async kill(signal) {
			for (;;) {
				const { pid, ended } = await present;
				deliberate = true;
				try {
					process.kill(signal === 'SIGKILL' ? -pid : pid, signal);
					return void (await ended);
				} catch {
					// It has just ended by itself.
					deliberate = false;
					await ended;
				}
			}
		},
		async stop() {
			stopping = true;
			await present.then(async (host) => await host.stop()).catch(() => undefined);
		},
	};
}
