/** What a follower may collect. */
export type ShelfStanding =
	/** A reply is there. */
	| 'ready'
	/** An answer is on its way. */
	| 'expected'
	| 'empty';

/** Keeps late answers until their follower asks for them. */
export interface ReplyShelf {
	/** An answer to a push of this follower will come later. */
	expect(follower: string, push: string, now: number): void;
	/**
	 * The answer to a push has come.
	 *
	 * @param replies documents in order; none means that nothing is to be kept
	 */
	put(follower: string, push: string, replies: readonly string[], now: number): void;
	/** Takes the next reply. */
	take(follower: string, now: number): string | undefined;
	/** Gives a reply back that could not be delivered: it is the next one again, unless newer ones have filled its place. */
	restore(follower: string, reply: string, now: number): void;
	standing(follower: string, now: number): ShelfStanding;
	/**
	 * Calls once, as soon as something of this follower changes.
	 *
	 * @returns stops waiting for it
	 */
	onChange(follower: string, listener: () => void): () => void;
	/** Followers on the shelf. */
	readonly size: number;
}

interface Place {
	touchedAt: number;
	/** Pushes whose answer is to come, and since when. */
	expected: Map<string, number>;
	replies: string[];
}

/** Bounds of a shelf. */
export interface ShelfLimits {
	/** How long a reply is kept. */
	keepMs: number;
	/** How long an answer is expected: one that failed never comes. */
	expectMs: number;
	/** Beyond this the follower who was touched longest ago loses theirs. */
	maxFollowers: number;
	/** Of one follower; the oldest are dropped. */
	maxReplies: number;
}

/**
 * Makes a shelf for one account. It lives in the memory of this process: a restart empties it.
 *
 * @param limits its bounds
 */
export function createReplyShelf({ keepMs, expectMs, maxFollowers, maxReplies }: ShelfLimits): ReplyShelf {
	// A Map keeps the order of insertion, and a touched place is put behind: the oldest are in front.
	const places = new Map<string, Place>();
	const listeners = new Map<string, Set<() => void>>();

	const forgetOld = (now: number) => {
		for (const [follower, { touchedAt }] of places) {
			if (touchedAt + keepMs > now && places.size <= maxFollowers) return;
			places.delete(follower);
		}
	};
	const touch = (follower: string, now: number): Place => {
		const place = places.get(follower) ?? { touchedAt: now, expected: new Map(), replies: [] };
		place.touchedAt = now;
		places.delete(follower);
		places.set(follower, place);
		forgetOld(now);
		return place;
	};
	const announce = (follower: string) => {
		const waiting = listeners.get(follower) ?? [];
		listeners.delete(follower);
		for (const listener of waiting) listener();
	};
	const settle = (follower: string, place: Place, now: number) => {
		for (const [push, since] of place.expected) if (since + expectMs <= now) place.expected.delete(push);
		if (place.replies.length === 0 && place.expected.size === 0) places.delete(follower);
	};

	return {
		expect(follower, push, now) {
			touch(follower, now).expected.set(push, now);
		},
		put(follower, push, replies, now) {
			const place = touch(follower, now);
			place.expected.delete(push);
			place.replies.push(...replies);
			place.replies.splice(0, place.replies.length - maxReplies);
			settle(follower, place, now);
			announce(follower);
		},
		take(follower, now) {
			forgetOld(now);
			const place = places.get(follower);
			const reply = place?.replies.shift();
			if (place) settle(follower, place, now);
			return reply;
		},
		restore(follower, reply, now) {
			const { replies } = touch(follower, now);
			if (replies.length < maxReplies) replies.unshift(reply);
			announce(follower);
		},
		standing(follower, now) {
			forgetOld(now);
			const place = places.get(follower);
			if (place) settle(follower, place, now);
			if (!place || !places.has(follower)) return 'empty';
			return place.replies.length > 0 ? 'ready' : 'expected';
		},
		onChange(follower, listener) {
			const waiting = listeners.get(follower) ?? new Set();
			listeners.set(follower, waiting.add(listener));
			return () => {
				waiting.delete(listener);
				if (waiting.size === 0 && listeners.get(follower) === waiting) listeners.delete(follower);
			};
		},
		get size() {
			return places.size;
		},
	};
}
