import { copyFile, readFile } from 'node:fs/promises';
import path from 'node:path';
import { ensureBuildTools } from './buildTools';
import type { LockFile } from './lockedPackages';
import { differencesFromLock } from './lockedPackages';
import { runCommand } from './runCommand';
import { N8N_VERSION } from './versions';

/** What an installation step works with. */
export interface StepContext {
	/** Folder the installation is made in. */
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

/** Where the installation in `dir` keeps its parts. */
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

/** The Node.js that npm brings for this platform; undefined where the lock file has none. */
function packagedNode(dir: string): string | undefined {
	if (process.platform !== 'linux' || !['x64', 'arm64'].includes(process.arch)) return undefined;
	return path.join(dir, 'node_modules', `node-linux-${process.arch}`, 'bin', 'node');
}

/**
 * Environment for npm and the compiler: the caller's, without what `npm run` and tsx put there for their own children.
 * Registry, proxy and certificate settings stay.
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

async function installPackages({ dir, onTick }: StepContext): Promise<void> {
	for (const file of ['package.json', 'package-lock.json']) {
		await copyFile(path.join(__dirname, file), path.join(dir, file));
	}
	// `npm ci` refuses a lock file without the optional packages of other platforms that a registry does not carry.
	await runCommand('npm', ['install', '--prefix', dir, ...NPM_OPTIONS], {
		cwd: dir,
		env: toolEnv(process.env),
		onTick,
	});
	const differences = differencesFromLock(
		await readLock(path.join(__dirname, 'package-lock.json')),
		await readLock(path.join(dir, 'node_modules', '.package-lock.json')),
	);
	if (differences.length > 0) {
		throw new Error(
			`npm did not install what host/package-lock.json asks for (${differences.length} differences):\n${differences.slice(0, 10).join('\n')}`,
		);
	}
}

async function buildSqlite({ dir, log, onTick }: StepContext): Promise<void> {
	await ensureBuildTools({ cwd: dir, log });
	const { nodeModules, nodeBin } = installationPaths(dir);
	const gyp = path.join(nodeModules, 'node-gyp', 'bin', 'node-gyp.js');
	// The packaged Node.js brings its headers; any other would have node-gyp download them.
	const headers = packagedNode(dir) ? [`--nodedir=${path.dirname(path.dirname(nodeBin))}`] : [];
	await runCommand(
		nodeBin,
		[gyp, 'rebuild', '--directory', path.join(nodeModules, 'sqlite3'), '--jobs=max', ...headers],
		{ cwd: dir, env: toolEnv(process.env, nodeBin), onTick },
	);
}

const CHECK = `
	require('isolated-vm');
	const { Database } = require('sqlite3');
	new Database(':memory:').get('select sqlite_version() as version', (error, row) => {
		if (error) throw error;
		console.log(JSON.stringify({ n8n: require('n8n/package.json').version, sqlite: row.version }));
	});
`;

async function checkInstallation({ dir }: StepContext): Promise<void> {
	const { nodeBin } = installationPaths(dir);
	const answer = await runCommand(nodeBin, ['-e', CHECK], { cwd: dir, env: toolEnv(process.env, nodeBin) });
	const { n8n } = JSON.parse(answer) as { n8n: string };
	if (n8n !== N8N_VERSION) throw new Error(`Installed n8n ${n8n}, wanted ${N8N_VERSION}`);
}

/** The whole recipe. Scripts of packages never run; the one native module that n8n needs is compiled by us. */
export const STEPS: Step[] = [
	{ name: 'packages', title: `download n8n ${N8N_VERSION} and its packages`, run: installPackages },
	{ name: 'sqlite', title: 'compile the SQLite driver', run: buildSqlite },
	{ name: 'check', title: 'load the native modules', run: checkInstallation },
];
