import { mkdtempSync, rmSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { onExit } from 'signal-exit';
import { runCommand } from '../host/runCommand';

const root = path.dirname(__dirname);

/** The package as npm would deliver it, in its own folder. */
export interface BuiltPackage {
	dir: string;
	remove(): Promise<void>;
}

/**
 * Builds the package and copies what npm would publish into a temporary folder: there, `n8n-workflow` can only come from n8n, as on a
 * user's machine. The folder is removed when this process ends.
 *
 * @throws when the build fails, with its output
 */
export async function buildPackage(): Promise<BuiltPackage> {
	const gulp = path.join(root, 'node_modules', 'gulp', 'bin', 'gulp.js');
	await runCommand(process.execPath, [gulp, 'build', '--silent'], { cwd: root, env: process.env });
	const parent = mkdtempSync(path.join(tmpdir(), 'wechat-mp-package-'));
	const remove = (): void => rmSync(parent, { recursive: true, force: true });
	const forget = onExit(remove);
	const dir = path.join(parent, 'n8n-nodes-wechat-mp');
	await mkdir(dir);
	for (const part of ['dist', 'package.json', 'README.md', 'LICENSE.md']) {
		await cp(path.join(root, part), path.join(dir, part), { recursive: true });
	}
	return {
		dir,
		remove: async () => {
			forget();
			await Promise.resolve(remove());
		},
	};
}
