/** Tells the story line by line, with the seconds since the beginning. */
export interface Narrator {
	/** A new chapter. */
	chapter(title: string): void;
	/** Something that happened. */
	tell(line: string): void;
	/** Seconds since the beginning. */
	seconds(): number;
}

/**
 * @param write puts out one line
 * @param now Unix milliseconds
 */
export function createNarrator(write: (line: string) => void, now: () => number): Narrator {
	const start = now();
	const seconds = () => Math.round((now() - start) / 100) / 10;
	return {
		chapter: (title) => write(`\n${title}`),
		tell: (line) => write(`  ${seconds().toFixed(1).padStart(6)} s  ${line}`),
		seconds,
	};
}
