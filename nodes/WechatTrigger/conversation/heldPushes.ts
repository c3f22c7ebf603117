import { type HeldPush, holdPush } from '../../../core/push/holdPush';
import { ExpiringMap } from '../../../core/state/ExpiringMap';
import { processStore } from '../../../core/state/processStore';
import { decodeReplies } from '../../transport/encodedReplies';
import { accountOf, type TrackedDelivery, followerOf } from './TrackedDelivery';
import { beginRun, endRun } from './busyFollowers';
import { hostClock } from '../hostClock';
import { sendLate } from './sendLate';
import { lateRepliesOf } from './lateReplies';
import { textReply, waitingConnection } from './waitingConnection';

/** Beyond this many pushes at a time, further ones are held for one delivery only, as without the options. */
const MAX_HELD = 5_000;

/** Pushes whose window is open, by trigger and push. */
const held = processStore({
	name: 'pushes that are held through their deliveries',
	bound: `${MAX_HELD}; further ones are held for one delivery, and who collects gets what is there`,
	elsewhere: 'starts a second execution for a repeated delivery (decision 006)',
	create: () => new Map<string, HeldPush>(),
	size: ({ size }) => ({ pushes: size }),
});

/** WeChat's last delivery has arrived by then. */
const REPEAT_MS = 15_000;

/** About 2 KB each. */
const MAX_REPLIES = 2_000;

/** The answers to pushes whose window has closed: WeChat delivers again only when it has not received them. */
const lastReplies = processStore({
	name: 'replies that WeChat may not have got',
	bound: `${MAX_REPLIES}, the latest ones, each for ${REPEAT_MS / 1000} s`,
	elsewhere: 'acknowledges a further delivery, or starts a second execution for it (decision 006)',
	create: () => new ExpiringMap<string>(MAX_REPLIES),
	size: ({ size }) => ({ replies: size }),
});

/** Measures the window of a push by the monotonic clock, since the time of day may be set meanwhile. */
const holdingClock = () => ({ now: hostClock.elapsed, sleep: hostClock.sleep });

/** Whether one more push can be held. */
export function hasRoom(): boolean {
	return held().size < MAX_HELD;
}

/** Whether a delivery repeats a push that is held here. */
export function isHeld({ key }: TrackedDelivery): boolean {
	return held().has(key);
}

/**
 * Attaches a further delivery to the push that it repeats.
 *
 * @returns false when no such push is held here
 */
export function attachRepeat(delivery: TrackedDelivery): boolean {
	const push = held().get(delivery.key);
	const last = lastReplies().get(delivery.key, hostClock.elapsed());
	if (!push && last === undefined) return false;
	// This request starts no execution, so n8n writes no answer to it.
	const connection = waitingConnection(delivery, () => undefined);
	if (push) push.attach(connection);
	else if (last !== undefined) connection.reply(last);
	return true;
}

/** Forgets a push whose window has closed, and keeps its answer for a repeated delivery. */
function closeWindow(key: string, document: string | undefined): void {
	held().delete(key);
	if (document !== undefined) lastReplies().set(key, document, hostClock.elapsed(), REPEAT_MS);
}

/**
 * Holds a push whose answer comes from the execution that it starts.
 *
 * @param delivery the first one of the push
 */
export function holdForExecution(delivery: TrackedDelivery): void {
	const { key, conversation } = delivery;
	const isCollected = conversation.whenLonger === 'collect';
	const follower = followerOf(delivery);
	const lateReplies = () => lateRepliesOf(accountOf(delivery));
	const push = holdPush({
		deliveries: conversation.deliveries,
		finalAnswer() {
			if (!isCollected) return undefined;
			lateReplies().expect(follower, key, hostClock.elapsed());
			return textReply(delivery, conversation.waitingText);
		},
		late(replies) {
			if (isCollected) lateReplies().put(follower, key, replies, hostClock.elapsed());
			else if (conversation.whenLonger === 'customerService') void sendLate(delivery, replies);
		},
		over: (last) => closeWindow(key, last),
		...holdingClock(),
	});
	held().set(key, push);
	beginRun(delivery);
	const connection = waitingConnection(delivery, (body) => {
		const replies = decodeReplies(body);
		endRun(delivery);
		push.answer(replies);
		if (isCollected && replies.length === 0 && push.isOver)
			lateReplies().put(follower, key, [], hostClock.elapsed());
	});
	push.attach(connection);
}

/**
 * Answers a message by which a follower collects a late answer: with the one that is kept, or one that becomes ready while the window is
 * open.
 *
 * @param delivery the first one of the push
 */
export function holdForCollection(delivery: TrackedDelivery): void {
	const { key, conversation } = delivery;
	const follower = followerOf(delivery);
	const lateReplies = lateRepliesOf(accountOf(delivery));
	if (!hasRoom()) {
		const reply =
			lateReplies.take(follower, hostClock.elapsed()) ?? textReply(delivery, conversation.waitingText);
		waitingConnection(delivery, () => undefined).reply(reply);
		return closeWindow(key, reply);
	}
	let stop: () => void = () => undefined;
	const push = holdPush({
		deliveries: conversation.deliveries,
		finalAnswer: () =>
			lateReplies.status(follower, hostClock.elapsed()) === 'empty'
				? undefined
				: textReply(delivery, conversation.waitingText),
		late(replies) {
			// One at most, since no more was taken.
			for (const reply of replies) lateReplies.restore(follower, reply, hostClock.elapsed());
		},
		over(last) {
			closeWindow(key, last);
			stop();
		},
		...holdingClock(),
	});
	const look = () => {
		const status = lateReplies.status(follower, hostClock.elapsed());
		if (status === 'expected') stop = lateReplies.onChange(follower, look);
		else push.answer([lateReplies.take(follower, hostClock.elapsed()) ?? []].flat());
	};
	held().set(key, push);
	push.attach(waitingConnection(delivery, () => undefined));
	look();
}
