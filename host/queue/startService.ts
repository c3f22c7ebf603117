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
	pid: number;
	/** Ends it and removes what it leaves behind. */
	stop(): Promise<void>;
}

/**
 * Starts a server program and waits until it says that it is ready. It ends with this process, whatever ends that.
 *
 * @throws when it ends or is not ready within 30 s; the message has the end of its log
 */
export async function startService(plan: ServicePlan): Promise<Service> {
	const { name, cwd, user, input, ready, cleanUp } = plan;
	const become = user ? [`--reuid=${user}`, `--regid=${user}`, '--clear-groups'] : [];
	const program = startProgram({
		name,
		// The kernel ends it when this process dies without a chance to do so itself.
		command: ['setpriv', '--pdeathsig=KILL', ...become, ...plan.command],
		cwd,
		env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' },
		input,
		cleanUp,
	});
	const stop = async (): Promise<void> => {
		await program.stop();
		cleanUp();
	};
	try {
		await program.untilReady(() => ready.test(program.output()), { intervalMs: 50 });
	} catch (error) {
		await stop();
		throw error;
	}
	return { pid: program.pid, stop };
}
