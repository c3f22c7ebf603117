import type {
	IDataObject,
	INode,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { accountForReply } from '../../core/protocol/accountForReply';
import { openHandshake, openPush, openQuery } from '../../core/protocol/openPush';
import { ProtocolError } from '../../core/protocol/ProtocolError';
import type { XmlElement } from '../../core/protocol/readXml';
import type { DeliveryStatus } from '../../core/push/createPushMemory';
import { replyDeadline } from '../../core/push/deadline';
import { pushKey } from '../../core/push/pushKey';
import { isSelected } from '../../core/push/selectPush';
import { type PushOutput, toOutput } from '../../core/push/toOutput';
import { answersAfterStoring } from '../transport/hostAbilities';
import { type HostResponse, responseOf } from '../transport/hostAnswer';
import { ACKNOWLEDGEMENT, acknowledgeAtDeadline, answer, answerUnselected } from './answers';
import { holdingOf, trackDelivery, type TrackedDelivery } from './conversation/TrackedDelivery';
import { answerWithoutExecution, isCollecting } from './conversation/answerWithoutExecution';
import { attachRepeat, hasRoom, holdForExecution, isHeld } from './conversation/heldPushes';
import { hostClock } from './hostClock';
import { showTyping } from './conversation/showTyping';
import { type HostRequest, readRawBody, requestOf } from './hostRequest';
import { accountKeys } from './pushAccounts';
import { readOptions } from './readOptions';
import { refuse } from './refuse';
import { relayPush, withRelayLosses } from './relayPush';
import { claimDelivery } from './rememberPush';

/** Tells n8n that the response is written elsewhere. */
const HELD: IWebhookResponseData = { noWebhookResponse: true };

/** Many times larger than any push of WeChat; a larger body is refused without the cost of hashing and parsing it. */
const MAX_BODY_BYTES = 1_048_576;

/** WeChat has finished all deliveries of a push by then. */
const TIMEOUT_MS = 15_000;

/** WeChat sends a body together with its headers; without this limit, a client without a valid signature could keep connections open. */
const UNSIGNED_TIMEOUT_MS = 2_000;

/**
 * Handles one request to the server URL. It never throws, since n8n would then store a failed execution and answer 500.
 *
 * @param n8n the webhook's context
 * @returns items to start the workflow with, or n8n's flag that the request has been answered
 */
export async function receivePush(n8n: IWebhookFunctions): Promise<IWebhookResponseData> {
	const receivedAt = hostClock.now();
	try {
		if (n8n.getWebhookName() === 'setup') return await answerHandshake(n8n, receivedAt);
		return await handlePush(n8n, receivedAt);
	} catch (error) {
		return refuse(n8n, error, receivedAt);
	}
}

async function answerHandshake(n8n: IWebhookFunctions, now: number): Promise<IWebhookResponseData> {
	const { query } = requestOf(n8n);
	const echostr = await accountKeys(n8n, n8n.getNode(), now)(({ token }) => openHandshake(query, token));
	return answer(responseOf(n8n), 200, echostr);
}

async function handlePush(n8n: IWebhookFunctions, receivedAt: number): Promise<IWebhookResponseData> {
	const waitsSince = hostClock.elapsed();
	const deadline = replyDeadline(waitsSince);
	// Each call makes a copy: call it once.
	const node = n8n.getNode();
	const options = readOptions(n8n, node);
	const request = requestOf(n8n);
	const response = responseOf(n8n);
	// Each access parses the query string: read it once.
	const { query } = request;
	const { windowSeconds } = options;
	const clock = { nowSeconds: Math.floor(receivedAt / 1000), windowSeconds };
	const verified = accountKeys(n8n, node, receivedAt);
	// n8n holds the request and a sandbox while it waits for the body, so a sender without a valid signature does not get the full time for
	// it.
	const opened = await verified((keys) => openQuery(query, keys, clock));
	const body = await readBody(request, response, opened.signed);
	const { push, account } = await verified((keys) => {
		const content = openPush({ query, body }, keys, clock, opened);
		return { push: content, account: accountForReply(keys, content) };
	});
	const tracked = trackDelivery({ n8n, response, push, account, receivedAt, waitsSince }, options);
	if (tracked && attachRepeat(tracked)) return HELD;
	const collects = tracked !== undefined && isCollecting(tracked);
	const selected = collects || isSelected(push.message, options.selection);
	const status = selected
		? await claimOnce({ n8n, node, message: push.message, response, deadline, windowSeconds, tracked })
		: 'new';
	// Its first delivery arrived at the same moment, or was finished while this one waited for it.
	if (status !== 'new' && tracked && attachRepeat(tracked)) return HELD;
	if (status === 'accepted') return answer(response, 200, ACKNOWLEDGEMENT);
	if (status === 'open')
		return answer(response, 503, 'An earlier delivery of this push is still being handled');
	relayPush(n8n, request, body, options.relayUrls);
	if (!selected) return answerUnselected({ response, push, account }, options.leavesToAi);
	if (tracked && answerWithoutExecution(tracked, collects)) return HELD;
	const holding = tracked && hasRoom() ? tracked : undefined;
	const output = withRelayLosses(
		n8n,
		toOutput(push, receivedAt, holding && holdingOf(holding)),
		options.relayUrls,
	);
	if (options.showTyping) showTyping(n8n, push.message);
	// Also held where n8n would answer before it has stored the execution.
	const isHeldOpen = options.holdOpen || !answersAfterStoring;
	if (!holding) return startWorkflow(output, response, isHeldOpen, deadline);
	holdForExecution(holding);
	return { ...HELD, workflowData: itemsOf(output) };
}

async function readBody(request: HostRequest, response: HostResponse, signed: boolean): Promise<Buffer> {
	const body = await readRawBody(request, signed ? TIMEOUT_MS : UNSIGNED_TIMEOUT_MS);
	if (!Buffer.isBuffer(body)) {
		// Closing the connection discards whatever part of the body still arrives.
		response.setHeader('connection', 'close');
		throw new ProtocolError('malformed', body.problem);
	}
	if (body.length > MAX_BODY_BYTES) {
		throw new ProtocolError('malformed', `The body is larger than ${MAX_BODY_BYTES} bytes`);
	}
	return body;
}

/**
 * Claims the push, so that a repeated delivery starts no second execution. Not in a test: WeChat does not repeat deliveries to a Test URL,
 * and a developer who sends the same push again wants to see it run.
 */
async function claimOnce(delivery: {
	n8n: IWebhookFunctions;
	node: INode;
	message: XmlElement;
	response: HostResponse;
	/** When it has to be answered, by the monotonic clock. */
	deadline: number;
	windowSeconds: number;
	tracked: TrackedDelivery | undefined;
}): Promise<DeliveryStatus> {
	const { n8n, node, message, response, deadline, windowSeconds, tracked } = delivery;
	if (n8n.getMode() === 'manual') return 'new';
	const push = {
		workflowId: String(n8n.getWorkflow().id),
		nodeId: node.id,
		key: pushKey(message),
	};
	const clock = { ...hostClock, deadline, windowSeconds };
	return await claimDelivery(push, response, clock, () => tracked !== undefined && isHeld(tracked));
}

function startWorkflow(
	output: PushOutput,
	response: HostResponse,
	isHeldOpen: boolean,
	deadline: number,
): IWebhookResponseData {
	const workflowData = itemsOf(output);
	// n8n answers `success` (the description says so) after it has stored or queued the execution.
	if (!isHeldOpen) return { workflowData };
	void acknowledgeAtDeadline(response, deadline - hostClock.elapsed());
	return { ...HELD, workflowData };
}

function itemsOf(output: PushOutput): INodeExecutionData[][] {
	return [[{ json: output as unknown as IDataObject }]];
}
