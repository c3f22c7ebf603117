/** A place where no secret may be. */
export interface Place {
	name: string;
	text: string | Buffer;
}

/**
 * Counts how often secrets stand in places where they do not belong, by value.
 *
 * @param secrets by what they are; short ones are left out, since any text may hold them by chance
 * @param places e.g. a database dump
 * @returns the total, and a line per place and secret, without its value
 */
export function countSecrets(
	secrets: ReadonlyMap<string, readonly string[]>,
	places: readonly Place[],
): { found: number; lines: string[] } {
	const lines: string[] = [];
	let found = 0;
	for (const { name, text } of places) {
		const content = Buffer.isBuffer(text) ? text : Buffer.from(text);
		for (const [what, values] of secrets) {
			const count = values.reduce((sum, value) => sum + occurrences(content, value), 0);
			if (count > 0) lines.push(`${name} holds ${what} ${count} times`);
			found += count;
		}
	}
	return { found, lines };
}

const SHORTEST = 12;

function occurrences(content: Buffer, value: string): number {
	if (value.length < SHORTEST) return 0;
	let count = 0;
	for (
		let place = content.indexOf(value);
		place !== -1;
		place = content.indexOf(value, place + value.length)
	) {
		count += 1;
	}
	return count;
}
