/**
 * Why a document or an envelope was refused.
 *
 * - `malformed`: not the XML, base64 or envelope layout that WeChat sends
 * - `signature`: the signature is missing or does not match the content
 * - `decrypt`: the ciphertext cannot be decrypted with the configured EncodingAESKey
 * - `appid`: the envelope decrypts, but was made for another account
 * - `stale`: the timestamp is outside the accepted window
 * - `plaintext`: an unencrypted push arrived although encryption is required
 * - `sender`: the push claims to come from the account itself, or from another follower than its query says
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
	 * @param message one sentence for the user
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
 * Returns the result of a call, or the ProtocolError it throws; any other error is thrown.
 *
 * @param call to make
 */
export function resultOrRefusal<T>(call: () => T): T | ProtocolError {
	try {
		return call();
	} catch (error) {
		if (error instanceof ProtocolError) return error;
		throw error;
	}
}
