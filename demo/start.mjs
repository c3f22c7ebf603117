// Plain JavaScript without dependencies: a fresh clone has nothing installed yet.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const isWindows = process.platform === 'win32';

function run(command, args, what) {
	const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: isWindows });
	if (error) {
		process.stderr.write(`${what}: ${error.message}\n`);
		process.exit(1);
	}
	if (status !== 0) process.exit(status ?? 1);
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
	process.stderr.write(`Node.js 20.19 or newer is needed, this is ${process.versions.node}.\n`);
	process.exit(1);
}

const tsx = path.join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
if (!existsSync(tsx)) {
	process.stdout.write('Installing the development dependencies (npm ci) …\n');
	// What npm warns of here, such as a newer Node.js that one tool of the tests prefers, is nothing to act on.
	run('npm', ['ci', '--loglevel=error', '--no-audit', '--no-fund'], 'npm ci');
}
run(process.execPath, [tsx, path.join(root, 'demo', 'run.ts'), ...process.argv.slice(2)], 'demo');
