import { textAnswer } from '../../core/page/httpAnswer';
import { answerSilence, type HostResponse, writeAnswer } from '../transport/hostAnswer';
import { ACKNOWLEDGEMENT } from './answers';
import { hostClock } from './conversation/hostClock';

/**
 * Waits for a later node to answer a push. If there is no answer by the deadline, or n8n ends the response without one, it acknowledges the
 * push, so that WeChat neither sends it again nor tells the follower that the account is out of order.
 *
 * @param response to the push
 * @param milliseconds until the deadline
 */
export async function holdOpen(response: HostResponse, milliseconds: number): Promise<void> {
	const acknowledgement = textAnswer(200, ACKNOWLEDGEMENT);
	answerSilence(response, () => acknowledgement);
	await hostClock.sleep(Math.max(0, milliseconds));
	writeAnswer(response, acknowledgement);
}
