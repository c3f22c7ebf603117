/**
 * Why a document or an envelope was refused.
 *
 * - `malformed`: not the XML, base64 or envelope layout that WeChat sends
 * - `signature`: the signature is missing or does not belong to the content
 * - `decrypt`: the ciphertext does not open with the configured EncodingAESKey
 * - `appid`: the envelope opens, but was made for another account
 * - `stale`: the timestamp lies outside the accepted window
 * - `plaintext`: an unencrypted push arrived although encryption is required
 * - `sender`: the push comes from the account itself, or for another person than its query says
 * - `key`: the EncodingAESKey itself is not usable
 */
export type ProtocolFault =
	| 'malformed'
	| 'signature'
	| 'decrypt'
	| 'appid'
	| 'stale'
	| 'plaintext'
	| 'sender'
	| 'key';

/** The only error that `core/protocol` throws. Its message never repeats secrets or the refused content. */
export class ProtocolError extends Error {
	/**
	 * @param fault the kind of refusal, for branching
	 * @param message one sentence for a person
	 */
	constructor(
		readonly fault: ProtocolFault,
		message: string,
	) {
		super(message);
		this.name = 'ProtocolError';
	}
}

/**
 * Gives what a call gives, or the refusal it ends in; any other error passes through.
 *
 * @param call reads or verifies something
 */
export function resultOrRefusal<T>(call: () => T): T | ProtocolError {
	try {
		return call();
	} catch (error) {
		if (error instanceof ProtocolError) return error;
		throw error;
	}
}
