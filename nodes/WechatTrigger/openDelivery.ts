import type { INode, IWebhookFunctions } from 'n8n-workflow';
import { accountForReply } from '../../core/protocol/accountForReply';
import { type OpenedPush, openPush, openQuery, type PushAccount } from '../../core/protocol/openPush';
import { ProtocolError } from '../../core/protocol/ProtocolError';
import type { HostResponse } from '../transport/hostAnswer';
import { type HostRequest, readRawBody } from './hostRequest';
import { accountKeys } from './pushAccounts';

/** Many times larger than any push of WeChat; a larger body is refused without the cost of hashing and parsing it. */
const MAX_BODY_BYTES = 1_048_576;

/** WeChat has finished all deliveries of a push by then. */
const TIMEOUT_MS = 15_000;

/** WeChat sends a body together with its headers; without this limit, a client without a valid signature could keep connections open. */
const UNSIGNED_TIMEOUT_MS = 2_000;

/**
 * Reads a delivery and checks that it comes from WeChat.
 *
 * @param connection the webhook's context, its node, and the request
 * @param receivedAt when the request arrived, Unix milliseconds
 * @param windowSeconds how much the sender's time may differ
 * @returns the bytes of the body, the push in them, and the account whose keys opened it
 * @throws ProtocolError when the request has to be refused; other errors when it cannot be checked
 */
export async function openDelivery(
	connection: { n8n: IWebhookFunctions; node: INode; request: HostRequest; response: HostResponse },
	receivedAt: number,
	windowSeconds: number,
): Promise<{ body: Buffer; push: OpenedPush; account: PushAccount }> {
	const { n8n, node, request, response } = connection;
	// Each access parses the query string: read it once.
	const { query } = request;
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
	return { body, push, account };
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
