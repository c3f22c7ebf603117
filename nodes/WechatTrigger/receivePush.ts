import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { InputRefused } from '../../core/errors/WechatErrors';
import { openHandshake, openPush, type PushAccount } from '../../core/protocol/openPush';
import { ProtocolError } from '../../core/protocol/ProtocolError';
import type { XmlElement } from '../../core/protocol/readXml';
import type { Standing } from '../../core/push/createPushMemory';
import { replyDeadline } from '../../core/push/deadline';
import { pushKey } from '../../core/push/pushKey';
import { isSelected } from '../../core/push/selectPush';
import { type PushOutput, toOutput } from '../../core/push/toOutput';
import { CREDENTIAL, readPushAccount } from '../transport/account';
import { ACKNOWLEDGEMENT, answer } from './answers';
import { holdOpen } from './holdOpen';
import { type HostResponse, readRawBody, requestOf, responseOf } from './hostHttp';
import { readOptions } from './readOptions';
import { relayPush } from './relayPush';
import { takePush } from './rememberPush';

/**
 * Handles one request to the server URL. It never throws: n8n would store a failed execution and answer 500.
 *
 * @param n8n the webhook's context
 * @returns items to start the workflow with, or the sign that the request has been answered
 */
export async function receivePush(n8n: IWebhookFunctions): Promise<IWebhookResponseData> {
	const receivedAt = Date.now();
	try {
		const account = await readAccount(n8n);
		if (n8n.getWebhookName() === 'setup') return answerHandshake(n8n, account);
		return await handlePush(n8n, account, receivedAt);
	} catch (error) {
		return refuse(n8n, error);
	}
}

async function readAccount(n8n: IWebhookFunctions): Promise<PushAccount> {
	return readPushAccount(await n8n.getCredentials<ICredentialDataDecryptedObject>(CREDENTIAL));
}

function answerHandshake(n8n: IWebhookFunctions, account: PushAccount): IWebhookResponseData {
	return answer(responseOf(n8n), 200, openHandshake(requestOf(n8n).query, account.token));
}

async function handlePush(
	n8n: IWebhookFunctions,
	account: PushAccount,
	receivedAt: number,
): Promise<IWebhookResponseData> {
	const options = readOptions(n8n);
	const request = requestOf(n8n);
	const body = await readRawBody(request);
	if (!body) return answer(responseOf(n8n), 400, 'Refused: the body could not be read');
	const push = openPush({ query: request.query, body }, account, {
		nowSeconds: Math.floor(receivedAt / 1000),
		windowSeconds: options.windowSeconds,
	});
	const response = responseOf(n8n);
	const selected = isSelected(push.message, options.selection);
	const standing = selected ? await takeOnce(n8n, push.message, response, receivedAt) : 'new';
	if (standing === 'accepted') return answer(response, 200, ACKNOWLEDGEMENT);
	if (standing === 'open')
		return answer(response, 503, 'An earlier delivery of this push is still being handled');
	relayPush(n8n, request, body, options.relayUrls);
	if (!selected) return answer(response, 200, ACKNOWLEDGEMENT);
	return startWorkflow(toOutput(push, receivedAt), response, options.holdOpen, receivedAt);
}

/** Nobody re-sends to a test URL but the person in front of it, who wants to see it run again. */
async function takeOnce(
	n8n: IWebhookFunctions,
	message: XmlElement,
	response: HostResponse,
	receivedAt: number,
): Promise<Standing> {
	if (n8n.getMode() === 'manual') return 'new';
	const key = `${n8n.getWorkflow().id} ${n8n.getNode().id} ${pushKey(message)}`;
	return await takePush(key, response, { now: () => Date.now(), deadline: replyDeadline(receivedAt) });
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

function refuse(n8n: IWebhookFunctions, error: unknown): IWebhookResponseData {
	const response = responseOf(n8n);
	if (error instanceof ProtocolError && error.fault !== 'key') {
		n8n.logger.warn(`WeChat Trigger refused a request: ${error.message}`, { fault: error.fault });
		return answer(response, error.fault === 'malformed' ? 400 : 403, `Refused: ${error.message}`);
	}
	// Not the sender's fault, so WeChat shall send the push again.
	const reason = error instanceof InputRefused || error instanceof Error ? error.message : 'unknown';
	n8n.logger.error(`WeChat Trigger could not check a request: ${reason}`);
	return answer(response, 503, 'This server cannot check the request at the moment');
}
