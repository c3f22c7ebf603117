import { spawnSync } from 'node:child_process';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const JEST = path.join(ROOT, 'node_modules/jest/bin/jest.js');

// Another jest in a process of its own is slow to start on a busy machine.
jest.setTimeout(120_000);

it('npm run coverage with the tests of one folder of core alone: ends with an error for each kind of coverage', () => {
	const options = ['--config', 'jest.coverage.config.cjs', '--coverageReporters', 'none', '--runInBand'];
	const { status, stderr } = spawnSync(process.execPath, [JEST, ...options, 'test/core/errors'], {
		cwd: ROOT,
		encoding: 'utf8',
	});
	expect(status).toBe(1);
	const missed = [...stderr.matchAll(/Coverage for (\w+) .* does not meet ".\/core\/" threshold/g)];
	expect(missed.map(([, kind]) => kind).sort()).toEqual(['branches', 'functions', 'lines', 'statements']);
});
