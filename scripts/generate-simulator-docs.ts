import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { coverage } from '../simulator/coverage';
import { simulatorPage } from './reference/simulatorPage';

/** Writes docs/simulator.md; with `--check` only reports whether it is current (exit code 1 when not). */
const FILE = path.join(__dirname, '..', 'docs', 'simulator.md');

const page = simulatorPage(coverage);
if (!process.argv.includes('--check')) {
	writeFileSync(FILE, page);
	process.stdout.write('docs/simulator.md\n');
} else if (readFileSync(FILE, 'utf8') !== page) {
	process.stderr.write(
		'docs/simulator.md is out of date: run "npx tsx scripts/generate-simulator-docs.ts"\n',
	);
	process.exitCode = 1;
}
