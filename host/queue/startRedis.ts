import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../freePort';
import type { Service } from './startService';
import { startService } from './startService';

/** A Redis server of our own, and how n8n finds it. */
export interface RedisService extends Service {
	env: Record<string, string>;
}

/**
 * Starts the installed redis-server on a free port of 127.0.0.1 with a random password; it keeps nothing on disk.
 *
 * @throws when redis-server is not installed or does not start
 */
export async function startRedis(): Promise<RedisService> {
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
			'appendonly no',
			`dir ${folder}`,
			'',
		].join('\n'),
		ready: /Ready to accept connections/,
		cleanUp: () => rmSync(folder, { recursive: true, force: true }),
	});
	return {
		...service,
		env: {
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(port),
			QUEUE_BULL_REDIS_PASSWORD: password,
		},
	};
}
