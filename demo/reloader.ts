/** A process that runs a build. */
export interface Running {
	stop(): Promise<void>;
}

/** The steps of the reloader. */
export interface ReloaderSteps<Built> {
	/** Builds the package; throws the compiler's errors. */
	build(): Promise<Built>;
	/** Starts n8n with it. */
	start(built: Built): Promise<Running>;
	/** Receives one line per step. */
	log(line: string): void;
}

/** Keeps n8n on the latest build. */
export interface Reloader {
	/** Call it at every change of a source; many changes in a row cause only one more build. */
	changed(): void;
	/** Resolves when all changes are running, or have failed. */
	settled(): Promise<void>;
	/** Waits for a build or start in progress, then stops n8n; later changes do nothing. */
	close(): Promise<void>;
}

/**
 * Builds and restarts n8n after changes, one after the other. A package that does not compile leaves n8n as it is.
 *
 * @param steps how to build, start and report
 * @param first process that is already running
 */
export function createReloader<Built>(steps: ReloaderSteps<Built>, first: Running): Reloader {
	let running: Running | undefined = first;
	let pending = false;
	let isClosed = false;
	let work: Promise<void> | undefined;

	const reload = async (): Promise<void> => {
		steps.log('A source has changed: building …');
		let built: Built;
		try {
			built = await steps.build();
		} catch (error) {
			steps.log(`${messageOf(error)}\nn8n still runs what was built before.`);
			return;
		}
		// The sources have changed since, so do not start this build: n8n takes seconds to start.
		if (pending || isClosed) return;
		await running?.stop();
		running = undefined;
		try {
			running = await steps.start(built);
			steps.log('n8n has restarted with it: reload the editor.');
		} catch (error) {
			steps.log(`n8n did not start, the next change tries again: ${messageOf(error)}`);
		}
	};

	const workOff = async (): Promise<void> => {
		while (pending && !isClosed) {
			pending = false;
			await reload();
		}
		work = undefined;
	};

	return {
		changed() {
			pending = true;
			if (!isClosed) work ??= workOff();
		},
		async settled() {
			await work;
		},
		async close() {
			isClosed = true;
			await work;
			await running?.stop();
			running = undefined;
		},
	};
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
