// n8n's package scanner, offline: on the source and on what npm would publish, unpacked.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { buildScanConfig, SOURCE_FILE_PATTERNS } from '@n8n/scan-community-package/scanner/scanner.mjs';

// The scanner has its own version of eslint; its findings count, not those of ours.
const scannerRequire = createRequire(import.meta.resolve('@n8n/scan-community-package/scanner/scanner.mjs'));
const { ESLint } = scannerRequire('eslint');

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const ALLOWED = /^(package\.json|README(?:\.zh-CN)?\.md|LICENSE\.md|CHANGELOG\.md|dist\/.+)$/;

async function findings(name, folder, patterns) {
	const eslint = new ESLint({
		cwd: folder,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await buildScanConfig(),
	});
	const results = await eslint.lintFiles(patterns);
	const count = results.reduce((sum, { errorCount, warningCount }) => sum + errorCount + warningCount, 0);
	process.stdout.write(`${name}: ${results.length} files, ${count} findings\n`);
	if (count > 0) process.stdout.write((await eslint.loadFormatter('stylish')).format(results));
	return count;
}

function run(command, args, cwd, env = process.env) {
	const { status, stdout, stderr } = spawnSync(command, args, {
		cwd,
		env,
		encoding: 'utf8',
		shell: process.platform === 'win32',
	});
	if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`);
	return stdout;
}

/** Every file of the package, relative to its folder. */
function filesOf(folder, below = '') {
	return readdirSync(path.join(folder, below), { withFileTypes: true }).flatMap((entry) => {
		const file = path.posix.join(below, entry.name);
		return entry.isDirectory() ? filesOf(folder, file) : [file];
	});
}

/** In an empty folder only the bundles themselves can be found. */
function loadBundles(folder) {
	const bundles = filesOf(folder, 'dist/core/vendor').filter((file) => file.endsWith('.js'));
	for (const bundle of bundles) run(process.execPath, ['-e', `require('./${bundle}')`], folder);
	process.stdout.write(`BUNDLES: ${bundles.length} load without node_modules\n`);
}

/** n8n provides a package with n8n-workflow and nothing else. */
function loadNodes(folder) {
	const given = path.join(folder, '..', 'given');
	mkdirSync(given);
	symlinkSync(path.join(root, 'node_modules', 'n8n-workflow'), path.join(given, 'n8n-workflow'), 'junction');
	const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
	const classes = [...manifest.n8n.nodes, ...manifest.n8n.credentials];
	for (const file of classes) {
		const name = path.basename(file).split('.')[0];
		const load = `new (require('./${file}').${name})()`;
		run(process.execPath, ['-e', load], folder, { ...process.env, NODE_PATH: given });
	}
	process.stdout.write(`NODES: ${classes.length} classes load with n8n-workflow alone\n`);
}

/** Lines that name a folder of the build machine; `/home/web_user` is made up by Emscripten. */
function machinePaths(folder) {
	const own = [root, homedir(), tmpdir()].map((place) => place.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	const pattern = new RegExp(
		`(?<![\\w.-])(?:(?:${own.join('|')})(?![\\w-])|/(?:home|Users)/(?!web_user")\\w)`,
	);
	return filesOf(folder).flatMap((file) =>
		readFileSync(path.join(folder, file), 'utf8')
			.split('\n')
			.flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}`] : [])),
	);
}

function report(name, what, places) {
	process.stdout.write(
		`${name}: ${places.length} ${what}\n${places.map((place) => `  ${place}\n`).join('')}`,
	);
	return places.length;
}

const temporary = mkdtempSync(path.join(tmpdir(), 'wechat-mp-scan-'));
let failures = 0;
try {
	run(process.execPath, [path.join(root, 'node_modules', 'gulp', 'bin', 'gulp.js'), 'build'], root);
	const [{ filename }] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', temporary], root));
	run('tar', ['-xzf', filename], temporary);
	const packed = path.join(temporary, 'package');

	failures += await findings('SOURCE', root, SOURCE_FILE_PATTERNS);
	failures += await findings('TARBALL', packed, ['**/*.js', 'package.json']);
	const strangers = filesOf(packed).filter((file) => !ALLOWED.test(file));
	failures += report('CONTENTS', 'files that do not belong there', strangers);
	failures += report('PATHS', 'lines that name a folder of this machine', machinePaths(packed));
	loadBundles(packed);
	loadNodes(packed);
} finally {
	rmSync(temporary, { recursive: true, force: true });
}
process.exitCode = failures > 0 ? 1 : 0;
