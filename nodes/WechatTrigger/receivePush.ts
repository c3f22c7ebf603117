import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { openHandshake, openPush } from '../../core/protocol/openPush';
import { ProtocolError } from '../../core/protocol/ProtocolError';
import type { XmlElement } from '../../core/protocol/readXml';
import type { Standing } from '../../core/push/createPushMemory';
import { replyDeadline } from '../../core/push/deadline';
import { pushKey } from '../../core/push/pushKey';
import { isSelected } from '../../core/push/selectPush';
import { type PushOutput, toOutput } from '../../core/push/toOutput';
import { type HostResponse, responseOf } from '../transport/hostAnswer';
import { ACKNOWLEDGEMENT, answer } from './answers';
import { holdOpen } from './holdOpen';
import { readRawBody, requestOf } from './hostHttp';
import { withAccountKeys } from './pushAccounts';
import { readOptions } from './readOptions';
import { refuse } from './refuse';
import { receiverOf, relayingTrigger, relayPush } from './relayPush';
import { withLosses } from './relayTally';
import { takePush } from './rememberPush';

/** Many times the largest push of the platform; what is larger need not be hashed and parsed to be refused. */
const MAX_BODY_BYTES = 1_048_576;

/**
 * Handles one request to the server URL. It never throws: n8n would store a failed execution and answer 500.
 *
 * @param n8n the webhook's context
 * @returns items to start the workflow with, or the sign that the request has been answered
 */
export async function receivePush(n8n: IWebhookFunctions): Promise<IWebhookResponseData> {
	const receivedAt = Date.now();
	try {
		if (n8n.getWebhookName() === 'setup') return await answerHandshake(n8n, receivedAt);
		return await handlePush(n8n, receivedAt);
	} catch (error) {
		return refuse(n8n, error, receivedAt);
	}
}

async function answerHandshake(n8n: IWebhookFunctions, now: number): Promise<IWebhookResponseData> {
	const { query } = requestOf(n8n);
	const echostr = await withAccountKeys(n8n, now, ({ token }) => openHandshake(query, token));
	return answer(responseOf(n8n), 200, echostr);
}

async function handlePush(n8n: IWebhookFunctions, receivedAt: number): Promise<IWebhookResponseData> {
	const options = readOptions(n8n);
	const request = requestOf(n8n);
	const response = responseOf(n8n);
	const body = await readRawBody(request);
	if (!body) throw new ProtocolError('malformed', 'The body could not be read');
	if (body.length > MAX_BODY_BYTES) {
		throw new ProtocolError('malformed', `The body is larger than ${MAX_BODY_BYTES} bytes`);
	}
	const { windowSeconds } = options;
	const clock = { nowSeconds: Math.floor(receivedAt / 1000), windowSeconds };
	const push = await withAccountKeys(n8n, receivedAt, (account) =>
		openPush({ query: request.query, body }, account, clock),
	);
	const selected = isSelected(push.message, options.selection);
	const standing = selected
		? await takeOnce(n8n, push.message, response, { receivedAt, windowSeconds })
		: 'new';
	if (standing === 'accepted') return answer(response, 200, ACKNOWLEDGEMENT);
	if (standing === 'open')
		return answer(response, 503, 'An earlier delivery of this push is still being handled');
	relayPush(n8n, request, body, options.relayUrls);
	if (!selected) return answer(response, 200, ACKNOWLEDGEMENT);
	const output = withLosses(
		toOutput(push, receivedAt),
		relayingTrigger(n8n),
		options.relayUrls.map(receiverOf),
	);
	return startWorkflow(output, response, options.holdOpen, receivedAt);
}

/** Nobody re-sends to a test URL but the person in front of it, who wants to see it run again. */
async function takeOnce(
	n8n: IWebhookFunctions,
	message: XmlElement,
	response: HostResponse,
	{ receivedAt, windowSeconds }: { receivedAt: number; windowSeconds: number },
): Promise<Standing> {
	if (n8n.getMode() === 'manual') return 'new';
	const push = {
		workflowId: String(n8n.getWorkflow().id),
		nodeId: n8n.getNode().id,
		key: pushKey(message),
	};
	const clock = { now: () => Date.now(), deadline: replyDeadline(receivedAt), windowSeconds };
	return await takePush(push, response, clock);
}

function startWorkflow(
	output: PushOutput,
	response: HostResponse,
	isHeldOpen: boolean,
	receivedAt: number,
): IWebhookResponseData {
	const workflowData = [[{ json: output as unknown as IDataObject }]];
	// n8n answers `success` (the description says so) after it has stored or queued the execution.
	if (!isHeldOpen) return { workflowData };
	void holdOpen(response, replyDeadline(receivedAt) - Date.now());
	return { workflowData, noWebhookResponse: true };
}
