import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../freePort';
import { runCommand } from '../runCommand';
import type { Service } from './startService';
import { startService } from './startService';

/** A PostgreSQL server started for this purpose, and n8n's settings for its database. */
export interface PostgresService extends Service {
	env: Record<string, string>;
	/** Runs SQL and returns the rows, one line each, with columns separated by tabs. */
	query(sql: string): Promise<string[]>;
	/** The whole database as text. */
	dump(): Promise<string>;
}

/** Where Debian installs the programs, by major version; they are not on the path. */
const DEBIAN = '/usr/lib/postgresql';

/** PostgreSQL refuses to run as root; its package creates this user. */
const SYSTEM_USER = 'postgres';

const DATABASE_USER = 'n8n';

/**
 * Starts the installed PostgreSQL on a free port of 127.0.0.1 with an empty database and a random password; nothing is kept after {@link
 * Service.stop}.
 *
 * @throws when PostgreSQL is not installed or does not start
 */
export async function startPostgres(): Promise<PostgresService> {
	const bin = programFolder();
	const user = process.getuid?.() === 0 ? SYSTEM_USER : undefined;
	const folder = await mkdtemp(path.join(tmpdir(), 'n8n-postgres-'));
	const cleanUp = (): void => rmSync(folder, { recursive: true, force: true });
	const password = randomBytes(16).toString('hex');
	const passwordFile = path.join(folder, 'password');
	const data = path.join(folder, 'data');
	try {
		await writeFile(passwordFile, password, { mode: 0o600 });
		if (user) await handOver(user, [folder, passwordFile]);
		const initdb = [
			path.join(bin, 'initdb'),
			`--pgdata=${data}`,
			`--username=${DATABASE_USER}`,
			`--pwfile=${passwordFile}`,
			'--auth=scram-sha-256',
			'--encoding=UTF8',
			'--locale=C.UTF-8',
			'--no-sync',
		];
		const become = user ? [`--reuid=${user}`, `--regid=${user}`, '--clear-groups'] : [];
		await runCommand('setpriv', [...become, ...initdb], { cwd: folder, env: { PATH: process.env.PATH } });
	} catch (error) {
		cleanUp();
		throw error;
	}
	const port = await freePort();
	const settings = {
		listen_addresses: '127.0.0.1',
		port: String(port),
		unix_socket_directories: '',
		// Five n8n processes, each with a pool.
		max_connections: '100',
		// Nobody needs this data after a crash.
		fsync: 'off',
		synchronous_commit: 'off',
	};
	const service = await startService({
		name: 'PostgreSQL',
		command: [
			path.join(bin, 'postgres'),
			'-D',
			data,
			...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
		],
		cwd: folder,
		user,
		ready: /database system is ready to accept connections/,
		cleanUp,
	});
	const client = async (program: string, args: string[]): Promise<string> =>
		await runCommand(
			path.join(bin, program),
			['--host=127.0.0.1', `--port=${port}`, `--username=${DATABASE_USER}`, '--dbname=postgres', ...args],
			{ cwd: '/', env: { PATH: process.env.PATH, PGPASSWORD: password, LC_ALL: 'C.UTF-8' } },
		);
	return {
		...service,
		get pid() {
			return service.pid;
		},
		query: async (sql) => {
			const rows = await client('psql', ['-XqAt', '-F\t', '-v', 'ON_ERROR_STOP=1', '-c', sql]);
			return rows.split('\n').filter((row) => row !== '');
		},
		dump: async () => await client('pg_dump', ['--inserts']),
		env: {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(port),
			DB_POSTGRESDB_DATABASE: 'postgres',
			DB_POSTGRESDB_USER: DATABASE_USER,
			DB_POSTGRESDB_PASSWORD: password,
		},
	};
}

/** The folder with the server's programs: Debian's newest, else one on the path. */
function programFolder(): string {
	const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
	const candidates = [
		...versions.map((version) => path.join(DEBIAN, version, 'bin')),
		...(process.env.PATH ?? '').split(path.delimiter),
	];
	const found = candidates.find((folder) =>
		['postgres', 'initdb'].every((program) => existsSync(path.join(folder, program))),
	);
	if (found) return found;
	throw new Error('PostgreSQL is not installed; on Debian and Ubuntu: bash .ci/install-queue-services');
}

async function handOver(user: string, paths: string[]): Promise<void> {
	const env = { PATH: process.env.PATH };
	const uid = Number(await runCommand('id', ['-u', user], { cwd: '/', env }));
	const gid = Number(await runCommand('id', ['-g', user], { cwd: '/', env }));
	for (const one of paths) chownSync(one, uid, gid);
}
