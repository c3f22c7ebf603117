import type { ChildProcess, StdioOptions } from 'node:child_process';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { onExit } from 'signal-exit';

/** Options of {@link spawnGuarded}. */
export interface SpawnOptions {
	/** Working directory. */
	cwd: string;
	/** The complete environment. */
	env: NodeJS.ProcessEnv;
	/** Passed on standard input, where nobody can see passwords. */
	input?: string;
	/** Opens an IPC channel to the child, which closes however this process ends. */
	ipc?: boolean;
	/** Receives every line that the child writes. */
	onLine?: (line: string, from: 'stdout' | 'stderr') => void;
	/** Removes what the child leaves behind, if this process's end also ends the child; must be synchronous. */
	cleanUp?: () => void;
}

/** A child of this process that does not outlive it. */
export interface GuardedChild {
	process: ChildProcess;
	/** How it ended, e.g. `ended with code 0`, after all of its output has been read. Never rejects. */
	ended: Promise<string>;
}

/**
 * Starts a program, without a shell, that ends with this process: whatever ends this process, including an uncaught exception or a signal,
 * kills the child and what the child started. If the caller handles a signal itself, it decides when to exit, and nothing is killed before.
 * When the child ends, the rest of its process group is killed too. `kill -9` leaves this process no chance to do so; a child that must not
 * survive even that needs {@link SpawnOptions.ipc} or the kernel's help.
 *
 * `kill -9` gives this process no chance; what must not survive it needs {@link SpawnOptions.ipc} or the kernel's help.
 */
export function spawnGuarded(command: readonly [string, ...string[]], options: SpawnOptions): GuardedChild {
	const { cwd, env, input, ipc = false, onLine, cleanUp } = options;
	const [file, ...args] = command;
	const stdio: StdioOptions = [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'];
	// It leads its own process group, so that Ctrl-C in a terminal reaches it only through this process.
	const child = spawn(file, args, { cwd, env, detached: true, stdio: ipc ? [...stdio, 'ipc'] : stdio });
	guard(child, cleanUp);

	// A program that exits at once has closed its input; the reason for the exit is more informative.
	child.stdin?.once('error', () => undefined).end(input);
	for (const from of ['stdout', 'stderr'] as const) {
		const stream = child[from];
		if (stream) createInterface({ input: stream }).on('line', (line) => onLine?.(line, from));
	}
	const ended = new Promise<string>((resolve) => {
		child.once('error', ({ message }) => resolve(`could not be started: ${message}`));
		child.once('close', (code, signal) => resolve(`ended with ${signal ?? `code ${code}`}`));
	});
	return { process: child, ended };
}

function guard(child: ChildProcess, cleanUp?: () => void): void {
	const { pid } = child;
	// It could not be started.
	if (pid === undefined) return;
	const forget = onExit(() => {
		killGroup(pid);
		cleanUp?.();
	});
	child.once('exit', () => {
		forget();
		killGroup(pid);
	});
}

/**
 * Libraries that kill a process tree look for children of children, and miss those whose parent is gone; a signal to the group reaches all.
 */
function killGroup(pid: number): void {
	try {
		process.kill(-pid, 'SIGKILL');
	} catch {
		// The group has no processes left.
	}
}
