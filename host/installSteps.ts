import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { askRegistry } from './askRegistry';
import { ensureBuildTools } from './buildTools';
import type { LockFile } from './lockedPackages';
import { differencesFromLock } from './lockedPackages';
import { runCommand } from './runCommand';
import type { HostRelease } from './versions';

/** Input of an installation step. */
export interface StepContext {
	/** Folder of the installation. */
	dir: string;
	log: (line: string) => void;
	/** Called every few seconds during a long command. */
	onTick: () => void;
}

/** One step of the installation. Steps run in order, and a finished one is not repeated after an interruption. */
export interface Step {
	name: string;
	title: string;
	run(context: StepContext): Promise<void>;
}

const readLock = async (file: string): Promise<LockFile> =>
	JSON.parse(await readFile(file, 'utf8')) as LockFile;

/** Paths of the parts of the installation in `dir`. */
export function installationPaths(
	dir: string,
): Record<'nodeModules' | 'nodeBin' | 'n8nBin' | 'sqlite', string> {
	const nodeModules = path.join(dir, 'node_modules');
	return {
		nodeModules,
		nodeBin: packagedNode(dir) ?? process.execPath,
		n8nBin: path.join(nodeModules, 'n8n', 'bin', 'n8n'),
		sqlite: path.join(nodeModules, 'sqlite3', 'build', 'Release', 'node_sqlite3.node'),
	};
}

/** The Node.js that npm has installed for this platform; undefined where the lock file has none. */
function packagedNode(dir: string): string | undefined {
	if (process.platform !== 'linux' || !['x64', 'arm64'].includes(process.arch)) return undefined;
	return path.join(dir, 'node_modules', `node-linux-${process.arch}`, 'bin', 'node');
}

/**
 * Environment for npm and the compiler: the caller's, without the variables that `npm run` and tsx set for their children. Registry, proxy
 * and certificate settings are kept.
 *
 * @internal
 */
export function toolEnv(env: NodeJS.ProcessEnv, nodeBin?: string): NodeJS.ProcessEnv {
	const kept = Object.entries(env).filter(
		([name]) =>
			!/^(NODE_OPTIONS|NODE_ENV|INIT_CWD|npm_(package|lifecycle|config_(local_prefix|prefix|workspace)).*)$/i.test(
				name,
			),
	);
	const result = Object.fromEntries(kept);
	if (nodeBin) result.PATH = `${path.dirname(nodeBin)}${path.delimiter}${env.PATH ?? ''}`;
	return result;
}

const NPM_OPTIONS = [
	'--no-save',
	'--ignore-scripts',
	'--omit=dev',
	'--include=optional',
	'--include=peer',
	'--install-strategy=hoisted',
	'--engine-strict=false',
	'--strict-peer-deps=false',
	'--legacy-peer-deps=false',
	'--global=false',
	'--no-audit',
	'--no-fund',
	'--no-update-notifier',
	'--loglevel=error',
];

async function installPackages({ folder, n8n }: HostRelease, { dir, onTick }: StepContext): Promise<void> {
	for (const file of ['package.json', 'package-lock.json']) {
		await copyFile(path.join(folder, file), path.join(dir, file));
	}
	const env = toolEnv(process.env);
	await askRegistry('sqlite3', { cwd: dir, env });
	// `npm ci` refuses a lock file without the optional packages of other platforms that a registry does not carry.
	await runCommand('npm', ['install', '--prefix', dir, ...NPM_OPTIONS], {
		cwd: dir,
		env,
		onTick,
	});
	const differences = differencesFromLock(
		await readLock(path.join(folder, 'package-lock.json')),
		await readLock(path.join(dir, 'node_modules', '.package-lock.json')),
	);
	if (differences.length > 0) {
		throw new Error(
			`npm did not install what the lock file of n8n ${n8n} asks for (${differences.length} differences):\n${differences.slice(0, 10).join('\n')}`,
		);
	}
}

async function buildSqlite(release: HostRelease, { dir, log, onTick }: StepContext): Promise<void> {
	const { nodeModules, nodeBin, sqlite } = installationPaths(dir);
	const built = await builtBefore(release, dir);
	if (existsSync(built)) {
		log('a driver for this Node.js was compiled before');
		await mkdir(path.dirname(sqlite), { recursive: true });
		await copyFile(built, sqlite);
		return;
	}
	await ensureBuildTools({ cwd: dir, log });
	const gyp = path.join(nodeModules, 'node-gyp', 'bin', 'node-gyp.js');
	// The packaged Node.js includes its headers; for any other one node-gyp would download them.
	const headers = packagedNode(dir) ? [`--nodedir=${path.dirname(path.dirname(nodeBin))}`] : [];
	await runCommand(
		nodeBin,
		[gyp, 'rebuild', '--directory', path.join(nodeModules, 'sqlite3'), '--jobs=max', ...headers],
		{ cwd: dir, env: toolEnv(process.env, nodeBin), onTick },
	);
	await copyFile(sqlite, built);
}

/** One build works for every n8n with the same driver, Node.js (its major version determines the ABI) and machine. */
async function builtBefore({ node }: HostRelease, dir: string): Promise<string> {
	const manifest = path.join(installationPaths(dir).nodeModules, 'sqlite3', 'package.json');
	const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
	const major = packagedNode(dir) ? Number.parseInt(node, 10) : Number.parseInt(process.versions.node, 10);
	const name = `sqlite3-${version}-node${major}-${process.platform}-${process.arch}.node`;
	return path.join(path.dirname(dir), name);
}

const CHECK = `
	const uses = (name) => { try { return require.resolve(name); } catch { return undefined; } };
	if (uses('isolated-vm')) require('isolated-vm');
	const { Database } = require('sqlite3');
	new Database(':memory:').get('select sqlite_version() as version', (error, row) => {
		if (error) throw error;
		console.log(JSON.stringify({ n8n: require('n8n/package.json').version, sqlite: row.version }));
	});
`;

async function checkInstallation(release: HostRelease, { dir }: StepContext): Promise<void> {
	const { nodeBin } = installationPaths(dir);
	const answer = await runCommand(nodeBin, ['-e', CHECK], { cwd: dir, env: toolEnv(process.env, nodeBin) });
	const { n8n } = JSON.parse(answer) as { n8n: string };
	if (n8n !== release.n8n) throw new Error(`Installed n8n ${n8n}, wanted ${release.n8n}`);
}

/**
 * All installation steps. Scripts of packages are never run; the only native module that n8n needs is compiled explicitly.
 *
 * @param release to install
 */
export function stepsFor(release: HostRelease): Step[] {
	const step = (
		name: string,
		title: string,
		run: (release: HostRelease, context: StepContext) => Promise<void>,
	) => ({
		name,
		title,
		run: async (context: StepContext) => await run(release, context),
	});
	return [
		step('packages', `download n8n ${release.n8n} and its packages`, installPackages),
		step('sqlite', 'compile the SQLite driver', buildSqlite),
		step('check', 'load the native modules', checkInstallation),
	];
}
