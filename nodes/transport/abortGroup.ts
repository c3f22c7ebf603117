/** Something that can be aborted: a call, or a wait. */
export interface Abortable {
	abort(): void;
}

/** What is in progress for one execution, and ends with it. */
export interface AbortGroup {
	/** Adds a member and returns it; if the execution has already been stopped, the member is aborted at once. */
	add<One extends Abortable>(one: One): One;
	/** Removes a member that has ended by itself. */
	delete(one: Abortable): void;
}

/**
 * Aborts what is in progress when an execution is stopped. However many members there are, its signal has one listener, and only while
 * there are members: each further listener makes adding another one slower, and Node.js reports more than ten as a leak.
 *
 * @param signal of the execution; without one nothing is aborted
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
