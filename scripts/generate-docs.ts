import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TESTED_FILE, type TestedWith, withTestedTable } from './matrix/testedWith';
import { referencePages } from './reference/pages';

const ROOT = join(__dirname, '..');

for (const [path, text] of Object.entries(referencePages())) {
	writeFileSync(join(ROOT, path), text);
	process.stdout.write(`${path}\n`);
}

const readme = join(ROOT, 'README.md');
const tested = JSON.parse(readFileSync(TESTED_FILE, 'utf8')) as TestedWith;
writeFileSync(readme, withTestedTable(readFileSync(readme, 'utf8'), tested));
process.stdout.write('README.md\n');
