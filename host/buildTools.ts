import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { RunOptions } from './runCommand';
import { runCommand } from './runCommand';

/** The commands needed to compile sqlite3, with their Debian packages. */
const TOOLS = [
	{ command: 'python3', debian: 'python3' },
	{ command: 'make', debian: 'make' },
	{ command: 'g++', debian: 'g++' },
] as const;

const works = (command: string): boolean =>
	spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;

/**
 * The message for a machine without build tools.
 *
 * @param missing names of the missing commands
 */
function missingToolsMessage(missing: string[]): string {
	return [
		`n8n's SQLite driver has to be compiled once, and this machine lacks: ${missing.join(', ')}.`,
		'Debian or Ubuntu: sudo apt-get install -y python3 make g++',
		'Fedora: sudo dnf install -y python3 make gcc-c++',
		'macOS: xcode-select --install',
		'Then run the same command again; what was downloaded is kept.',
	].join('\n');
}

/** Options of {@link ensureBuildTools}; the functions are replaced in tests. */
export interface BuildToolsOptions extends Pick<RunOptions, 'cwd'> {
	log: (line: string) => void;
	/** Whether a command exists and runs. */
	isThere?: (command: string) => boolean;
	/** Whether apt-get may be used: Debian or a descendant, running as root. */
	mayInstall?: () => boolean;
}

const isDebianRoot = (): boolean =>
	process.getuid?.() === 0 && existsSync('/etc/debian_version') && works('apt-get');

/**
 * Makes sure that python3, make and g++ exist. On Debian as root they are installed; anywhere else a missing one is an error that names it
 * and the packages.
 */
export async function ensureBuildTools(options: BuildToolsOptions): Promise<void> {
	const { cwd, log, isThere = works, mayInstall = isDebianRoot } = options;
	const missing = TOOLS.filter(({ command }) => !isThere(command));
	if (missing.length === 0) return;
	if (!mayInstall()) throw new Error(missingToolsMessage(missing.map(({ command }) => command)));

	const packages = missing.map(({ debian }) => debian);
	log(`installing system packages: ${packages.join(' ')}`);
	const run = { cwd, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
	await runCommand('apt-get', ['update', '-q'], run);
	await runCommand('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], run);
}
