const FIRST_SLOTS = 1024;
const FIRST_BYTES = 32_768;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * A set of OpenIDs, exact, in about 40 bytes for each of them outside of V8's heap: a Set of a million strings would take a hundred
 * megabytes of the heap.
 */
export class SeenOpenids {
	/** Each OpenID, preceded by its length. */
	private bytes = Buffer.allocUnsafe(FIRST_BYTES);
	private end = 0;
	/** Hash table of offsets in the bytes, each plus 1; 0 for empty. */
	private slots = new Uint32Array(FIRST_SLOTS);
	private count = 0;

	/**
	 * Adds an OpenID.
	 *
	 * @param openid up to 64 letters, digits, - and _
	 * @returns whether it is new
	 */
	add(openid: string): boolean {
		if (this.count * 2 >= this.slots.length) this.grow();
		const start = this.write(openid);
		const slot = this.slotOf(start);
		if (this.slots[slot] !== 0) return false;
		this.slots[slot] = start + 1;
		this.end = start + 1 + openid.length;
		this.count += 1;
		return true;
	}

	/** Writes it after the others, where it stays if it is new. */
	private write(openid: string): number {
		const start = this.end;
		if (start + 1 + openid.length > this.bytes.length) {
			this.bytes = Buffer.concat([this.bytes, Buffer.allocUnsafe(this.bytes.length)]);
		}
		this.bytes[start] = openid.length;
		this.bytes.write(openid, start + 1, 'latin1');
		return start;
	}

	/** The slot with the same OpenID, or else the free slot for it. */
	private slotOf(start: number): number {
		const last = this.slots.length - 1;
		let slot = this.hashOf(start) & last;
		for (;;) {
			const place = this.slots[slot] ?? 0;
			if (place === 0 || this.isSame(place - 1, start)) return slot;
			slot = (slot + 1) & last;
		}
	}

	private hashOf(start: number): number {
		let hash = FNV_OFFSET;
		for (let at = start + 1; at <= start + (this.bytes[start] ?? 0); at++) {
			hash = Math.imul(hash ^ (this.bytes[at] ?? 0), FNV_PRIME);
		}
		return (hash ^ (hash >>> 15)) >>> 0;
	}

	private isSame(one: number, other: number): boolean {
		const length = this.bytes[one] ?? 0;
		const { bytes } = this;
		return bytes.compare(bytes, one, one + 1 + length, other, other + 1 + length) === 0;
	}

	private grow(): void {
		this.slots = new Uint32Array(this.slots.length * 2);
		for (let start = 0; start < this.end; start += 1 + (this.bytes[start] ?? 0)) {
			this.slots[this.slotOf(start)] = start + 1;
		}
	}
}
