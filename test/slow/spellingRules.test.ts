import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const ROOT = path.resolve(__dirname, '../..');
const CSPELL = path.join(ROOT, 'node_modules/cspell/bin.mjs');

// A process of its own is slow to start on a busy machine.
jest.setTimeout(120_000);

/** Words that the check refuses in some files, as `file: word`. */
async function refusedWords(files: Record<string, string>): Promise<string[]> {
	const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'wechat-mp-spelling-')));
	try {
		for (const name of ['cspell.jsonc', '.cspell'])
			await cp(path.join(ROOT, name), path.join(folder, name), { recursive: true });
		for (const [file, text] of Object.entries(files)) {
			await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
			await writeFile(path.join(folder, file), text);
		}
		const { stdout } = await promisify(execFile)(
			process.execPath,
			[
				CSPELL,
				'lint',
				'--no-progress',
				'--no-summary',
				'--no-exit-code',
				'--issue-template',
				'$filename: $text',
			],
			{ cwd: folder },
		);
		return stdout.split('\n').filter(Boolean).sort();
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

it('typing errors and British forms are refused in code, comments and pages; names of the platform and US forms pass', async () => {
	// cspell:disable
	const files = {
		'core/api/call.ts': 'export const behaviour = 1; // recieved by batchtagging for an openid\n',
		'core/api/name.ts': "export const title = 'Colour of the licence';\n",
		'core/errors/catalogue.json': '{ "errmsg": "invalid acount",\n"hint": "authorise the acount" }\n',
		'docs/page.md': 'A misspeled page of authorized behavior.\n',
		'simulator/ui/page/page.js': '// The color of its neighbors, unpadded.\n',
		'.ci/run': '# No programme.\n',
		// Written by programs.
		'docs/operations.md': 'A misspeled page.\n',
		'package-lock.json': '{ "misspeled": 1 }\n',
	};
	expect(await refusedWords(files)).toEqual([
		'.ci/run: programme',
		'core/api/call.ts: behaviour',
		'core/api/call.ts: recieved',
		'core/api/name.ts: Colour',
		'core/api/name.ts: licence',
		'core/errors/catalogue.json: acount',
		'core/errors/catalogue.json: authorise',
		'docs/page.md: misspeled',
	]);
	// cspell:enable
});
