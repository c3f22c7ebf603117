import { spawn } from 'node:child_process';
import { guardChild } from './childGuard';
import { OutputTail } from './outputTail';

export interface RunOptions {
	cwd: string;
	env: NodeJS.ProcessEnv;
	/** Called every `tickMs` while the command runs. */
	onTick?: () => void;
	tickMs?: number;
}

/**
 * Runs a command to its end, without a shell.
 *
 * @returns what it wrote to standard output
 * @throws when it cannot be started or ends with anything but 0; the message has the last lines of what it wrote
 */
export async function runCommand(command: string, args: string[], options: RunOptions): Promise<string> {
	const child = spawn(command, args, {
		cwd: options.cwd,
		env: options.env,
		detached: true,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	guardChild(child);
	const all = new OutputTail(20_000);
	const out = new OutputTail();
	all.collect(child.stdout);
	all.collect(child.stderr);
	out.collect(child.stdout);
	const ticker = options.onTick && setInterval(options.onTick, options.tickMs ?? 10_000);

	const shown = [command, ...args].join(' ');
	try {
		await new Promise<void>((resolve, reject) => {
			child.once('error', (cause) =>
				reject(new Error(`Could not run "${shown}": ${cause.message}`, { cause })),
			);
			child.once('close', (code, signal) => {
				if (code === 0) resolve();
				else reject(new Error(`"${shown}" ended with ${signal ?? `code ${code}`}:\n${all.lastLines(30)}`));
			});
		});
	} finally {
		clearInterval(ticker);
	}
	return out.text();
}
