import { IndeterminateResultError } from '../errors/WechatErrors';
import { type ApiPorts, SendFailure, type WireRequest, type WireResponse } from './wire';

/**
 * Sends a request; a missing answer becomes an unknown result.
 *
 * @param ports network
 * @param path for the error: the URL may carry a token
 * @param wire complete request
 * @throws IndeterminateResultError when no answer came
 */
export async function sendOrUnknown(ports: ApiPorts, path: string, wire: WireRequest): Promise<WireResponse> {
	try {
		return await ports.send(wire);
	} catch (error) {
		if (error instanceof SendFailure) throw new IndeterminateResultError(error.reach, error.message, path);
		throw error;
	}
}
