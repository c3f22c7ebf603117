import { BoundedMap } from '../state/BoundedMap';

/** What a follower may collect. */
export type LateReplyStatus =
	/** A reply is there. */
	| 'ready'
	/** An answer is on its way. */
	| 'expected'
	| 'empty';

/** Keeps late answers until their follower asks for them; `now` is in milliseconds of a clock that nobody sets. */
export interface LateReplies {
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
	/** Gives a reply back that could not be delivered: it is the next one again, unless newer ones have taken its place. */
	restore(follower: string, reply: string, now: number): void;
	status(follower: string, now: number): LateReplyStatus;
	/**
	 * Calls once, as soon as something of this follower changes.
	 *
	 * @returns stops waiting for it
	 */
	onChange(follower: string, listener: () => void): () => void;
	/** Followers for whom something is kept or expected. */
	readonly size: number;
	/** Of all replies that are kept. */
	readonly characters: number;
}

/** What is kept of one follower. */
interface FollowerReplies {
	touchedAt: number;
	/** Pushes whose answer is to come, and since when. */
	expected: BoundedMap<number>;
	replies: string[];
}

/** How much is kept of one account, and how long. */
export interface LateReplyLimits {
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

/** What is kept by follower, the one that was touched longest ago in front. */
class RepliesByFollower extends Map<string, FollowerReplies> {
	constructor(private readonly limits: LateReplyLimits) {
		super();
	}

	/** Of all replies together. */
	get characters(): number {
		return [...this.values()].reduce((sum, { replies }) => sum + lengthOf(replies), 0);
	}

	/** Gives what is kept of a follower, who is the latest from now on. */
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

	/** Lets others go in favor of a follower who has got something. */
	makeRoom(follower: string): void {
		let surplus = this.characters - this.limits.maxCharacters;
		for (const [other, { replies }] of this) {
			if (surplus <= 0 || other === follower) return;
			this.delete(other);
			surplus -= lengthOf(replies);
		}
	}

	/** Forgets what is no longer expected, and a follower of whom nothing is left. */
	settle(follower: string, { expected, replies }: FollowerReplies, now: number): void {
		for (const [push, since] of expected) if (now - since >= this.limits.expectMs) expected.delete(push);
		if (replies.length === 0 && expected.size === 0) this.delete(follower);
	}
}

/**
 * Makes the late replies of one account. They live in the memory of this process: a restart loses them.
 *
 * @param limits its bounds
 */
export function createLateReplies(limits: LateReplyLimits): LateReplies {
	const { maxReplies } = limits;
	const followers = new RepliesByFollower(limits);
	const waiting = new Set<{ follower: string; listener: () => void }>();
	const announce = (follower: string) => {
		for (const one of [...waiting]) {
			// Each hears of one change; whoever begins to wait meanwhile, of the next one.
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
