/** A place where no secret may appear. */
export interface Place {
	name: string;
	text: string | Buffer;
	/** Text that it certainly contains: a place without it has not been read properly. */
	holds: string;
}

/**
 * Counts how often secrets appear in places where they must not, by value: unchanged, URL-encoded, in hexadecimal (as PostgreSQL prints
 * bytes) and in Base64.
 *
 * @param secrets by name; short ones are left out, since any text may contain them by chance
 * @param places e.g. a database dump
 * @returns the total, and a line per place and secret, without its value
 * @throws when a place does not contain its certain text
 */
export function countSecrets(
	secrets: ReadonlyMap<string, readonly string[]>,
	places: readonly Place[],
): { found: number; lines: string[] } {
	const lines: string[] = [];
	let found = 0;
	for (const { name, text, holds } of places) {
		const content = Buffer.isBuffer(text) ? text : Buffer.from(text);
		if (!content.includes(holds))
			throw new Error(`${name}: "${holds}" is not found there, so that no secret would be`);
		for (const [what, values] of secrets) {
			const count = values
				.filter(({ length }) => length >= SHORTEST)
				.flatMap(formsOf)
				.reduce((sum, form) => sum + occurrences(content, form), 0);
			if (count > 0) lines.push(`${name} holds ${what} ${count} times`);
			found += count;
		}
	}
	return { found, lines };
}

const SHORTEST = 12;

function formsOf(value: string): string[] {
	// Three bytes become four characters: uses only those independent of neighboring bytes, for each possible alignment of the value.
	const inBase64 = [0, 1, 2].map((before) => {
		const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(value)]);
		return bytes
			.subarray(0, bytes.length - (bytes.length % 3))
			.toString('base64')
			.slice(before === 0 ? 0 : 4);
	});
	return [...new Set([value, encodeURIComponent(value), Buffer.from(value).toString('hex'), ...inBase64])];
}

function occurrences(content: Buffer, value: string): number {
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
