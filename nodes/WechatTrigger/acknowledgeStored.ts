import type { IExecuteFunctions } from 'n8n-workflow';
import { textAnswer } from '../../core/page/httpAnswer';
import { completeAnswer } from '../transport/hostAnswer';
import { answersAfterStoring } from '../transport/hostAbilities';
import { withinTime } from '../transport/withinTime';
import { ACKNOWLEDGEMENT } from './answers';
import { BY_NODE } from '../shared/startingPush';

/** After this time the process that holds the push has already acknowledged it. */
const TIMEOUT_MS = 5_000;

/**
 * Acknowledges a push from its own execution, on n8n before 2.8, which would answer WeChat before it has stored an execution. An execution
 * runs only after n8n has stored it, so a push that WeChat considers delivered is not lost in a crash. It never throws: a failed
 * acknowledgement (Redis is down) must not cost the push.
 *
 * @param n8n the execution's context
 */
export async function acknowledgeStored(n8n: IExecuteFunctions): Promise<void> {
	if (answersAfterStoring || n8n.getNodeParameter('responseMode', 0, 'onReceived') === BY_NODE) return;
	const acknowledge = async () => await n8n.sendResponse(completeAnswer(textAnswer(200, ACKNOWLEDGEMENT)));
	await withinTime(
		TIMEOUT_MS,
		{ undone: 'n8n has not passed the acknowledgement on', part: 'queue' },
		acknowledge(),
	).catch((error: unknown) => n8n.logger.debug(`WeChat Trigger "${n8n.getNode().name}": ${String(error)}`));
}
