import { REPLY_WINDOW_MS } from './deadline';

/** WeChat delivers again right after it hung up: what passes until the trigger is asked, up to this, is n8n's own time. */
const MOST_LAG_MS = REPLY_WINDOW_MS;

/** From this age on a reply might reach a connection that is being cut: it waits for the next delivery. */
const SAFE_MS = 4_600;

/**
 * WeChat delivers again right after it hung up, and hangs up again after another 5 s. A connection that outlives this is not
 * followed by another one that could be answered, also where n8n takes seconds to ask the trigger.
 */
const ABANDONED_MS = 9_500;

/** WeChat delivers three times: more connections than this on one push come from somebody who replays it. */
const MOST_CONNECTIONS = 10;

/** How many deliveries of a push are waited through. Two, where the first one has not reached the trigger. */
export type Deliveries = 1 | 2 | 3;

/** One connection on which WeChat waits for the answer to a push. */
export interface WaitingConnection {
	/** When WeChat began to wait on it, as far as can be told, by the clock of the {@link Holding}. */
	readonly receivedAt: number;
	/** False once the other side has hung up or something has been written. */
	isOpen(): boolean;
	/** When the other side hung up, by the same clock; undefined while it has not. */
	closedAt(): number | undefined;
	/** Writes a passive reply. */
	reply(document: string): void;
	/** Tells WeChat that the push has arrived; does nothing on a connection that is not open. */
	acknowledge(): void;
}

/** How a push is held. */
export interface Holding {
	deliveries: Deliveries;
	/** What the last delivery is answered with when there is no answer yet; undefined acknowledges. */
	finalAnswer(): string | undefined;
	/** Gets what could not be given on this push: an answer that came after the last delivery, or further parts of it. */
	late(replies: readonly string[]): void;
	/**
	 * Called once, after the last delivery has been answered or has lapsed.
	 *
	 * @param answered what a further delivery is to be answered with: WeChat sends one only when it has not received the answer;
	 *   undefined acknowledges
	 */
	over(answered: string | undefined): void;
	/** Milliseconds of a clock that nobody sets. */
	now(): number;
	sleep(milliseconds: number): Promise<unknown>;
}

/** A push whose answer is on its way. */
export interface HeldPush {
	/** A delivery has come: it becomes the open one. */
	attach(connection: WaitingConnection): void;
	/**
	 * The answer has come: the first reply goes to the open delivery, further ones to `late`.
	 *
	 * @param replies documents in order; none ends the wait without a reply
	 */
	answer(replies: readonly string[]): void;
	/** The window has closed. */
	readonly isOver: boolean;
}

/**
 * Holds a push through its deliveries: all but the last lapse unanswered until WeChat hangs up and sends again, the answer
 * leaves on whichever connection is open when it comes, and the last delivery is answered just before 5 s whatever happens.
 *
 * @param holding how; clock and sleep come with it
 */
export function holdPush(holding: Holding): HeldPush {
	const { deliveries, finalAnswer, late, over, now, sleep } = holding;
	const attached: WaitingConnection[] = [];
	let open: WaitingConnection | undefined;
	/** When WeChat began to wait on the open connection, as far as it can be known. */
	let begunAt = 0;
	let chosen: readonly string[] | undefined;
	let isOver = false;

	const finish = (replies: readonly string[] | undefined) => {
		if (isOver) return;
		isOver = true;
		const last = replies ? replies[0] : finalAnswer();
		const isTaken = last !== undefined && open?.isOpen() === true;
		if (isTaken) open?.reply(last);
		// Also those that WeChat has left: whoever looks at them later sees that they are done.
		for (const connection of attached) connection.acknowledge();
		// A reply that nobody took goes another way, and must not be given twice.
		over(isTaken || !replies ? last : undefined);
		const left = (isTaken ? replies?.slice(1) : replies) ?? [];
		if (left.length > 0) late(left);
	};

	const watch = async (connection: WaitingConnection, isLast: boolean) => {
		const patience = isLast ? REPLY_WINDOW_MS : ABANDONED_MS;
		await sleep(Math.max(0, begunAt + patience - now()));
		if (open === connection) finish(chosen);
	};

	return {
		attach(connection) {
			if (isOver || attached.length >= MOST_CONNECTIONS) return connection.acknowledge();
			attached.push(connection);
			// A busy n8n may ask for an earlier delivery, which WeChat has left, after a later one.
			if (open?.isOpen() === true && !connection.isOpen()) return;
			const { receivedAt } = connection;
			const leftAt = open?.closedAt() ?? receivedAt;
			// Not after it came: this process may hear late that WeChat has left, and the last delivery must be answered in time.
			begunAt = Math.min(Math.max(leftAt, receivedAt - MOST_LAG_MS), receivedAt);
			open = connection;
			if (chosen) return finish(chosen);
			void watch(connection, attached.length >= deliveries);
		},
		answer(replies) {
			if (isOver) {
				if (!chosen && replies.length > 0) late(replies);
				chosen ??= replies;
				return;
			}
			if (chosen) return;
			chosen = replies;
			const isSafe = open !== undefined && now() - begunAt <= SAFE_MS;
			if (isSafe && open?.isOpen() === true) return finish(replies);
			// The timer of the last delivery is late, and WeChat may have hung up without this process knowing it yet.
			if (attached.length < deliveries || replies.length === 0) return;
			finish(undefined);
			late(replies);
		},
		get isOver() {
			return isOver;
		},
	};
}
