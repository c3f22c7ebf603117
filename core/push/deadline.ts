/** WeChat waits this long for an answer before it hangs up and delivers again. */
export const DELIVERY_MS = 5_000;
/** Of that time, what is left belongs to the network, to reverse proxies and to a busy n8n. */
export const REPLY_WINDOW_MS = 4_500;

/**
 * When the answer to a push has to be on its way.
 *
 * @param receivedAt when the first delivery came, milliseconds of any clock
 * @param deliveries how many of them are waited through
 * @returns milliseconds of the same clock
 * @see https://developers.weixin.qq.com/doc/service/guide/product/message/Passive_user_reply_message.html
 */
export function replyDeadline(receivedAt: number, deliveries = 1): number {
	return receivedAt + (deliveries - 1) * DELIVERY_MS + REPLY_WINDOW_MS;
}

/** All deliveries of a push have come by then, whatever n8n needs to hand one to the trigger. */
const LAST_COMES_MS = 4 * DELIVERY_MS;
const MOST_EARLIER = 2;

/** One delivery of a push, as far as its age tells. */
export interface DeliveryAge {
	/** How many deliveries of the push have come before it. */
	earlier: number;
	/** When WeChat began to wait for its answer, Unix milliseconds. */
	begunAt: number;
}

/**
 * Which delivery of a push one is, those counted that never reached the trigger: a busy n8n, or a proxy, can lose a delivery, and the
 * follower reads that the account is out of order unless the third one is answered in time.
 *
 * @param receivedAt when the trigger was asked, Unix milliseconds
 * @param CreateTime when WeChat made the push, Unix seconds; anything else counts as just now, and so does what is too long ago to be
 *   anything but a clock that is wrong
 * @see https://developers.weixin.qq.com/doc/service/guide/product/message/Receiving_standard_messages.html
 */
export function deliveryAge(receivedAt: number, CreateTime: unknown): DeliveryAge {
	const madeAt = Number(CreateTime) * 1000;
	const age = receivedAt - madeAt;
	if (!(age >= DELIVERY_MS && age < LAST_COMES_MS)) return { earlier: 0, begunAt: receivedAt };
	const earlier = Math.min(Math.floor(age / DELIVERY_MS), MOST_EARLIER);
	// The time at which it was made has no fractions of a second.
	return { earlier, begunAt: Math.min(receivedAt, madeAt + earlier * DELIVERY_MS + 1000) };
}
