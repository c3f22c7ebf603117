import { sleep } from 'n8n-workflow';
import { answer, ACKNOWLEDGEMENT } from './answers';
import type { HostResponse } from './hostHttp';

/**
 * Watches over a push whose answer comes from a later node: if none has come at the deadline, WeChat is told that the push
 * has arrived, so that it neither sends it again nor tells the follower that the account is out of order.
 *
 * @param response to the push
 * @param milliseconds until the deadline
 */
export async function holdOpen(response: HostResponse, milliseconds: number): Promise<void> {
	await sleep(Math.max(0, milliseconds));
	if (!response.headersSent && !response.writableEnded) answer(response, 200, ACKNOWLEDGEMENT);
}
