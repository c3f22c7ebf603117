import type { IWebhookResponseData } from 'n8n-workflow';
import { textAnswer } from '../../core/page/httpAnswer';
import { type HostResponse, writeAnswer } from '../transport/hostAnswer';

/** The text that tells WeChat that a push has arrived and that no reply follows. */
export const ACKNOWLEDGEMENT = 'success';

/**
 * Writes an answer at once, unless one was already written; n8n then writes nothing itself and starts no execution.
 *
 * @param response n8n's response
 * @param status HTTP status
 * @param body plain text
 */
export function answer(response: HostResponse, status: number, body: string): IWebhookResponseData {
	writeAnswer(response, textAnswer(status, body));
	return { noWebhookResponse: true };
}
