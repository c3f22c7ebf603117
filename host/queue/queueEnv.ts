import { randomBytes } from 'node:crypto';

/** The environment that all processes of one n8n in queue mode share. */
export interface QueueEnv extends Record<string, string> {
	/** The key by which n8n encrypts credentials. */
	N8N_ENCRYPTION_KEY: string;
}

/**
 * Creates that environment, with a new encryption key.
 *
 * @param services environment with the addresses of Redis and PostgreSQL
 * @param publicUrl origin of the load balancer in front of the webhook processors
 */
export function queueEnv(
	services: ReadonlyArray<{ env: Record<string, string> }>,
	publicUrl: string,
): QueueEnv {
	return {
		...Object.fromEntries(services.flatMap(({ env }) => Object.entries(env))),
		EXECUTIONS_MODE: 'queue',
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('base64'),
		N8N_WEBHOOK_URL: `${publicUrl}/`,
		N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
	};
}
