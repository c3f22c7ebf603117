import type { Program } from '../startProgram';
import { startProgram } from '../startProgram';

/** How to start a server. */
export interface ServicePlan {
	/** Name for errors. */
	name: string;
	/** Program with its arguments; runs without a shell. */
	command: [string, ...string[]];
	/** Working directory. */
	cwd: string;
	/** User to become; needs root. */
	user?: string;
	/** Passed on standard input, where nobody can see passwords. */
	input?: string;
	/** What the program prints once it accepts connections. */
	ready: RegExp;
	/** Removes files that the program leaves behind; must be synchronous. */
	cleanUp: () => void;
}

/** A server used by n8n. */
export interface Service {
	/** Process id; changes with a restart. */
	readonly pid: number;
	/**
	 * Stops the program and starts it again with the same data.
	 *
	 * @param signal that tells it to end; the data it has received is kept
	 * @param away resolves when it may start again
	 */
	restart(signal: NodeJS.Signals, away: () => Promise<unknown>): Promise<void>;
	/** Stops it and removes what it leaves behind. */
	stop(): Promise<void>;
}

/**
 * Starts a server program and waits until it reports that it is ready. It ends with this process, however that ends.
 *
 * @throws when it ends or is not ready within 30 s, with the end of its log
 */
export async function startService(plan: ServicePlan): Promise<Service> {
	let program = await launch(plan);
	return {
		get pid() {
			return program.pid;
		},
		async restart(signal, away) {
			process.kill(program.pid, signal);
			await program.ended;
			await away();
			program = await launch(plan);
		},
		async stop() {
			await program.stop();
			plan.cleanUp();
		},
	};
}

async function launch({ name, cwd, user, input, ready, cleanUp, command }: ServicePlan): Promise<Program> {
	const become = user ? [`--reuid=${user}`, `--regid=${user}`, '--clear-groups'] : [];
	const program = startProgram({
		name,
		// The kernel ends it if this process dies without being able to do so.
		command: ['setpriv', '--pdeathsig=KILL', ...become, ...command],
		cwd,
		env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' },
		input,
		cleanUp,
	});
	try {
		await program.untilReady(() => ready.test(program.output()), { intervalMs: 50 });
	} catch (error) {
		await program.stop();
		cleanUp();
		throw error;
	}
	return program;
}
