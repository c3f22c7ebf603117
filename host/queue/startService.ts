import type { Program } from '../startProgram';
import { startProgram } from '../startProgram';

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
	/** Process id; another one after a restart. */
	readonly pid: number;
	/**
	 * Ends the program and starts it again with the same data.
	 *
	 * @param signal that asks it to end, after which it keeps what it has taken
	 * @param away how long it stays away
	 */
	restart(signal: NodeJS.Signals, away: () => Promise<unknown>): Promise<void>;
	/** Ends it and removes what it leaves behind. */
	stop(): Promise<void>;
}

/**
 * Starts a server program and waits until it says that it is ready. It ends with this process, whatever ends that.
 *
 * @throws when it ends or is not ready within 30 s; the message has the end of its log
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
		// The kernel ends it when this process dies without a chance to do so itself.
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
