import { readFileSync } from 'node:fs';
import path from 'node:path';
import { hostVersions } from '../../host/versions';
import {
	readMatrixOptions,
	TABLE_BEGIN,
	TABLE_END,
	TESTED_FILE,
	type TestedWith,
	withTestedTable,
} from '../../scripts/matrix/testedWith';

const readme = readFileSync(path.resolve(__dirname, '../../README.md'), 'utf8');
const tested = JSON.parse(readFileSync(TESTED_FILE, 'utf8')) as TestedWith;

test('the table in README is the last recorded run of the matrix; else run npm run docs', () => {
	expect(withTestedTable(readme, tested)).toBe(readme);
});

test('every recorded version can be installed again', () => {
	expect(hostVersions()).toEqual(expect.arrayContaining(Object.keys(tested)));
});

test('withTestedTable lists the newest first and tells failures', () => {
	const row = { node: '24.0.0', date: '2026-11-28' };
	const table = withTestedTable(`a\n${TABLE_BEGIN}\nold\n${TABLE_END}\nz`, {
		'1.123.81': { ...row, passed: 30, failed: 0 },
		'2.41.1': { ...row, passed: 29, failed: 1 },
		'2.9.0': { ...row, passed: 30, failed: 0 },
	});
	expect(table.split('\n')).toEqual([
		'a',
		TABLE_BEGIN,
		'',
		'| n8n      | Node.js | tests          | last run   |',
		'| -------- | ------- | -------------- | ---------- |',
		'| 2.41.1   | 24.0.0  | 1 of 30 failed | 2026-11-28 |',
		'| 2.9.0    | 24.0.0  | all 30 passed  | 2026-11-28 |',
		'| 1.123.81 | 24.0.0  | all 30 passed  | 2026-11-28 |',
		'',
		TABLE_END,
		'z',
	]);
});

test('withTestedTable refuses a README without its place', () => {
	expect(() => withTestedTable('nothing', {})).toThrow('README.md lacks');
});

test('readMatrixOptions takes all versions unless told, and each named one once', () => {
	expect(readMatrixOptions([], ['2.1.0', '1.2.3'])).toEqual({
		versions: ['2.1.0', '1.2.3'],
		json: false,
		record: false,
	});
	expect(readMatrixOptions(['--versions', '1.2.3, 2.1.0,1.2.3', '--json', '--record'], [])).toEqual({
		versions: ['1.2.3', '2.1.0'],
		json: true,
		record: true,
	});
});

test.each([
	[['--versions'], '--versions needs a list'],
	[['--versions', '1.2.3,'], '--versions needs a list'],
	[['--versions', '--json'], '--versions needs a list'],
	[['2.41.1'], '"2.41.1" means nothing here'],
])('readMatrixOptions refuses %j', (words, reason) => {
	expect(() => readMatrixOptions(words, [])).toThrow(reason);
});
