/** Draws the diagrams of the pages: npm run docs:diagrams. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { drawDiagrams } from './diagrams/diagrams';

for (const [file, svg] of Object.entries(drawDiagrams())) {
	writeFileSync(path.resolve(__dirname, '..', file), svg);
	process.stdout.write(`${file}\n`);
}
