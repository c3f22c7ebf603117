import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const ROOT = path.resolve(__dirname, '../..');
const KNIP = path.join(ROOT, 'node_modules/knip/bin/knip.js');

// A process of its own is slow to start on a busy machine.
jest.setTimeout(120_000);

/** A small package in which everything is used, but not everything by more than a test. */
const PACKAGE = {
	'package.json': '{"name":"small","scripts":{"test":"jest"},"devDependencies":{"jest":"*"}}',
	'jest.config.cjs': 'module.exports = {};',
	'core/used.ts': 'export const used = 1;',
	'nodes/Wechat/Wechat.node.ts': `import { used } from '../../core/used'; export class Wechat { value = used; }`,
	'test/used.test.ts': `import { used } from '../core/used'; it('is 1', () => expect(used).toBe(1));`,
};

interface Report {
	issues: Array<{ file: string; files: unknown[]; exports: Array<{ name: string }> }>;
}

let folder: string;

beforeAll(async () => {
	folder = await realpath(await mkdtemp(path.join(tmpdir(), 'wechat-mp-unused-')));
	await write(PACKAGE);
	await copyFile(path.join(ROOT, 'knip.jsonc'), path.join(folder, 'knip.jsonc'));
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));

async function write(files: Record<string, string>) {
	for (const [file, code] of Object.entries(files)) {
		await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
		await writeFile(path.join(folder, file), code);
	}
}

/** Unused files and exports of the small package, as `file` and `file: export`. */
async function findUnused(...options: string[]): Promise<string[]> {
	// With findings it ends with 1; the report is on the standard output all the same.
	const { stdout } = await promisify(execFile)(
		process.execPath,
		[
			KNIP,
			'--include',
			'files,exports',
			'--reporter',
			'json',
			'--no-exit-code',
			'--no-config-hints',
			...options,
		],
		{ cwd: folder },
	);
	const { issues } = JSON.parse(stdout) as Report;
	return issues
		.flatMap(({ file, files, exports }) => [
			...(files.length > 0 ? [file] : []),
			...exports.map(({ name }) => `${file}: ${name}`),
		])
		.sort();
}

it('a file that nothing imports, an export that nothing uses, and what only a test uses are reported', async () => {
	await write({
		'core/used.ts': `
			export const used = 1;
			export const unused = 2;
			export const tested = 3;
			/** Empties the store between tests. @internal */
			export const reset = () => {};`,
		'core/lost.ts': 'export const lost = 4;',
		'core/alone.ts': 'export const alone = 5;',
		'test/alone.test.ts': `
			import { alone } from '../core/alone';
			import { reset, tested } from '../core/used';
			it('is 8', () => { reset(); expect(alone + tested).toBe(8); });`,
	});
	expect(await findUnused()).toEqual(['core/lost.ts', 'core/used.ts: unused']);
	expect(await findUnused('--production')).toEqual([
		'core/alone.ts',
		'core/lost.ts',
		'core/used.ts: tested',
		'core/used.ts: unused',
	]);
});
