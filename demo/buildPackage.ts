import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const root = path.dirname(__dirname);

/** The package as npm would deliver it, in a folder of its own. */
export interface BuiltPackage {
	dir: string;
	remove(): Promise<void>;
}

/**
 * Builds the package and copies what npm would publish into a temporary folder: there, `n8n-workflow` can only come from n8n,
 * as on a user's machine.
 *
 * @throws when the build fails; the message holds its output
 */
export async function buildPackage(): Promise<BuiltPackage> {
	const gulp = path.join(root, 'node_modules', 'gulp', 'bin', 'gulp.js');
	await promisify(execFile)(process.execPath, [gulp, 'build', '--silent'], { cwd: root });
	const parent = await mkdtemp(path.join(tmpdir(), 'wechat-mp-package-'));
	const dir = path.join(parent, 'n8n-nodes-wechat-mp');
	await mkdir(dir);
	for (const part of ['dist', 'package.json', 'README.md', 'LICENSE.md']) {
		await cp(path.join(root, part), path.join(dir, part), { recursive: true });
	}
	return { dir, remove: async () => await rm(parent, { recursive: true, force: true }) };
}
