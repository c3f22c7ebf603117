import type { Say, TextKey } from './language.cjs';

type Values = Readonly<Record<string, string | number>>;

/** Tells the story line by line, with the seconds since the beginning. */
export interface Narrator {
	/** A new chapter. */
	chapter(title: TextKey): void;
	/** An event. */
	tell(text: TextKey, values?: Values): void;
	/** An event that takes a while: shown until the next line. */
	working(text: TextKey, values?: Values): void;
	/** A line quoted from another source. */
	quote(line: string): void;
	/** Ends the current line. */
	done(): void;
	/** Seconds since the beginning. */
	seconds(): number;
}

/** Options of a narrator. */
export interface NarratorOptions {
	/** Outputs text. */
	write: (text: string) => void;
	/** Unix milliseconds. */
	now: () => number;
	/** Returns a text in the user's language. */
	say: Say;
	/** Whether a line can be overwritten: in a terminal, not in a file. */
	live: boolean;
}

/** How often the current line is redrawn. */
const LIVE_MS = 1_000;
const WRITTEN_MS = 10_000;
const CLEAR = '\r\u001B[K';

/** @param options of the narrator */
export function createNarrator({ write, now, say, live }: NarratorOptions): Narrator {
	const start = now();
	const seconds = () => Math.round((now() - start) / 100) / 10;
	const line = (text: string) => `  ${seconds().toFixed(1).padStart(6)} s  ${text}`;
	let repeat: NodeJS.Timeout | undefined;
	const done = (): void => {
		if (repeat && live) write(CLEAR);
		clearInterval(repeat);
		repeat = undefined;
	};
	const quote = (text: string): void => {
		done();
		write(`${line(text)}\n`);
	};
	return {
		chapter(title) {
			done();
			write(`\n${say(title)}\n`);
		},
		tell: (text, values) => quote(say(text, values)),
		working(text, values) {
			done();
			const words = `${say(text, values)} …`;
			const show = (): void => write(live ? `${CLEAR}${line(words)}` : `${line(words)}\n`);
			show();
			repeat = setInterval(show, live ? LIVE_MS : WRITTEN_MS);
			repeat.unref();
		},
		quote,
		done,
		seconds,
	};
}

/** A narrator without output. */
export function silentNarrator(): Narrator {
	return createNarrator({ write: () => undefined, now: Date.now, say: () => '', live: false });
}
