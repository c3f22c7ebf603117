import { lstatSync, mkdirSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { linkPackage } from '../../host/linkPackage';
import { temporaryFolder } from './temporaryFolder';

describe('linkPackage', () => {
	const folder = temporaryFolder();
	const link = (): string => path.join(folder(), '.n8n/nodes/node_modules/n8n-nodes-x');

	function packageCalled(name: unknown, dir = 'package'): string {
		const packageDir = path.join(folder(), dir);
		mkdirSync(packageDir);
		writeFileSync(path.join(packageDir, 'package.json'), JSON.stringify({ name }));
		return packageDir;
	}

	it('links the package under its own name', async () => {
		const packageDir = packageCalled('n8n-nodes-x');
		await linkPackage(folder(), packageDir);
		expect(lstatSync(link()).isSymbolicLink()).toBe(true);
		expect(realpathSync(link())).toBe(realpathSync(packageDir));
	});

	it('may be repeated, and follows the package to another folder', async () => {
		await linkPackage(folder(), packageCalled('n8n-nodes-x', 'old'));
		const moved = packageCalled('n8n-nodes-x', 'new');
		await linkPackage(folder(), moved);
		await linkPackage(folder(), moved);
		expect(readlinkSync(link())).toBe(moved);
	});

	it.each([['left-pad'], [undefined], [7]])('refuses a package called %p', async (name) => {
		await expect(linkPackage(folder(), packageCalled(name))).rejects.toThrow(
			/n8n loads n8n-nodes-… packages only/,
		);
	});

	it('refuses a folder without a package.json, naming it', async () => {
		await expect(linkPackage(folder(), folder())).rejects.toThrow(/packageDir has to be .*package\.json/);
	});

	it('refuses to replace a package that is really installed', async () => {
		mkdirSync(link(), { recursive: true });
		await expect(linkPackage(folder(), packageCalled('n8n-nodes-x'))).rejects.toThrow(
			/is an installed package/,
		);
	});
});
