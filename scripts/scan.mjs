// n8n's package scanner, offline: on the source and on what npm would publish, unpacked.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { buildScanConfig, SOURCE_FILE_PATTERNS } from '@n8n/scan-community-package/scanner/scanner.mjs';

// The scanner brings an eslint of its own; its findings count, not those of ours.
const scannerRequire = createRequire(import.meta.resolve('@n8n/scan-community-package/scanner/scanner.mjs'));
const { ESLint } = scannerRequire('eslint');

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const ALLOWED = /^(package\.json|README\.md|LICENSE\.md|CHANGELOG\.md|dist\/.+)$/;

async function findings(name, folder, patterns) {
	const eslint = new ESLint({
		cwd: folder,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await buildScanConfig(),
	});
	const results = await eslint.lintFiles(patterns.map((pattern) => pattern));
	const count = results.reduce((sum, { errorCount, warningCount }) => sum + errorCount + warningCount, 0);
	process.stdout.write(`${name}: ${results.length} files, ${count} findings\n`);
	if (count > 0) process.stdout.write((await eslint.loadFormatter('stylish')).format(results));
	return count;
}

function run(command, args, cwd) {
	const { status, stdout, stderr } = spawnSync(command, args, {
		cwd,
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

/** In an empty folder nothing but the bundles themselves can be found. */
function loadBundles(folder) {
	const vendor = path.join(folder, 'dist', 'core', 'vendor');
	const bundles = readdirSync(vendor).filter((file) => file.endsWith('.js'));
	for (const bundle of bundles)
		run(process.execPath, ['-e', `require(${JSON.stringify(path.join(vendor, bundle))})`], folder);
	process.stdout.write(`BUNDLES: ${bundles.length} load without node_modules\n`);
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
	process.stdout.write(
		`CONTENTS: ${strangers.length} files that do not belong there\n${strangers.join('\n')}`,
	);
	failures += strangers.length;
	loadBundles(packed);
} finally {
	rmSync(temporary, { recursive: true, force: true });
}
process.exitCode = failures > 0 ? 1 : 0;
