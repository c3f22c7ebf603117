import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../freePort';
import type { Service } from './startService';
import { startService } from './startService';

/** A Redis server of our own, and how n8n finds it. */
export interface RedisService extends Service {
	env: Record<string, string>;
	/** Everything that it has been told, as it keeps it on disk; empty unless it keeps it. */
	written(): Promise<Buffer>;
}

/**
 * Starts the installed redis-server on a free port of 127.0.0.1 with a random password.
 *
 * @param options `durable`: what it is told outlives a restart, as a queue that must not lose anything needs it
 * @throws when redis-server is not installed or does not start
 */
export async function startRedis({ durable = false }: { durable?: boolean } = {}): Promise<RedisService> {
	const folder = await mkdtemp(path.join(tmpdir(), 'n8n-redis-'));
	const password = randomBytes(16).toString('hex');
	const port = await freePort();
	const service = await startService({
		name: 'redis-server',
		command: ['redis-server', '-'],
		cwd: folder,
		input: [
			'bind 127.0.0.1',
			`port ${port}`,
			`requirepass ${password}`,
			'save ""',
			`appendonly ${durable ? 'yes' : 'no'}`,
			'appendfsync always',
			// Text, in which one can look for values.
			'aof-use-rdb-preamble no',
			'auto-aof-rewrite-percentage 0',
			`dir ${folder}`,
			'',
		].join('\n'),
		ready: /Ready to accept connections/,
		cleanUp: () => rmSync(folder, { recursive: true, force: true }),
	});
	return {
		...service,
		get pid() {
			return service.pid;
		},
		written: async () => await readAll(path.join(folder, 'appendonlydir')),
		env: {
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(port),
			QUEUE_BULL_REDIS_PASSWORD: password,
		},
	};
}

async function readAll(folder: string): Promise<Buffer> {
	const names = await readdir(folder).catch(() => []);
	return Buffer.concat(await Promise.all(names.map(async (name) => await readFile(path.join(folder, name)))));
}
