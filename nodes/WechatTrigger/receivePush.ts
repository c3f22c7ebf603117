import type {
	IDataObject,
	INode,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { type OpenedPush, openHandshake, type PushAccount } from '../../core/protocol/openPush';
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
import { type HostRequest, requestOf } from './hostRequest';
import { openDelivery } from './openDelivery';
import { accountKeys } from './pushAccounts';
import { readOptions, type TriggerOptions } from './readOptions';
import { refuse } from './refuse';
import { relayPush, withRelayLosses } from './relayPush';
import { claimDelivery } from './rememberPush';

/** Tells n8n that the response is written elsewhere. */
const HELD: IWebhookResponseData = { noWebhookResponse: true };

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

/** One authentic push to a trigger, and what the trigger is set to. */
interface Delivery {
	n8n: IWebhookFunctions;
	node: INode;
	request: HostRequest;
	response: HostResponse;
	options: TriggerOptions;
	body: Buffer;
	push: OpenedPush;
	/** The account whose keys opened the push and encrypt replies. */
	account: PushAccount;
	/** Unix milliseconds. */
	receivedAt: number;
	/** When it has to be answered, by the monotonic clock. */
	deadline: number;
	tracked: TrackedDelivery | undefined;
	/** Whether it is a message that collects a late answer. */
	collects: boolean;
	/** Whether it starts the workflow, or collects. */
	selected: boolean;
}

async function handlePush(n8n: IWebhookFunctions, receivedAt: number): Promise<IWebhookResponseData> {
	const waitsSince = hostClock.elapsed();
	// Each call makes a copy: call it once.
	const node = n8n.getNode();
	const options = readOptions(n8n, node);
	const request = requestOf(n8n);
	const response = responseOf(n8n);
	const opened = await openDelivery({ n8n, node, request, response }, receivedAt, options.windowSeconds);
	const { push, account } = opened;
	const tracked = trackDelivery(
		{ n8n, response, push, account, receivedAt, waitsSince },
		options.conversation,
	);
	if (tracked && attachRepeat(tracked)) return HELD;
	const collects = tracked !== undefined && isCollecting(tracked);
	const selected = collects || isSelected(push.message, options.selection);
	const deadline = replyDeadline(waitsSince);
	const delivery: Delivery = {
		...opened,
		n8n,
		node,
		request,
		response,
		options,
		receivedAt,
		deadline,
		tracked,
		collects,
		selected,
	};
	return (await answerRepeat(delivery)) ?? answerNew(delivery);
}

/** Answers a delivery whose push has been handled or is being handled; undefined for a new push. */
async function answerRepeat(delivery: Delivery): Promise<IWebhookResponseData | undefined> {
	const { response, tracked, selected } = delivery;
	const status = selected ? await claimOnce(delivery) : 'new';
	if (status === 'new') return undefined;
	// Its first delivery arrived at the same moment, or was finished while this one waited for it.
	if (tracked && attachRepeat(tracked)) return HELD;
	if (status === 'accepted') return answer(response, 200, ACKNOWLEDGEMENT);
	return answer(response, 503, 'An earlier delivery of this push is still being handled');
}

/** Answers a new push, or starts an execution that answers it. */
function answerNew(delivery: Delivery): IWebhookResponseData {
	const { n8n, request, body, options, tracked } = delivery;
	relayPush(n8n, request, body, options.relayUrls);
	if (!delivery.selected) return answerUnselected(delivery, options.leavesToAi);
	if (tracked && answerWithoutExecution(tracked, delivery.collects)) return HELD;
	if (options.showTyping) showTyping(n8n, delivery.push.message);
	return startExecution(delivery);
}

/**
 * Claims the push, so that a repeated delivery starts no second execution. Not in a test: WeChat does not repeat deliveries to a Test URL,
 * and a developer who sends the same push again wants to see it run.
 */
async function claimOnce(delivery: Delivery): Promise<DeliveryStatus> {
	const { n8n, node, push, response, options, deadline, tracked } = delivery;
	if (n8n.getMode() === 'manual') return 'new';
	const claimed = {
		workflowId: String(n8n.getWorkflow().id),
		nodeId: node.id,
		key: pushKey(push.message),
	};
	const clock = { ...hostClock, deadline, windowSeconds: options.windowSeconds };
	return await claimDelivery(claimed, response, clock, () => tracked !== undefined && isHeld(tracked));
}

function startExecution(delivery: Delivery): IWebhookResponseData {
	const { n8n, response, options, push, receivedAt, deadline } = delivery;
	const held = delivery.tracked && hasRoom() ? delivery.tracked : undefined;
	const output = toOutput(push, receivedAt, held && holdingOf(held));
	const workflowData = itemsOf(withRelayLosses(n8n, output, options.relayUrls));
	// n8n answers `success` (the description says so) after it has stored or queued the execution, unless it is too old for that.
	if (!options.holdOpen && answersAfterStoring) return { workflowData };
	if (held) holdForExecution(held);
	else void acknowledgeAtDeadline(response, deadline - hostClock.elapsed());
	return { ...HELD, workflowData };
}

function itemsOf(output: PushOutput): INodeExecutionData[][] {
	return [[{ json: output as unknown as IDataObject }]];
}
