/** A process that runs what was built. */
export interface Running {
	stop(): Promise<void>;
}

/** What the reloader does its work with. */
export interface ReloaderSteps<Built> {
	/** Makes the package; throws what the compiler found. */
	build(): Promise<Built>;
	/** Starts n8n with it. */
	start(built: Built): Promise<Running>;
	/** Gets one line per step. */
	log(line: string): void;
}

/** Keeps n8n on what was built last. */
export interface Reloader {
	/** To be called at every change of a source; many changes in a row make one build more, not many. */
	changed(): void;
	/** Resolves once everything that had changed is running, or has failed. */
	settled(): Promise<void>;
	/** Waits for a build or start under way, then ends n8n; changes after that do nothing. */
	close(): Promise<void>;
}

/**
 * Builds and restarts n8n after changes, one after the other. A package that does not compile leaves n8n as it is.
 *
 * @param steps how to build, start and report
 * @param first what runs already
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
		// A newer source makes this build old: n8n takes seconds to start.
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
