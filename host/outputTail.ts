import type { Readable } from 'node:stream';

/** Keeps the last `limit` characters that a process wrote. */
export class OutputTail {
	private kept = '';

	constructor(private readonly limit = 2_000_000) {}

	/** Collects what the stream writes from now on, as UTF-8; `onLine` gets every complete line. */
	collect(stream: Readable, onLine?: (line: string) => void): void {
		let rest = '';
		stream.setEncoding('utf8');
		stream.on('data', (chunk: string) => {
			this.kept = (this.kept + chunk).slice(-this.limit);
			if (!onLine) return;
			const lines = (rest + chunk).split('\n');
			rest = lines.pop() ?? '';
			lines.forEach(onLine);
		});
	}

	/** Everything kept so far. */
	text(): string {
		return this.kept;
	}

	/** The last `count` lines. */
	lastLines(count: number): string {
		return this.kept.trimEnd().split('\n').slice(-count).join('\n');
	}
}
