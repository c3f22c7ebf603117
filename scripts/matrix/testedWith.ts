import path from 'node:path';

/** Results of the suites of test/matrix on one n8n. */
export interface TestedVersion {
	passed: number;
	failed: number;
	/** Version of Node.js. */
	node: string;
	/** ISO day. */
	date: string;
}

/** By version of n8n. */
export type TestedWith = Record<string, TestedVersion>;

/** File with the last recorded run of the matrix. */
export const TESTED_FILE = path.join(__dirname, '../../docs/tested-with.json');

/** The mark before the table in README. @internal */
export const TABLE_BEGIN = '<!-- tested-with: npm run test:matrix -- --record && npm run docs -->';
/** The mark after it. @internal */
export const TABLE_END = '<!-- /tested-with -->';

/**
 * Reads the command line of the matrix.
 *
 * @param words e.g. `--versions 1.123.81,2.41.1 --json`
 * @param all versions, run unless some are named
 * @throws for an unknown word, and for an empty list
 */
export function readMatrixOptions(
	words: readonly string[],
	all: readonly string[],
): { versions: string[]; json: boolean; record: boolean } {
	const options = { versions: [...all], json: false, record: false };
	for (let place = 0; place < words.length; place++) {
		const word = words[place];
		if (word === '--json') options.json = true;
		else if (word === '--record') options.record = true;
		else if (word === '--versions') options.versions = listed(words[++place]);
		else throw new Error(`"${word}" means nothing here; there are --versions a,b, --json and --record`);
	}
	return options;
}

function listed(list: string | undefined): string[] {
	const versions = (list ?? '').split(',').map((version) => version.trim());
	if (versions.some((version) => version === '' || version.startsWith('-'))) {
		throw new Error('--versions needs a list such as 1.123.81,2.41.1');
	}
	return [...new Set(versions)];
}

const numbers = (version: string) => version.split('.').map(Number);

/** Compares versions, newest first. */
function compare(a: string, b: string): number {
	const [x, y] = [numbers(a), numbers(b)];
	const place = x.findIndex((part, index) => part !== y[index]);
	return place === -1 ? 0 : (y[place] ?? 0) - (x[place] ?? 0);
}

/**
 * Inserts the last recorded run of the matrix into README.
 *
 * @param readme with both marks
 * @param tested results
 * @throws when a mark is missing
 */
export function withTestedTable(readme: string, tested: TestedWith): string {
	const begin = readme.indexOf(TABLE_BEGIN);
	const end = readme.indexOf(TABLE_END);
	if (begin === -1 || end < begin)
		throw new Error(`README.md lacks "${TABLE_BEGIN}" or "${TABLE_END}" behind it`);
	const rows = Object.entries(tested)
		.sort(([a], [b]) => compare(a, b))
		.map(([version, { node, passed, failed, date }]) => {
			const result = failed === 0 ? `all ${passed} passed` : `${failed} of ${passed + failed} failed`;
			return [version, node, result, date];
		});
	return `${readme.slice(0, begin)}${TABLE_BEGIN}\n\n${table([['n8n', 'Node.js', 'tests', 'last run'], ...rows])}\n\n${readme.slice(end)}`;
}

/** Formats a table like the formatter: all cells of a column have the same width. */
function table([head = [], ...rows]: string[][]): string {
	const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
	const line = (cells: string[]) =>
		`| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
	return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
