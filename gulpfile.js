'use strict';

const { execFile } = require('node:child_process');
const { readFile, readdir, rm, writeFile } = require('node:fs/promises');
const path = require('node:path');
const { promisify } = require('node:util');
const esbuild = require('esbuild');
const gulp = require('gulp');
const { bundleOptionsOf } = require('./scripts/bundleOptions.cjs');

const OUT = 'dist';
const VENDOR = 'core/vendor';

async function clean() {
	await rm(OUT, { recursive: true, force: true });
}

async function compile() {
	const tsc = require.resolve('typescript/bin/tsc');
	try {
		await promisify(execFile)(process.execPath, [tsc, '-p', 'tsconfig.json']);
	} catch (error) {
		// tsc writes its findings to standard output.
		throw new Error(`The compiler found:\n${error.stdout ?? error.message}`);
	}
}

/** A community package may not have runtime dependencies: each file that names a library becomes a bundle of it. */
async function bundle() {
	const files = (await readdir(VENDOR)).filter((file) => file.endsWith('.ts'));
	const bundles = await Promise.all(
		files.map((file) =>
			esbuild.build({
				entryPoints: [path.join(VENDOR, file)],
				outdir: path.join(OUT, VENDOR),
				allowOverwrite: true,
				...bundleOptionsOf(file),
				legalComments: 'inline',
				metafile: true,
			}),
		),
	);
	const inputs = bundles.flatMap(({ metafile }) => Object.keys(metafile.inputs));
	await writeFile(path.join(OUT, 'THIRD-PARTY-LICENSES.txt'), await licenses(inputs));
}

/** The licenses of the libraries that are part of the bundles, as they ask for. */
async function licenses(inputs) {
	const folders = new Set(
		inputs
			.map((file) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0])
			.filter((folder) => folder !== undefined),
	);
	const texts = await Promise.all(
		[...folders].sort().map(async (folder) => {
			const { name, version, license, licenses } = JSON.parse(
				await readFile(path.join(folder, 'package.json'), 'utf8'),
			);
			const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
			// Some packages leave their license out; it then stands beside the file that names the library.
			const text = await readFile(file ? path.join(folder, file) : `${VENDOR}/${name}.LICENSE.txt`, 'utf8');
			return `${name} ${version} (${license ?? licenses.map(({ type }) => type).join(', ')})\n\n${text.trim()}\n`;
		}),
	);
	return texts.join(`\n${'-'.repeat(80)}\n\n`);
}

function icons() {
	return gulp
		.src(['nodes/**/*.svg', 'credentials/**/*.svg'], { base: '.', encoding: false })
		.pipe(gulp.dest(OUT));
}

/** Search words of the nodes, and the shapes that the editor shows before a node has run. */
function codex() {
	return gulp
		.src(['nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'], { base: '.' })
		.pipe(gulp.dest(OUT));
}

exports.clean = clean;
exports.build = gulp.series(clean, compile, gulp.parallel(bundle, icons, codex));
exports.default = exports.build;
