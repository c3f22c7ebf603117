import type { LockFile } from '../../host/lockedPackages';
import { differencesFromLock } from '../../host/lockedPackages';

const lock: LockFile = {
	packages: {
		'': { version: '0.0.0' },
		'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
		'node_modules/other-platform': { version: '1.0.0', integrity: 'sha512-o', optional: true },
		'node_modules/for-tools': { version: '1.0.0', integrity: 'sha512-t', devOptional: true },
	},
};
const installed = (packages: LockFile['packages']): LockFile => ({ packages });
const a = { version: '1.0.0', integrity: 'sha512-a' };

describe('differencesFromLock', () => {
	it('finds none when all but optional packages are as locked', () => {
		expect(differencesFromLock(lock, installed({ 'node_modules/a': a }))).toEqual([]);
	});

	it('accepts an optional package the lock file does not know', () => {
		const packages = { 'node_modules/a': a, 'node_modules/b': { version: '1.0.0', optional: true } };
		expect(differencesFromLock(lock, installed(packages))).toEqual([]);
	});

	it.each([
		['a missing package', {}, 'node_modules/a: 1.0.0 is missing'],
		[
			'another version',
			{ 'node_modules/a': { ...a, version: '1.0.1' } },
			'node_modules/a: 1.0.1 instead of 1.0.0',
		],
		[
			'other bytes of the same version',
			{ 'node_modules/a': { ...a, integrity: 'sha512-b' } },
			'node_modules/a: 1.0.0 has another integrity than the lock file',
		],
		[
			'other bytes of an optional package',
			{ 'node_modules/a': a, 'node_modules/other-platform': { version: '1.0.0', integrity: 'sha512-x' } },
			'node_modules/other-platform: 1.0.0 has another integrity than the lock file',
		],
		[
			'a package nobody locked',
			{ 'node_modules/a': a, 'node_modules/b': { version: '2.0.0' } },
			'node_modules/b: 2.0.0 is not in the lock file',
		],
	])('names %s', (_case, packages, line) => {
		expect(differencesFromLock(lock, installed(packages))).toEqual([line]);
	});
});
