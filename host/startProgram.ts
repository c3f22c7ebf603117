import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PollOptions } from './pollUntil';
import { pollUntil } from './pollUntil';
import type { SpawnOptions } from './spawnGuarded';
import { spawnGuarded } from './spawnGuarded';

export interface ProgramPlan extends Omit<SpawnOptions, 'onLine'> {
	/** For errors. */
	name: string;
	/** Program with its arguments. */
	command: readonly [string, ...string[]];
	/** How long the program may take to end when it is asked to, ms; 10 s unless told. */
	graceMs?: number;
	/** Gets every line that the program writes. */
	log?: (line: string) => void;
}

/** A program that runs until it is stopped, and no longer than this process. */
export interface Program {
	/** Process id; 0 when it could not be started. */
	pid: number;
	/** How it ended, e.g. `ended with code 0`. Never rejects. */
	ended: Promise<string>;
	/** The last 20 000 lines that it has written. */
	output(): string;
	/**
	 * Waits until `isReady` says so while the program runs.
	 *
	 * @throws when the program ends before that is seen, or the time is over; the message has the end of its log
	 */
	untilReady(isReady: () => boolean | Promise<boolean>, options?: PollOptions): Promise<void>;
	/**
	 * Asks the program to end (it alone, so that it can end its own children in order), and kills it with all that it
	 * started when its time is over. May be called more than once.
	 */
	stop(): Promise<void>;
}

const KEPT_LINES = 20_000;

/** Starts a program. It ends with this process, whatever ends that; see {@link spawnGuarded}. */
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
				// What has ended is not ready, whatever it wrote and whoever answers in its place.
				if (!isRunning()) throw new Error(`${name} ${await ended} before it was ready. ${tail()}`);
				return ready || undefined;
			};
			await pollUntil(`${name} to become ready`, look, pollOptions, tail);
		},
		async stop() {
			// Its number may be another's by now.
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
