import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const FOLDER = path.resolve(__dirname, '..', '..', '..', 'simulator');
const LOCK = path.join(FOLDER, 'node_modules', '.installing');
const POLL_MS = 200;
/** An installation that takes longer was interrupted. */
const STALE_MS = 120_000;

interface Manifest {
	devDependencies: Record<string, string>;
}
interface Lockfile {
	packages: Record<string, { version: string }>;
}

/**
 * Loads a client written by others, installing all of them first when they are missing: they are dependencies of the
 * simulator's own package, so that the root stays free of them.
 *
 * @param name package name
 * @throws when they cannot be installed; says how to do it by hand
 */
export async function loadClient<Client>(name: string): Promise<Client> {
	await installClients();
	return createRequire(path.join(FOLDER, 'package.json'))(name) as Client;
}

/** Several test files may ask at once; one of them installs. */
async function installClients(): Promise<void> {
	while (!areInstalled()) {
		if (takeLock()) {
			try {
				if (!areInstalled()) await runNpm();
			} finally {
				rmSync(LOCK, { recursive: true, force: true });
			}
		} else await pause(POLL_MS);
	}
}

function areInstalled(): boolean {
	if (existsSync(LOCK)) return false;
	const { devDependencies } = readJson<Manifest>('package.json');
	const { packages } = readJson<Lockfile>('package-lock.json');
	return Object.keys(devDependencies).every((name) => {
		const manifest = `node_modules/${name}/package.json`;
		if (!existsSync(path.join(FOLDER, manifest))) return false;
		return readJson<{ version: string }>(manifest).version === packages[`node_modules/${name}`]?.version;
	});
}

function takeLock(): boolean {
	try {
		mkdirSync(path.dirname(LOCK), { recursive: true });
		mkdirSync(LOCK);
		return true;
	} catch {
		const since = existsSync(LOCK) ? statSync(LOCK).mtimeMs : Date.now();
		if (Date.now() - since > STALE_MS) rmSync(LOCK, { recursive: true, force: true });
		return false;
	}
}

async function runNpm(): Promise<void> {
	try {
		await promisify(execFile)('npm', ['ci'], { cwd: FOLDER, shell: process.platform === 'win32' });
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw new Error(
			`The clients that the simulator is tested with cannot be installed; run "npm ci --prefix simulator". ${reason}`,
		);
	}
}

function readJson<Content>(file: string): Content {
	return JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as Content;
}
