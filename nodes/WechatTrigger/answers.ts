import type { IWebhookResponseData } from 'n8n-workflow';
import { textAnswer } from '../../core/oauth/httpAnswer';
import { type HostResponse, writeAnswer } from '../transport/hostAnswer';

/** The text that tells WeChat that a push has arrived and that no reply follows. */
export const ACKNOWLEDGEMENT = 'success';

/**
 * Writes an answer at once, unless there is one already; n8n then starts no execution and writes nothing itself.
 *
 * @param response n8n's response
 * @param status HTTP status
 * @param body plain text
 */
export function answer(response: HostResponse, status: number, body: string): IWebhookResponseData {
	writeAnswer(response, textAnswer(status, body));
	return { noWebhookResponse: true };
}
