import path from 'node:path';

/** The kinds of n8n process. Queue mode needs all three; a single process is `start`. */
export type HostCommand = 'start' | 'webhook' | 'worker';

/** Ports of one n8n process. */
export interface HostPorts {
	/** Editor, REST and webhooks; a worker's health check. */
	main: number;
	/** Port of the broker for task runners; each process has its own. */
	broker: number;
}

/** Modules that call home regardless of the settings. */
const CHATTY = ['mcp-registry', 'instance-reporting'];

/** Input of {@link hostEnv}. */
export interface HostEnvOptions {
	command: HostCommand;
	ports: HostPorts;
	/** Folder used instead of the user's home: n8n keeps everything in its `.n8n`. */
	userFolder: string;
	nodeBin: string;
	/** Names of the modules that this n8n has: it does not start when told to disable an unknown one. */
	modules: readonly string[];
	/** Environment of this process. */
	parent: NodeJS.ProcessEnv;
	/** The caller's own variables, which take precedence. */
	extra?: Record<string, string>;
}

/**
 * Variables that n8n inherits from this process. Nothing else is passed on: an `N8N_*`, `DB_*` or `QUEUE_*` variable of a developer's own
 * n8n would point ours at their data, and a proxy would get the calls that are meant for loopback.
 */
const INHERITED = [
	'PATH',
	'LANG',
	'LC_ALL',
	'LC_CTYPE',
	'TZ',
	'TMPDIR',
	'NODE_EXTRA_CA_CERTS',
	'SSL_CERT_FILE',
];

/** Nothing leaves the machine, nothing is advertised, nothing asks questions. */
const QUIET = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	// The current default; n8n has announced that it will change.
	N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
} as const;

/** The complete environment for one n8n process that listens only on 127.0.0.1. */
export function hostEnv(options: HostEnvOptions): Record<string, string> {
	const { command, ports, userFolder, nodeBin, modules, parent, extra } = options;
	const env: Record<string, string> = { ...QUIET };
	for (const name of INHERITED) {
		const value = parent[name];
		if (value !== undefined) env[name] = value;
	}
	const origin = `http://127.0.0.1:${ports.main}`;
	Object.assign(env, {
		PATH: `${path.dirname(nodeBin)}${path.delimiter}${env.PATH ?? ''}`,
		HOME: userFolder,
		NODE_ENV: 'production',
		N8N_USER_FOLDER: userFolder,
		N8N_HOST: '127.0.0.1',
		N8N_PROTOCOL: 'http',
		N8N_PORT: String(ports.main),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_SECURE_COOKIE: 'false',
		N8N_EDITOR_BASE_URL: `${origin}/`,
		N8N_DISABLED_MODULES: CHATTY.filter((name) => modules.includes(name)).join(','),
		N8N_WEBHOOK_URL: `${origin}/`,
		// Its name before 2.x.
		WEBHOOK_URL: `${origin}/`,
		N8N_RUNNERS_BROKER_PORT: String(ports.broker),
		N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
	});
	if (command === 'worker') {
		Object.assign(env, {
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(ports.main),
			N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		});
	}
	return { ...env, ...extra };
}
