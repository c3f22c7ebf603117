import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const FOLDER = path.resolve(__dirname, '../../docs/decisions');
const read = (file: string) => readFileSync(path.join(FOLDER, file), 'utf8');
const files = readdirSync(FOLDER).filter((file) => file !== 'README.md');

/** The link that the index has to show for a decision: its own title, and its file. */
function linkTo(file: string): string {
	const title = /^# (.+)\n/.exec(read(file))?.[1];
	if (title === undefined)
		throw new Error(`docs/decisions/${file}: begin it with "# NNN · What was decided"`);
	return `[${title}](${file})`;
}

it('every decision has a number of its own, without a gap, in its file name and in its title', () => {
	const numbers = files.map((_, index) => String(index + 1).padStart(3, '0'));
	expect(files.map((file) => /^(\d{3})-[a-z0-9-]+\.md$/.exec(file)?.[1] ?? file)).toEqual(numbers);
	expect(files.map((file) => /^\[(\d{3}) · ./.exec(linkTo(file))?.[1] ?? file)).toEqual(numbers);
});

it('docs/decisions/README.md lists every decision by its title, in order, and no other', () => {
	const listed = [...read('README.md').matchAll(/^\| (\[.+?\]\([^)]+\))/gm)].map(([, link]) => link);
	expect(listed).toEqual(files.map(linkTo));
});
