import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const SIMULATOR = path.resolve(__dirname, '..', '..', '..', 'simulator');
/**
 * A folder that nothing is looked for in before they are there: Jest remembers for a whole run where packages are missing, and
 * would not find them in `simulator/node_modules` afterwards.
 */
const FOLDER = path.join(SIMULATOR, '.cache', 'clients');
const LOCK = `${FOLDER}.lock`;
const POLL_MS = 200;
/** An installation that takes longer was interrupted. */
const STALE_MS = 120_000;

interface Manifest {
	devDependencies: Record<string, string>;
	overrides: Record<string, string>;
}
interface Lockfile {
	packages: Record<string, { version: string }>;
}

/**
 * Loads a client written by others, installing all of them first when they are missing: they are dependencies of the
 * simulator's own package, so that the root stays free of them.
 *
 * @param name package name
 * @throws when they cannot be installed; says what failed
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
	const { devDependencies } = readJson<Manifest>(SIMULATOR, 'package.json');
	const { packages } = readJson<Lockfile>(SIMULATOR, 'package-lock.json');
	return Object.keys(devDependencies).every((name) => {
		const manifest = path.join('node_modules', name, 'package.json');
		if (!existsSync(path.join(FOLDER, manifest))) return false;
		return (
			readJson<{ version: string }>(FOLDER, manifest).version === packages[`node_modules/${name}`]?.version
		);
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
	const { devDependencies, overrides } = readJson<Manifest>(SIMULATOR, 'package.json');
	mkdirSync(FOLDER, { recursive: true });
	const manifest = { name: 'clients-of-the-simulator', private: true, devDependencies, overrides };
	writeFileSync(path.join(FOLDER, 'package.json'), JSON.stringify(manifest));
	for (const file of ['package-lock.json', '.npmrc'])
		copyFileSync(path.join(SIMULATOR, file), path.join(FOLDER, file));
	try {
		await promisify(execFile)('npm', ['ci'], { cwd: FOLDER, shell: process.platform === 'win32' });
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw new Error(
			`The clients that the simulator is tested with cannot be installed: "npm ci" failed in simulator/.cache/clients. ${reason}`,
		);
	}
}

function readJson<Content>(folder: string, file: string): Content {
	return JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Content;
}
