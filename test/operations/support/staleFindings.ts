/**
 * Compares a generated page with what it should be; a whole page in a message would bury what to do.
 *
 * @param page its path in the repository
 */
export function staleFindings(page: string, actual: string, expected: string): string[] {
	if (actual === expected) return [];
	const lines = actual.split('\n');
	const first = expected.split('\n').findIndex((line, index) => line !== lines[index]);
	return [`${page}: line ${(first < 0 ? lines.length : first) + 1} is out of date: run npm run docs`];
}
