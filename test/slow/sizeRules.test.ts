import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const ROOT = path.resolve(__dirname, '../..');
const MAX_FUNCTION = 80;
const MAX_FILE = 300;
const FOLDERS = ['core', 'credentials', 'host', 'nodes', 'simulator'];

// A process of its own loads the whole configuration of the linter, which is slow on a busy machine.
jest.setTimeout(120_000);

/** Runs a script with top-level await in a process of its own; gives the JSON that it prints. */
async function runModule(script: string, cwd: string): Promise<unknown> {
	const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
		cwd,
		maxBuffer: 64 * 1024 * 1024,
	});
	return JSON.parse(stdout);
}

/** A function of so many lines, its braces included, half of them comments and blank lines. */
const functionOf = (lines: number) =>
	[
		'export function long(): number {',
		...Array.from({ length: lines - 3 }, (_, index) => (index % 2 ? '' : '\t// why')),
		'\treturn 1;',
		'}',
		'',
	].join('\n');

/** A file of so many lines without a long function. */
const fileOf = (lines: number) =>
	Array.from({ length: lines }, (_, index) => `export const line${index} = ${index};\n`).join('');

const inEveryFolder = (name: string, code: string) =>
	Object.fromEntries(FOLDERS.map((folder) => [`${folder}/part/${name}.ts`, code]));

const ALLOWED = {
	...inEveryFolder('longest', functionOf(MAX_FUNCTION)),
	...inEveryFolder('largest', fileOf(MAX_FILE)),
};
const REFUSED = {
	...inEveryFolder('tooLong', functionOf(MAX_FUNCTION + 1)),
	...inEveryFolder('tooLarge', fileOf(MAX_FILE + 1)),
	'nodes/part/lifted.ts': `/* eslint-disable max-lines-per-function */\n${functionOf(MAX_FUNCTION + 1)}`,
	'simulator/ui/page/tooLong.js': functionOf(MAX_FUNCTION + 1).replace(': number', ''),
};

/** Files of a folder that the configuration lying there finds too large, or a function in them too long. */
const refusedFiles = (folder: string) =>
	runModule(
		`import { ESLint } from 'eslint';
		const results = await new ESLint().lintFiles('.');
		const refused = results.filter(({ messages }) => messages.some(({ ruleId }) => ruleId?.startsWith('max-lines')));
		console.log(JSON.stringify(refused.map(({ filePath }) => filePath.slice(process.cwd().length + 1)).sort()));`,
		folder,
	);

it('a function of 81 lines and a file of 301 lines are refused in every folder, whatever a comment says', async () => {
	const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'wechat-mp-sizes-')));
	try {
		for (const file of [
			'eslint.config.mjs',
			...['base', 'lint', 'tools'].map((name) => `tsconfig.${name}.json`),
			'tsconfig.json',
		])
			await copyFile(path.join(ROOT, file), path.join(folder, file));
		await symlink(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
		for (const [file, code] of Object.entries({ ...ALLOWED, ...REFUSED })) {
			await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
			await writeFile(path.join(folder, file), code);
		}
		expect(await refusedFiles(folder)).toEqual(Object.keys(REFUSED).sort());
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
});
