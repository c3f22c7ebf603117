import type { PostgresService } from '../host/queue/startPostgres';
import type { RedisService } from '../host/queue/startRedis';
import type { ExecutionsApi } from '../host/rest/executions';
import type { AccountView } from '../simulator/control/Control';
import { countSecrets, type Place } from './countSecrets';

/** Everything that n8n writes, and a certain text for each place. */
export interface Writings {
	postgres: Pick<PostgresService, 'dump'>;
	redis: Pick<RedisService, 'written'>;
	/** Output of all processes. */
	log(): string;
	/** Files of all processes. */
	files(): Promise<Buffer>;
	/** Access to executions as the editor gets them. */
	executions: Pick<ExecutionsApi, 'list' | 'get'>;
	/** Workflows whose executions are all searched; the first has at least one. */
	workflowIds: readonly string[];
}

/** Executions requested at a time. */
const AT_ONCE = 5;

/**
 * Searches for every secret in everything that n8n has written: the whole database, the output and files of its processes, everything that
 * Redis was ever told, and every execution as the editor gets it.
 *
 * @param secrets by name
 * @throws when a place cannot be read
 */
export async function findSecrets(
	secrets: ReadonlyMap<string, readonly string[]>,
	{ postgres, redis, log, files, executions, workflowIds }: Writings,
): Promise<{ found: number; lines: string[] }> {
	const [workflowId = ''] = workflowIds;
	const places: Place[] = [
		{ name: 'database', text: await postgres.dump(), holds: workflowId },
		{ name: 'Redis', text: await redis.written(), holds: workflowId },
		{ name: 'log', text: log(), holds: 'Worker started execution ' },
		{ name: 'files', text: await files(), holds: workflowId },
		{ name: 'execution exports', text: await exportAll(executions, workflowIds), holds: workflowId },
	];
	return countSecrets(secrets, places);
}

async function exportAll(
	executions: Pick<ExecutionsApi, 'list' | 'get'>,
	workflowIds: readonly string[],
): Promise<string> {
	const texts: string[] = [];
	for (const workflowId of workflowIds) {
		const all = await executions.list(workflowId);
		const next = all.values();
		await Promise.all(
			Array.from({ length: AT_ONCE }, async () => {
				for (const { id } of next) texts.push(JSON.stringify(await executions.get(id)));
			}),
		);
	}
	return texts.join('\n');
}

/** Keys with which n8n reads its credentials and reaches its services. */
export interface Keys {
	encryptionKey: string;
	redis: Pick<RedisService, 'env'>;
	postgres: Pick<PostgresService, 'env'>;
}

/**
 * Every secret of accounts and installation, by name.
 *
 * @param accounts with their keys
 * @param snapshot of the platform, which contains every access token that it has issued
 * @param keys of the installation
 */
export function secretsOf(
	accounts: ReadonlyArray<Pick<AccountView, 'secret' | 'token' | 'encodingAESKey'>>,
	snapshot: string,
	{ encryptionKey, redis, postgres }: Keys,
): Map<string, string[]> {
	const { tokens } = JSON.parse(snapshot) as { tokens: { $map: Array<[string, unknown]> } };
	return new Map([
		['AppSecret', accounts.map(({ secret }) => secret)],
		['Token', accounts.map(({ token }) => token)],
		['EncodingAESKey', accounts.map(({ encodingAESKey }) => encodingAESKey)],
		['access tokens', tokens.$map.map(([token]) => token)],
		['encryption key', [encryptionKey]],
		['passwords', [redis.env.QUEUE_BULL_REDIS_PASSWORD ?? '', postgres.env.DB_POSTGRESDB_PASSWORD ?? '']],
	]);
}
