import { spawn } from 'node:child_process';
import { guardChild, stopChild } from '../childGuard';
import { OutputTail } from '../outputTail';
import { pollUntil } from '../pollUntil';

export interface ServicePlan {
	/** For errors. */
	name: string;
	/** Program with its arguments; runs without a shell. */
	command: [string, ...string[]];
	/** Working directory. */
	cwd: string;
	/** User to become; needs root. */
	user?: string;
	/** Given on standard input, where passwords are seen by nobody. */
	input?: string;
	/** What the program writes once it takes connections. */
	ready: RegExp;
	/** Removes what the program leaves behind; has to be synchronous. */
	cleanUp: () => void;
}

/** A server beside n8n. */
export interface Service {
	pid: number;
	/** Ends it and removes what it leaves behind. */
	stop(): Promise<void>;
}

const GRACE_MS = 10_000;

/**
 * Starts a server program and waits until it says that it is ready. It ends with this process, whatever ends that.
 *
 * @throws when it ends or is not ready within 30 s; the message has the end of its log
 */
export async function startService(plan: ServicePlan): Promise<Service> {
	const become = plan.user ? [`--reuid=${plan.user}`, `--regid=${plan.user}`, '--clear-groups'] : [];
	// The kernel ends it when this process dies without a chance to do so itself.
	const child = spawn('setpriv', ['--pdeathsig=KILL', ...become, ...plan.command], {
		cwd: plan.cwd,
		env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' },
		detached: true,
		stdio: ['pipe', 'pipe', 'pipe'],
	});
	const output = new OutputTail();
	output.collect(child.stdout);
	output.collect(child.stderr);
	let death: string | undefined;
	child.once('error', (error) => (death = `could not be started: ${error.message}`));
	child.once('exit', (code, signal) => (death = `ended with ${signal ?? `code ${code}`}`));
	// A program that ends at once has closed its input; why it ended says more.
	child.stdin.once('error', () => undefined);
	child.stdin.end(plan.input ?? '');
	guardChild(child, plan.cleanUp);
	const tail = (): string => `last lines of its log:\n${output.lastLines(20)}`;
	const stop = async (): Promise<void> => {
		await stopChild(child, GRACE_MS);
		plan.cleanUp();
	};
	try {
		await pollUntil(
			`${plan.name} to become ready`,
			async () => {
				if (death) throw new Error(`${plan.name} ${death} before it was ready; ${tail()}`);
				return plan.ready.test(output.text()) || undefined;
			},
			{ intervalMs: 50 },
			tail,
		);
	} catch (error) {
		await stop();
		throw error;
	}
	return { pid: child.pid ?? 0, stop };
}
