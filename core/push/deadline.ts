/** WeChat waits this long for an answer before it hangs up and delivers again. */
export const DELIVERY_MS = 5_000;
/** How much of that time an answer may take; the rest is for the network, reverse proxies and a busy n8n. */
export const REPLY_WINDOW_MS = 4_500;

/**
 * When the answer to a push must be sent.
 *
 * @param receivedAt when the first delivery arrived, milliseconds of any clock
 * @param deliveries how many of them may be waited for
 * @returns milliseconds of the same clock
 * @see https://developers.weixin.qq.com/doc/service/guide/product/message/Passive_user_reply_message.html
 */
export function replyDeadline(receivedAt: number, deliveries = 1): number {
	return receivedAt + (deliveries - 1) * DELIVERY_MS + REPLY_WINDOW_MS;
}

/** All deliveries of a push have arrived by then, however long n8n takes to pass one to the trigger. */
const ALL_ARRIVED_MS = 4 * DELIVERY_MS;
const MAX_EARLIER = 2;

/** One delivery of a push, as far as its age reveals. */
export interface DeliveryAge {
	/** How many deliveries of the push preceded it. */
	earlier: number;
	/** When WeChat began to wait for its answer, Unix milliseconds. */
	begunAt: number;
}

/**
 * Tells which delivery of a push this is, including those that never reached the trigger: a busy n8n or a proxy can lose a delivery, and
 * the follower is told that the account is out of order unless the third one is answered in time.
 *
 * @param receivedAt when the trigger was called, Unix milliseconds
 * @param CreateTime when WeChat made the push, Unix seconds; anything else counts as just now, and so does a time so long ago that a clock
 *   must be wrong
 * @see https://developers.weixin.qq.com/doc/service/guide/product/message/Receiving_standard_messages.html
 */
export function deliveryAge(receivedAt: number, CreateTime: unknown): DeliveryAge {
	const madeAt = Number(CreateTime) * 1000;
	const age = receivedAt - madeAt;
	if (!(age >= DELIVERY_MS && age < ALL_ARRIVED_MS)) return { earlier: 0, begunAt: receivedAt };
	const earlier = Math.min(Math.floor(age / DELIVERY_MS), MAX_EARLIER);
	// CreateTime has no fractions of a second.
	return { earlier, begunAt: Math.min(receivedAt, madeAt + earlier * DELIVERY_MS + 1000) };
}
