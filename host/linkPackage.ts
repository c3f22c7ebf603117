import { lstat, mkdir, readFile, readlink, symlink, unlink } from 'node:fs/promises';
import path from 'node:path';

async function packageName(packageDir: string): Promise<string> {
	const file = path.join(packageDir, 'package.json');
	const text = await readFile(file, 'utf8').catch((cause: unknown) => {
		throw new Error(`packageDir has to be the folder of a node package, but ${file} cannot be read`, {
			cause,
		});
	});
	const { name } = JSON.parse(text) as { name?: unknown };
	// n8n only looks for these names, and silently ignores others.
	if (typeof name === 'string' && /^(@[^/]+\/)?n8n-nodes-[^/]+$/.test(name)) return name;
	throw new Error(
		`${file}: the package is called ${JSON.stringify(name)}; n8n loads n8n-nodes-… packages only`,
	);
}

async function isLinkTo(link: string, target: string): Promise<boolean> {
	const info = await lstat(link).catch(() => undefined);
	if (!info) return false;
	if (!info.isSymbolicLink()) {
		throw new Error(
			`${link} is an installed package, not a link of ours; remove it or use another user folder`,
		);
	}
	if (path.resolve(path.dirname(link), await readlink(link)) === target) return true;
	await unlink(link);
	return false;
}

/**
 * Makes n8n load the package in `packageDir` as an installed community package, under its own name, so that its node types are called as in
 * production.
 *
 * @throws when `packageDir` contains no n8n-nodes-… package, or a real package is in the way
 */
export async function linkPackage(userFolder: string, packageDir: string): Promise<void> {
	const target = path.resolve(packageDir);
	const link = path.join(userFolder, '.n8n', 'nodes', 'node_modules', await packageName(target));
	await mkdir(path.dirname(link), { recursive: true });
	if (!(await isLinkTo(link, target))) await symlink(target, link, 'dir');
}
