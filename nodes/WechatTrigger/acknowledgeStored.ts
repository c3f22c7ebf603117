import type { IExecuteFunctions } from 'n8n-workflow';
import { textAnswer } from '../../core/oauth/httpAnswer';
import { completeAnswer } from '../transport/hostAnswer';
import { answersAfterStoring } from '../transport/hostAbilities';
import { withinTime } from '../transport/withinTime';
import { ACKNOWLEDGEMENT } from './answers';
import { BY_NODE } from './readOptions';

/** By then the process that holds the push has acknowledged it by itself. */
const PATIENCE_MS = 5_000;

/**
 * Acknowledges a push from its own execution, where n8n would answer before it has stored one (before 2.8): the push is held until
 * then. An execution runs only after n8n has stored it, so what WeChat has been told to forget is not lost in a crash. It never
 * throws: an acknowledgement that does not get through (Redis is away) must not cost the push.
 *
 * @param n8n the execution's context
 */
export async function acknowledgeStored(n8n: IExecuteFunctions): Promise<void> {
	if (answersAfterStoring || n8n.getNodeParameter('responseMode', 0, 'onReceived') === BY_NODE) return;
	const acknowledge = async () => await n8n.sendResponse(completeAnswer(textAnswer(200, ACKNOWLEDGEMENT)));
	await withinTime(
		PATIENCE_MS,
		{ undone: 'n8n has not passed the acknowledgement on', part: 'queue' },
		acknowledge(),
	).catch((error: unknown) => n8n.logger.debug(`WeChat Trigger "${n8n.getNode().name}": ${String(error)}`));
}
