/** What can be given up: a call, or a wait. */
export interface Abortable {
	abort(): void;
}

/** What is under way for one execution, and ends with it. */
export interface AbortGroup {
	/** Takes one in and gives it back; once the execution has been stopped, it is given up at once. */
	add<One extends Abortable>(one: One): One;
	/** Forgets one that has ended by itself. */
	delete(one: Abortable): void;
}

/**
 * Gives up what is under way when an execution is stopped. Its signal is listened to once, however much that is, and only while there is
 * anything: each further listener makes it slower to add another, and more than ten of them Node.js reports as a leak.
 *
 * @param signal of the execution; without one nothing is given up by it
 */
export function abortGroup(signal?: AbortSignal): AbortGroup {
	const members = new Set<Abortable>();
	const giveUp = () => {
		for (const one of members) one.abort();
	};
	return {
		add(one) {
			if (signal?.aborted) {
				one.abort();
				return one;
			}
			if (members.size === 0) signal?.addEventListener('abort', giveUp);
			members.add(one);
			return one;
		},
		delete(one) {
			members.delete(one);
			if (members.size === 0) signal?.removeEventListener('abort', giveUp);
		},
	};
}
