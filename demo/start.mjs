// Plain JavaScript without dependencies: a fresh clone has nothing installed yet.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import language from './language.cjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const modules = path.join(root, 'node_modules');
const isWindows = process.platform === 'win32';
const args = process.argv.slice(2);
const system = Intl.DateTimeFormat().resolvedOptions().locale;
const say = language.createSay(language.chooseLanguage(args, process.env, system));

const TICK_MS = 5_000;
const NPM_CI = ['ci', '--loglevel=error', '--no-audit', '--no-fund', '--no-update-notifier'];

/** Shows progress while npm works; npm's own output is shown only if it fails. */
async function installDependencies() {
	const started = Date.now();
	const show = () => {
		const seconds = Math.round((Date.now() - started) / 1000);
		process.stdout.write(`${say('npmCi', { seconds, size: sizeOfModules() })}\n`);
	};
	show();
	const ticker = setInterval(show, TICK_MS);
	const npm = spawn('npm', NPM_CI, { cwd: root, shell: isWindows, stdio: ['ignore', 'pipe', 'pipe'] });
	let output = '';
	for (const stream of [npm.stdout, npm.stderr]) stream.on('data', (text) => (output += text));
	const end = await new Promise((resolve) => npm.once('error', resolve).once('close', resolve));
	clearInterval(ticker);
	if (end === 0) return;
	process.stderr.write(`${say('errorNpm')} ${end instanceof Error ? end.message : ''}\n${output}`);
	process.exit(1);
}

function sizeOfModules() {
	try {
		const text = execFileSync('du', ['-sk', modules], {
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'ignore'],
		});
		return say('installSize', { bytes: `${Math.round((Number.parseInt(text, 10) * 1024) / 1e6)} MB` });
	} catch {
		// The program does not exist, or there is nothing to measure yet.
		return '';
	}
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
	process.stderr.write(`${say('errorNode', { version: process.versions.node })}\n`);
	process.exit(1);
}

if (!existsSync(path.join(modules, 'tsx', 'package.json'))) await installDependencies();
// In this process: an additional one would end at Ctrl-C, and the shell would not wait for n8n to end.
const { require: requireTypeScript } = await import('tsx/cjs/api');
requireTypeScript('./run.ts', import.meta.url);
