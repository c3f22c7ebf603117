import type { HostCommand } from '../hostEnv';
import type { RunningHost, StartOptions } from '../start';
import { startHost } from '../start';
import { queueEnv } from './queueEnv';
import type { PostgresService } from './startPostgres';
import { startPostgres } from './startPostgres';
import type { RedisService } from './startRedis';
import { startRedis } from './startRedis';

/** Options of {@link startQueue}. */
export interface QueueOptions extends Pick<StartOptions, 'packageDir' | 'log'> {
	/** Public origin of the webhooks: the load balancer in front of the webhook processors. */
	publicUrl: string;
	/** Concurrent executions of one worker; 5 by default. */
	concurrency?: number;
	/** Environment variables for every process. */
	env?: Record<string, string>;
}

/** n8n in queue mode: one main process without production webhooks, two webhook processors, two workers. */
export interface RunningQueue {
	main: RunningHost;
	webhooks: readonly [RunningHost, RunningHost];
	workers: readonly [RunningHost, RunningHost];
	redis: RedisService;
	postgres: PostgresService;
	/** Restarts the main process, with its data and ports, after it has been killed. */
	restartMain(): Promise<RunningHost>;
	/** Stops everything and removes all data. */
	stop(): Promise<void>;
}

/**
 * Starts Redis, PostgreSQL and five n8n processes on free ports of 127.0.0.1, each with the package.
 *
 * @throws when a part does not start; what was started before is stopped
 */
export async function startQueue(options: QueueOptions): Promise<RunningQueue> {
	const { packageDir, publicUrl, concurrency = 5, log } = options;
	const undo: Array<() => Promise<void>> = [];
	const stop = async (): Promise<void> => {
		// The services are stopped last: n8n writes to them until it ends.
		const [services, hosts] = [undo.splice(0, 2), undo.splice(0)];
		await Promise.all(hosts.map(async (step) => await step()));
		await Promise.all(services.map(async (step) => await step()));
	};
	const keep = <Part extends { stop(): Promise<void> }>(part: Part): Part => {
		undo.push(part.stop);
		return part;
	};
	try {
		const redis = keep(await startRedis());
		const postgres = keep(await startPostgres());
		const env = {
			...queueEnv([redis, postgres], publicUrl),
			...options.env,
		};
		const start = async (
			name: string,
			command: HostCommand,
			{ args, ports, userFolder }: Pick<StartOptions, 'args' | 'ports' | 'userFolder'> = {},
		) =>
			keep(
				await startHost({
					packageDir,
					env,
					command,
					args,
					ports,
					userFolder,
					log: log && ((line) => log(`${name}: ${line}`)),
				}),
			);
		// Creates the tables, which the others expect to exist.
		const main = await start('main', 'start');
		const others = await Promise.allSettled([
			start('webhook A', 'webhook'),
			start('webhook B', 'webhook'),
			start('worker A', 'worker', { args: [`--concurrency=${concurrency}`] }),
			start('worker B', 'worker', { args: [`--concurrency=${concurrency}`] }),
		]);
		const [webhookA, webhookB, workerA, workerB] = others.map((one) => {
			if (one.status === 'rejected') throw one.reason;
			return one.value;
		}) as [RunningHost, RunningHost, RunningHost, RunningHost];
		return {
			main,
			webhooks: [webhookA, webhookB],
			workers: [workerA, workerB],
			redis,
			postgres,
			restartMain: async () => await start('main', 'start', main),
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}
