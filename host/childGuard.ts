import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Children of this process that must not outlive it. Every child here leads its own process group (spawned with
 * `detached`), so that a signal reaches what it started as well and Ctrl-C in a terminal reaches it only through us.
 */
const guarded = new Map<ChildProcess, () => void>();

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined) return;
	try {
		process.kill(-child.pid, signal);
	} catch {
		// The group is gone, which is what a stop asks for.
	}
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/**
 * Asks the child to end (SIGTERM to it alone, so that it can end its own children in order), waits up to `graceMs`, then
 * kills what is left of its process group. Does nothing for a child that has ended: its number may be another's by now.
 */
export async function stopChild(child: ChildProcess, graceMs: number): Promise<void> {
	if (child.pid === undefined || hasEnded(child)) return;
	const ended = once(child, 'exit');
	child.kill('SIGTERM');
	const timer = new AbortController();
	await Promise.race([ended, sleep(graceMs, undefined, { signal: timer.signal }).catch(() => undefined)]);
	timer.abort();
	signalGroup(child, 'SIGKILL');
	await ended;
}

function killAll(): void {
	for (const [child, cleanUp] of guarded) {
		signalGroup(child, 'SIGKILL');
		cleanUp();
	}
}

async function onSignal(signal: NodeJS.Signals): Promise<void> {
	await Promise.all(
		[...guarded].map(async ([child, cleanUp]) => {
			await stopChild(child, 10_000);
			cleanUp();
		}),
	);
	leaving = false;
	// A caller with a handler of its own decides when to leave; without one the default has to happen.
	if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
}

const handlers = new Map<NodeJS.Signals, () => void>();
let leaving = false;

function listen(): void {
	process.on('exit', killAll);
	for (const signal of SIGNALS) {
		const handler = (): void => {
			// Ctrl-C comes twice under a runner that passes on what the terminal has already sent to everybody.
			if (leaving) return;
			leaving = true;
			void onSignal(signal);
		};
		handlers.set(signal, handler);
		process.on(signal, handler);
	}
}

function unlisten(): void {
	for (const [signal, handler] of handlers) process.off(signal, handler);
	handlers.clear();
}

function release(child: ChildProcess): void {
	guarded.delete(child);
	if (guarded.size > 0) return;
	unlisten();
	process.off('exit', killAll);
}

/**
 * Ties the life of a child (spawned with `detached: true`) to this process: it is stopped on SIGINT, SIGTERM and SIGHUP,
 * and killed when this process exits for any other reason, an uncaught exception included. The tie ends with the child.
 *
 * @param cleanUp run after that, if it is this process's end that ends the child; has to be synchronous
 */
export function guardChild(child: ChildProcess, cleanUp: () => void = () => undefined): void {
	if (guarded.size === 0) listen();
	guarded.set(child, cleanUp);
	child.once('exit', () => {
		signalGroup(child, 'SIGKILL');
		release(child);
	});
}
