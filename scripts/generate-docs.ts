import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { referencePages } from './reference/pages';

const ROOT = join(__dirname, '..');

for (const [path, text] of Object.entries(referencePages())) {
	writeFileSync(join(ROOT, path), text);
	process.stdout.write(`${path}\n`);
}
