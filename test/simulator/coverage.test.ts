import { readFileSync } from 'node:fs';
import path from 'node:path';
import { simulatorPage } from '../../scripts/reference/simulatorPage';
import { coverage } from '../../simulator/coverage';
import { staleFindings } from '../operations/support/staleFindings';

test('docs/simulator.md is what npm run docs would write', () => {
	const file = path.join(__dirname, '..', '..', 'docs', 'simulator.md');
	expect(staleFindings('docs/simulator.md', readFileSync(file, 'utf8'), simulatorPage(coverage))).toEqual([]);
});

test('simulatorPage changes when a rule does', () => {
	const [first, ...rest] = coverage;
	if (!first) throw new Error('nothing is covered');
	const changed = [{ ...first, rows: first.rows.map((row) => ({ ...row, rules: [] })) }, ...rest];
	expect(simulatorPage(changed)).not.toBe(simulatorPage(coverage));
});
