/** Tells whoever looks at the platform that something on it changed. */
export class Changes {
	private readonly listeners = new Set<() => void>();

	/** Something changed: a call, a push, a message, a setting. Costs next to nothing while nobody listens. */
	announce(): void {
		for (const listener of this.listeners) listener();
	}

	/**
	 * @param listener called at every change, many times a second under load
	 * @returns a function that ends it
	 */
	listen(listener: () => void): () => void {
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	}
}
