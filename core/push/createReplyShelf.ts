import { BoundedMap } from '../state/BoundedMap';

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
	/** Of all replies on the shelf. */
	readonly characters: number;
}

interface Place {
	touchedAt: number;
	/** Pushes whose answer is to come, and since when. */
	expected: BoundedMap<number>;
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
	/** Of one follower, there and expected; the oldest are dropped. */
	maxReplies: number;
	/** Of all replies together; beyond this the follower who was touched longest ago loses theirs. */
	maxCharacters: number;
}

/** The places of a shelf, the one that was touched longest ago in front. */
class Places extends Map<string, Place> {
	constructor(private readonly limits: ShelfLimits) {
		super();
	}

	/** Of all replies together. */
	get characters(): number {
		return [...this.values()].reduce((sum, { replies }) => sum + lengthOf(replies), 0);
	}

	/** Gives a follower's place, which is the latest from now on. */
	touch(follower: string, now: number): Place {
		const place = this.get(follower) ?? {
			touchedAt: now,
			expected: new BoundedMap(this.limits.maxReplies),
			replies: [],
		};
		place.touchedAt = now;
		this.delete(follower);
		this.set(follower, place);
		this.forgetOld(now);
		return place;
	}

	forgetOld(now: number): void {
		const { keepMs, maxFollowers } = this.limits;
		for (const [follower, { touchedAt }] of this) {
			if (touchedAt + keepMs > now && this.size <= maxFollowers) return;
			this.delete(follower);
		}
	}

	/** Lets others go in favor of a follower who has got something. */
	makeRoom(follower: string): void {
		let surplus = this.characters - this.limits.maxCharacters;
		for (const [other, { replies }] of this) {
			if (surplus <= 0 || other === follower) return;
			this.delete(other);
			surplus -= lengthOf(replies);
		}
	}

	/** Lets go of what is expected no longer, and of a place with nothing on it. */
	settle(follower: string, { expected, replies }: Place, now: number): void {
		for (const [push, since] of expected) if (since + this.limits.expectMs <= now) expected.delete(push);
		if (replies.length === 0 && expected.size === 0) this.delete(follower);
	}
}

/**
 * Makes a shelf for one account. It lives in the memory of this process: a restart empties it.
 *
 * @param limits its bounds
 */
export function createReplyShelf(limits: ShelfLimits): ReplyShelf {
	const { maxReplies } = limits;
	const places = new Places(limits);
	const listeners = new Map<string, Set<() => void>>();
	const announce = (follower: string) => {
		const waiting = listeners.get(follower) ?? [];
		listeners.delete(follower);
		for (const listener of waiting) listener();
	};

	return {
		expect(follower, push, now) {
			places.touch(follower, now).expected.set(push, now);
		},
		put(follower, push, replies, now) {
			const place = places.touch(follower, now);
			place.expected.delete(push);
			place.replies.push(...replies);
			place.replies.splice(0, place.replies.length - maxReplies);
			places.makeRoom(follower);
			places.settle(follower, place, now);
			announce(follower);
		},
		take(follower, now) {
			places.forgetOld(now);
			const place = places.get(follower);
			const reply = place?.replies.shift();
			if (place) places.settle(follower, place, now);
			return reply;
		},
		restore(follower, reply, now) {
			const { replies } = places.touch(follower, now);
			if (replies.length < maxReplies) replies.unshift(reply);
			places.makeRoom(follower);
			announce(follower);
		},
		standing(follower, now) {
			places.forgetOld(now);
			const place = places.get(follower);
			if (place) places.settle(follower, place, now);
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
		get characters() {
			return places.characters;
		},
	};
}

function lengthOf(replies: readonly string[]): number {
	return replies.reduce((sum, { length }) => sum + length, 0);
}
