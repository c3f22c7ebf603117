import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PollOptions } from './pollUntil';
import { pollUntil } from './pollUntil';
import type { SpawnOptions } from './spawnGuarded';
import { spawnGuarded } from './spawnGuarded';

/** How to start a program. */
export interface ProgramPlan extends Omit<SpawnOptions, 'onLine'> {
	/** Name for errors. */
	name: string;
	/** Program with its arguments. */
	command: readonly [string, ...string[]];
	/** How long the program may take to exit after the request to do so, ms; 10 s by default. */
	graceMs?: number;
	/** Receives every line that the program writes. */
	log?: (line: string) => void;
}

/** A program that runs until it is stopped, but not longer than this process. */
export interface Program {
	/** Process id; 0 when it could not be started. */
	pid: number;
	/** How it ended, e.g. `ended with code 0`. Never rejects. */
	ended: Promise<string>;
	/** The last 20,000 lines of its output. */
	output(): string;
	/**
	 * Waits until `isReady` returns true while the program runs.
	 *
	 * @throws when the program ends first or does not become ready in time, with the end of its log
	 */
	untilReady(isReady: () => boolean | Promise<boolean>, options?: PollOptions): Promise<void>;
	/**
	 * Asks the program to exit (only the program itself, so that it can stop its own children properly), and kills it and everything it
	 * started after a timeout. May be called more than once.
	 */
	stop(): Promise<void>;
}

const KEPT_LINES = 20_000;

/** Starts a program. It ends with this process, however that ends; see {@link spawnGuarded}. */
export function startProgram(plan: ProgramPlan): Program {
	const { name, command, graceMs = 10_000, log, ...options } = plan;
	const lines: string[] = [];
	const { process: child, ended } = spawnGuarded(command, {
		...options,
		onLine: (line) => {
			lines.push(line);
			if (lines.length > KEPT_LINES) lines.shift();
			log?.(line);
		},
	});
	const tail = (): string => `Last lines of its log:\n${lines.slice(-40).join('\n')}`;
	const isRunning = (): boolean =>
		child.pid !== undefined && child.exitCode === null && child.signalCode === null;

	return {
		pid: child.pid ?? 0,
		ended,
		output: () => lines.join('\n'),
		async untilReady(isReady, pollOptions) {
			const look = async (): Promise<true | undefined> => {
				const ready = await isReady();
				// A program that has ended is not ready, whatever it wrote and whatever else answers on its port.
				if (!isRunning()) throw new Error(`${name} ${await ended} before it was ready. ${tail()}`);
				return ready || undefined;
			};
			await pollUntil(`${name} to become ready`, look, pollOptions, tail);
		},
		async stop() {
			// The process id may have been reused.
			if (!isRunning()) return;
			const exited = once(child, 'exit');
			child.kill('SIGTERM');
			const timer = new AbortController();
			await Promise.race([
				exited,
				sleep(graceMs, undefined, { signal: timer.signal }).catch(() => undefined),
			]);
			timer.abort();
			if (isRunning()) child.kill('SIGKILL');
			await exited;
		},
	};
}
