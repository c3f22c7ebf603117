import type { IExecuteFunctions } from 'n8n-workflow';
import { textAnswer } from '../../core/oauth/httpAnswer';
import { completeAnswer } from '../transport/hostAnswer';
import { answersAfterStoring } from '../transport/hostAbilities';
import { ACKNOWLEDGEMENT } from './answers';
import { BY_NODE } from './readOptions';

/**
 * Acknowledges a push from its own execution, where n8n would answer before it has stored one (before 2.8): the push is held until
 * then. An execution runs only after n8n has stored it, so what WeChat has been told to forget is not lost in a crash.
 *
 * @param n8n the execution's context
 */
export async function acknowledgeStored(n8n: IExecuteFunctions): Promise<void> {
	if (answersAfterStoring || n8n.getNodeParameter('responseMode', 0, 'onReceived') === BY_NODE) return;
	await n8n.sendResponse(completeAnswer(textAnswer(200, ACKNOWLEDGEMENT)));
}
