import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pollUntil } from '../../host/pollUntil';

/** The checkout; scripts of {@link runScript} load modules from there. */
export const ROOT = path.resolve(__dirname, '../..');

/** A process of its own that runs a script. */
export interface ScriptProcess {
	process: ChildProcess;
	/** Waits for the next line that the script writes. */
	nextLine(): Promise<string>;
	/** Waits for its end: exit code or signal. */
	end: Promise<number | NodeJS.Signals>;
}

/** Runs a CommonJS script in the checkout, where `require` loads TypeScript too. */
export function runScript(script: string, ...args: string[]): ScriptProcess {
	const child = spawn(process.execPath, ['--require', 'tsx/cjs', '-e', script, '--', ...args], {
		cwd: ROOT,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const errors: string[] = [];
	child.stderr.setEncoding('utf8').on('data', (text: string) => errors.push(text));
	const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
	return {
		process: child,
		async nextLine() {
			const { done, value } = await lines.next();
			if (done) throw new Error(`The script ended early: ${errors.join('')}`);
			return value;
		},
		end: once(child, 'exit').then(([code, signal]: (number | NodeJS.Signals)[]) => signal ?? code ?? -1),
	};
}

/** Whether a process runs. One that has ended may keep its id for a while: until its parent, on Linux, asks for its code. */
export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return process.platform !== 'linux' || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
	} catch {
		return false;
	}
}

/** Waits until a process has ended. */
export async function untilGone(pid: number): Promise<void> {
	await pollUntil(`process ${pid} to end`, async () => !isAlive(pid) || undefined, { intervalMs: 5 });
}
