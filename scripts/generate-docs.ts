import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { OPERATIONS } from '../nodes/Wechat/resources';
import { TESTED_FILE, type TestedWith, withTestedTable } from './matrix/testedWith';
import { operationSchemas, SCHEMA_FOLDER } from './reference/operationSchemas';
import { referencePages } from './reference/pages';

const ROOT = join(__dirname, '..');

for (const [path, text] of Object.entries(referencePages())) {
	writeFileSync(join(ROOT, path), text);
	process.stdout.write(`${path}\n`);
}

async function writeSchemas(): Promise<void> {
	// Removes the schemas of deleted operations.
	rmSync(join(ROOT, SCHEMA_FOLDER), { recursive: true, force: true });
	for (const [path, text] of Object.entries(await operationSchemas(OPERATIONS))) {
		mkdirSync(dirname(join(ROOT, path)), { recursive: true });
		writeFileSync(join(ROOT, path), text);
	}
	process.stdout.write(`${SCHEMA_FOLDER}\n`);
}

void writeSchemas();

const readme = join(ROOT, 'README.md');
const tested = JSON.parse(readFileSync(TESTED_FILE, 'utf8')) as TestedWith;
writeFileSync(readme, withTestedTable(readFileSync(readme, 'utf8'), tested));
process.stdout.write('README.md\n');
