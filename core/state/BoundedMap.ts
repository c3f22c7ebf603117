/**
 * A map that drops the entry that was set longest ago when there are too many. Setting an entry again makes it the latest;
 * reading it does not.
 */
export class BoundedMap<V> extends Map<string, V> {
	/** @param most how many entries are kept, at least 1 */
	constructor(private readonly most: number) {
		super();
	}

	override set(key: string, value: V): this {
		this.delete(key);
		super.set(key, value);
		if (this.size <= this.most) return this;
		const [oldest] = this.keys();
		if (oldest !== undefined) this.delete(oldest);
		return this;
	}
}
