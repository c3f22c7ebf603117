import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../freePort';
import type { Service } from './startService';
import { startService } from './startService';

/** A Redis server started for this purpose, and n8n's settings for it. */
export interface RedisService extends Service {
	env: Record<string, string>;
	/** Everything written to it, as stored on disk; empty unless it is durable. */
	written(): Promise<Buffer>;
}

/**
 * Starts the installed redis-server on a free port of 127.0.0.1 with a random password.
 *
 * @param options `durable`: data survives a restart, as needed for a queue that must not lose anything
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
			// Text, which can be searched for values.
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
