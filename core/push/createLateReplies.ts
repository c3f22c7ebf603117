import { BoundedMap } from '../state/BoundedMap';

/** What there is for a follower to collect. */
export type LateReplyStatus =
	/** A reply is ready. */
	| 'ready'
	/** An answer is pending. */
	| 'expected'
	| 'empty';

/** Keeps late answers until their follower asks for them; `now` is in milliseconds of a monotonic clock. */
export interface LateReplies {
	/** Notes that an answer to a push of this follower is pending. */
	expect(follower: string, push: string, now: number): void;
	/**
	 * Keeps the answer to a push.
	 *
	 * @param replies documents in order; empty means that there is nothing to keep
	 */
	put(follower: string, push: string, replies: readonly string[], now: number): void;
	/** Removes and returns the next reply. */
	take(follower: string, now: number): string | undefined;
	/** Puts back a reply that could not be delivered: it becomes the next one again, unless newer ones have filled its place. */
	restore(follower: string, reply: string, now: number): void;
	status(follower: string, now: number): LateReplyStatus;
	/**
	 * Calls the listener once, at the follower's next change.
	 *
	 * @returns removes the listener
	 */
	onChange(follower: string, listener: () => void): () => void;
	/** Followers for whom something is kept or pending. */
	readonly size: number;
	/** Total length of all kept replies. */
	readonly characters: number;
}

/** What is kept for one follower. */
interface FollowerReplies {
	touchedAt: number;
	/** Pushes whose answer is pending, and since when. */
	expected: BoundedMap<number>;
	replies: string[];
}

/** How much is kept for one account, and for how long. */
export interface LateReplyLimits {
	/** How long a reply is kept. */
	keepMs: number;
	/** How long an answer counts as pending: that of a failed execution never comes. */
	expectMs: number;
	/** Beyond this, the least recently active follower is dropped. */
	maxFollowers: number;
	/** For one follower, kept and pending; the oldest are dropped. */
	maxReplies: number;
	/** Of all replies together; beyond this, the least recently active follower is dropped. */
	maxCharacters: number;
}

/** What is kept, by follower, least recently active first. */
class RepliesByFollower extends Map<string, FollowerReplies> {
	constructor(private readonly limits: LateReplyLimits) {
		super();
	}

	/** Total length of all kept replies. */
	get characters(): number {
		return [...this.values()].reduce((sum, { replies }) => sum + lengthOf(replies), 0);
	}

	/** Returns what is kept for a follower, and makes that follower the most recent. */
	touch(follower: string, now: number): FollowerReplies {
		const entry = this.get(follower) ?? {
			touchedAt: now,
			expected: new BoundedMap(this.limits.maxReplies),
			replies: [],
		};
		entry.touchedAt = now;
		this.delete(follower);
		this.set(follower, entry);
		this.forgetOld(now);
		return entry;
	}

	forgetOld(now: number): void {
		const { keepMs, maxFollowers } = this.limits;
		for (const [follower, { touchedAt }] of this) {
			if (touchedAt + keepMs > now && this.size <= maxFollowers) return;
			this.delete(follower);
		}
	}

	/** Drops other followers when the kept replies have become too long. */
	makeRoom(follower: string): void {
		let surplus = this.characters - this.limits.maxCharacters;
		for (const [other, { replies }] of this) {
			if (surplus <= 0 || other === follower) return;
			this.delete(other);
			surplus -= lengthOf(replies);
		}
	}

	/** Forgets answers that are pending for too long, and a follower for whom nothing is left. */
	settle(follower: string, { expected, replies }: FollowerReplies, now: number): void {
		for (const [push, since] of expected) if (now - since >= this.limits.expectMs) expected.delete(push);
		if (replies.length === 0 && expected.size === 0) this.delete(follower);
	}
}

/**
 * Creates the store of late replies of one account. They live in the memory of this process: a restart loses them.
 *
 * @param limits its bounds
 */
export function createLateReplies(limits: LateReplyLimits): LateReplies {
	const { maxReplies } = limits;
	const followers = new RepliesByFollower(limits);
	const waiting = new Set<{ follower: string; listener: () => void }>();
	const announce = (follower: string) => {
		for (const one of [...waiting]) {
			// Each listener is called for one change; one added meanwhile waits for the next.
			if (one.follower === follower && waiting.delete(one)) one.listener();
		}
	};

	return {
		expect(follower, push, now) {
			followers.touch(follower, now).expected.set(push, now);
		},
		put(follower, push, replies, now) {
			const entry = followers.touch(follower, now);
			entry.expected.delete(push);
			entry.replies.push(...replies);
			entry.replies.splice(0, entry.replies.length - maxReplies);
			followers.makeRoom(follower);
			followers.settle(follower, entry, now);
			announce(follower);
		},
		take(follower, now) {
			followers.forgetOld(now);
			const entry = followers.get(follower);
			const reply = entry?.replies.shift();
			if (entry) followers.settle(follower, entry, now);
			return reply;
		},
		restore(follower, reply, now) {
			const { replies } = followers.touch(follower, now);
			if (replies.length < maxReplies) replies.unshift(reply);
			followers.makeRoom(follower);
			announce(follower);
		},
		status(follower, now) {
			followers.forgetOld(now);
			const entry = followers.get(follower);
			if (entry) followers.settle(follower, entry, now);
			if (!entry || !followers.has(follower)) return 'empty';
			return entry.replies.length > 0 ? 'ready' : 'expected';
		},
		onChange(follower, listener) {
			const one = { follower, listener };
			waiting.add(one);
			return () => void waiting.delete(one);
		},
		get size() {
			return followers.size;
		},
		get characters() {
			return followers.characters;
		},
	};
}

function lengthOf(replies: readonly string[]): number {
	return replies.reduce((sum, { length }) => sum + length, 0);
}
