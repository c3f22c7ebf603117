/** Calls that are under way at the same time. */
export interface CallsInFlight {
	/** Notes one more call; its controller gives it up, alone. */
	begin(): AbortController;
	/** Forgets a call that has been answered or has failed. */
	end(call: AbortController): void;
}

/**
 * Gives up all calls of an execution when it is stopped. The signal of an execution is listened to once, however many calls are under
 * way, and only while there are any: it lasts as long as the execution, and each further listener makes it slower to add another.
 *
 * @param signal of the execution; without one each call is given up alone
 */
export function callsInFlight(signal?: AbortSignal): CallsInFlight {
	const calls = new Set<AbortController>();
	const giveUp = () => {
		for (const call of calls) call.abort();
	};
	return {
		begin() {
			const call = new AbortController();
			if (signal?.aborted) call.abort();
			if (calls.size === 0) signal?.addEventListener('abort', giveUp);
			calls.add(call);
			return call;
		},
		end(call) {
			calls.delete(call);
			if (calls.size === 0) signal?.removeEventListener('abort', giveUp);
		},
	};
}
