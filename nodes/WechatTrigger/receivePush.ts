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
import type { Standing } from '../../core/push/createPushMemory';
import { replyDeadline } from '../../core/push/deadline';
import { pushKey } from '../../core/push/pushKey';
import { isSelected } from '../../core/push/selectPush';
import { type PushOutput, toOutput } from '../../core/push/toOutput';
import { answersAfterStoring } from '../transport/hostAbilities';
import { type HostResponse, responseOf } from '../transport/hostAnswer';
import { ACKNOWLEDGEMENT, answer } from './answers';
import { answerUnselected } from './answerUnselected';
import type { Arrival } from './conversation/Arrival';
import { answerWithoutExecution, arrivalOf, holdingOf, isCollecting } from './conversation/converse';
import { attachRepeat, hasRoom, holdForExecution, isHeld } from './conversation/heldPushes';
import { hostClock } from './conversation/hostClock';
import { showTyping } from './conversation/showTyping';
import { holdOpen } from './holdOpen';
import { type HostRequest, readRawBody, requestOf } from './hostHttp';
import { accountKeys } from './pushAccounts';
import { readOptions } from './readOptions';
import { refuse } from './refuse';
import { relayPush, withRelayLosses } from './relayPush';
import { takePush } from './rememberPush';

/** The answer is written elsewhere, not by n8n. */
const HELD: IWebhookResponseData = { noWebhookResponse: true };

/** Many times the largest push of the platform; what is larger need not be hashed and parsed to be refused. */
const MAX_BODY_BYTES = 1_048_576;

/** WeChat is done with all deliveries of a push by then. */
const PATIENCE_MS = 15_000;

/** WeChat's bodies come along with their heads; others would be held by anybody who leaves the signature out. */
const UNSIGNED_PATIENCE_MS = 2_000;

/**
 * Handles one request to the server URL. It never throws: n8n would store a failed execution and answer 500.
 *
 * @param n8n the webhook's context
 * @returns items to start the workflow with, or the sign that the request has been answered
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
	// A copy, made anew whenever it is asked for.
	const node = n8n.getNode();
	const options = readOptions(n8n, node);
	const request = requestOf(n8n);
	const response = responseOf(n8n);
	// Parsed anew whenever it is asked for.
	const { query } = request;
	const { windowSeconds } = options;
	const clock = { nowSeconds: Math.floor(receivedAt / 1000), windowSeconds };
	const verified = accountKeys(n8n, node, receivedAt);
	// While a body is on its way, n8n holds the request and a sandbox for it: not for those who cannot sign.
	const opened = await verified((keys) => openQuery(query, keys, clock));
	const body = await readBody(request, response, opened.signed);
	const { push, account } = await verified((keys) => {
		const content = openPush({ query, body }, keys, clock, opened);
		return { push: content, account: accountForReply(keys, content) };
	});
	const arrival = arrivalOf({ n8n, response, push, account, receivedAt, waitsSince }, options);
	if (arrival && attachRepeat(arrival)) return HELD;
	const collects = arrival !== undefined && isCollecting(arrival);
	const selected = collects || isSelected(push.message, options.selection);
	const standing = selected
		? await takeOnce({ n8n, node, message: push.message, response, deadline, windowSeconds, arrival })
		: 'new';
	// Its first delivery came in the same moment, or has ended while this one waited for that.
	if (standing !== 'new' && arrival && attachRepeat(arrival)) return HELD;
	if (standing === 'accepted') return answer(response, 200, ACKNOWLEDGEMENT);
	if (standing === 'open')
		return answer(response, 503, 'An earlier delivery of this push is still being handled');
	relayPush(n8n, request, body, options.relayUrls);
	if (!selected) return answerUnselected({ response, push, account }, options.leavesToAi);
	if (arrival && answerWithoutExecution(arrival, collects)) return HELD;
	const holding = arrival && hasRoom() ? arrival : undefined;
	const output = withRelayLosses(
		n8n,
		toOutput(push, receivedAt, holding && holdingOf(holding)),
		options.relayUrls,
	);
	if (options.showTyping) showTyping(n8n, push.message);
	// Held as well where n8n would answer before it has stored anything.
	const isHeldOpen = options.holdOpen || !answersAfterStoring;
	if (!holding) return startWorkflow(output, response, isHeldOpen, deadline);
	holdForExecution(holding);
	return { ...HELD, workflowData: itemsOf(output) };
}

async function readBody(request: HostRequest, response: HostResponse, signed: boolean): Promise<Buffer> {
	const body = await readRawBody(request, signed ? PATIENCE_MS : UNSIGNED_PATIENCE_MS);
	if (!Buffer.isBuffer(body)) {
		// So that nothing is kept of what may still come of it.
		response.setHeader('connection', 'close');
		throw new ProtocolError('malformed', body.problem);
	}
	if (body.length > MAX_BODY_BYTES) {
		throw new ProtocolError('malformed', `The body is larger than ${MAX_BODY_BYTES} bytes`);
	}
	return body;
}

/** Nobody re-sends to a test URL but the person in front of it, who wants to see it run again. */
async function takeOnce(delivery: {
	n8n: IWebhookFunctions;
	node: INode;
	message: XmlElement;
	response: HostResponse;
	/** When it has to be answered, by the clock that nobody sets. */
	deadline: number;
	windowSeconds: number;
	arrival: Arrival | undefined;
}): Promise<Standing> {
	const { n8n, node, message, response, deadline, windowSeconds, arrival } = delivery;
	if (n8n.getMode() === 'manual') return 'new';
	const push = {
		workflowId: String(n8n.getWorkflow().id),
		nodeId: node.id,
		key: pushKey(message),
	};
	const clock = { ...hostClock, deadline, windowSeconds };
	return await takePush(push, response, clock, () => arrival !== undefined && isHeld(arrival));
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
	void holdOpen(response, deadline - hostClock.elapsed());
	return { ...HELD, workflowData };
}

function itemsOf(output: PushOutput): INodeExecutionData[][] {
	return [[{ json: output as unknown as IDataObject }]];
}
