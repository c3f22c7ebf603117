/** Notifies pages that show the platform of changes. */
export class Changes {
	private readonly listeners = new Set<() => void>();

	/** Reports a change: a call, a push, a message, a setting. Costs next to nothing without listeners. */
	announce(): void {
		for (const listener of this.listeners) listener();
	}

	/**
	 * @param listener called at every change, many times a second under load
	 * @returns a function that removes the listener
	 */
	listen(listener: () => void): () => void {
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	}
}
