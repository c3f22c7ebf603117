import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { InputRefused } from '../../core/errors/WechatErrors';
import { openHandshake, openPush, type PushAccount } from '../../core/protocol/openPush';
import { ProtocolError } from '../../core/protocol/ProtocolError';
import { toOutput } from '../../core/push/toOutput';
import { CREDENTIAL, readPushAccount } from '../transport/account';
import { answer } from './answers';
import { readRawBody, requestOf, responseOf } from './hostHttp';
import { readOptions } from './readOptions';

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
		return await startWorkflow(n8n, account, receivedAt);
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

async function startWorkflow(
	n8n: IWebhookFunctions,
	account: PushAccount,
	receivedAt: number,
): Promise<IWebhookResponseData> {
	const { windowSeconds } = readOptions(n8n);
	const request = requestOf(n8n);
	const push = openPush({ query: request.query, body: await readBody(request) }, account, {
		nowSeconds: Math.floor(receivedAt / 1000),
		windowSeconds,
	});
	// n8n answers `success` (the description says so) after it has stored or queued the execution.
	return { workflowData: [[{ json: toOutput(push, receivedAt) as unknown as IDataObject }]] };
}

async function readBody(request: ReturnType<typeof requestOf>): Promise<Buffer> {
	try {
		return await readRawBody(request);
	} catch {
		throw new ProtocolError('malformed', 'The body could not be read');
	}
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
