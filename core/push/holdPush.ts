import { DELIVERY_MS, REPLY_WINDOW_MS } from './deadline';

/**
 * WeChat delivers again right after it hung up; the time until the trigger is called, up to this limit, is n8n's own delay. After a longer
 * time, the delivery in between was lost.
 */
const MOST_LAG_MS = REPLY_WINDOW_MS;

/** A reply later than this might reach a connection that is being closed, so it waits for the next delivery. */
const SAFE_MS = 4_600;

/**
 * WeChat delivers again right after it hung up, and hangs up again after another 5 s. If a connection is still the latest after this time,
 * no further delivery that could be answered will follow, even if n8n takes seconds to call the trigger.
 */
const ABANDONED_MS = 9_500;

/** WeChat delivers three times: more connections than this for one push come from somebody who replays it. */
const MOST_CONNECTIONS = 10;

/** For how many deliveries of a push to wait: two where the first of three did not reach the trigger. */
export type Deliveries = 1 | 2 | 3;

/** One connection on which WeChat waits for the answer to a push. */
export interface WaitingConnection {
	/** When WeChat presumably began to wait on it, by the clock of the {@link Holding}. */
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
	/** Returns the answer to the last delivery while the real one is pending; undefined acknowledges it. */
	finalAnswer(): string | undefined;
	/**
	 * Gets replies that could not be given on this push: an answer that came after the last delivery, or the second and further replies of
	 * one.
	 */
	late(replies: readonly string[]): void;
	/**
	 * Called once, after the last delivery has been answered or has expired.
	 *
	 * @param answered the answer to a further delivery, which WeChat makes only if it has not received this one; undefined acknowledges it
	 */
	over(answered: string | undefined): void;
	/** Milliseconds of a monotonic clock. */
	now(): number;
	sleep(milliseconds: number): Promise<unknown>;
}

/** A push whose answer is pending. */
export interface HeldPush {
	/** Adds a delivery, which becomes the open one. */
	attach(connection: WaitingConnection): void;
	/**
	 * Gives the answer: the first reply goes to the open delivery, further ones to `late`.
	 *
	 * @param replies documents in order; empty ends the wait without a reply
	 */
	answer(replies: readonly string[]): void;
	/** Whether the window has closed. */
	readonly isOver: boolean;
}

/**
 * Holds a push across its deliveries: each but the last is left unanswered until WeChat hangs up and delivers again. The answer is sent on
 * the connection that is open when it comes, and the last delivery is always answered just before 5 s.
 *
 * @param holding its options, callbacks and clock
 */
export function holdPush(holding: Holding): HeldPush {
	const { deliveries, finalAnswer, late, over, now, sleep } = holding;
	const attached: WaitingConnection[] = [];
	/** Deliveries of which the open connection is the latest, lost ones included. */
	let delivered = 0;
	let open: WaitingConnection | undefined;
	/** When WeChat presumably began to wait on the open connection. */
	let begunAt = 0;
	let chosen: readonly string[] | undefined;
	let isOver = false;

	const finish = (replies: readonly string[] | undefined) => {
		if (isOver) return;
		isOver = true;
		const last = replies ? replies[0] : finalAnswer();
		const isTaken = last !== undefined && open?.isOpen() === true;
		if (isTaken) open?.reply(last);
		// Include those that WeChat has closed, so that later checks find them answered.
		for (const connection of attached) connection.acknowledge();
		// A reply that could not be sent here goes to `late`, and must not be given twice.
		over(isTaken || !replies ? last : undefined);
		const left = (isTaken ? replies?.slice(1) : replies) ?? [];
		if (left.length > 0) late(left);
	};

	const isLast = () => delivered >= deliveries;
	const watch = async (connection: WaitingConnection) => {
		const waitMs = isLast() ? REPLY_WINDOW_MS : ABANDONED_MS;
		await sleep(Math.max(0, begunAt + waitMs - now()));
		if (open === connection) finish(chosen);
	};

	return {
		attach(connection) {
			if (isOver || attached.length >= MOST_CONNECTIONS) return connection.acknowledge();
			attached.push(connection);
			// A busy n8n may pass on an earlier delivery, already closed by WeChat, after a later one.
			if (open?.isOpen() === true && !connection.isOpen()) {
				delivered += 1;
				return void watch(open);
			}
			const { receivedAt } = connection;
			const leftAt = open?.closedAt() ?? receivedAt;
			const isNext = receivedAt - leftAt <= MOST_LAG_MS;
			delivered += isNext ? 1 : 2;
			// Never later than its arrival: this process may notice late that WeChat hung up, and the last delivery must be answered in time.
			begunAt = Math.min(isNext ? leftAt : leftAt + DELIVERY_MS, receivedAt);
			open = connection;
			if (chosen) return finish(chosen);
			void watch(connection);
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
			// The last delivery's timer is late, and WeChat may have hung up without this process noticing yet.
			if (!isLast() || replies.length === 0) return;
			finish(undefined);
			late(replies);
		},
		get isOver() {
			return isOver;
		},
	};
}
