import { ProtocolError } from './ProtocolError';

/** Shared, since creating a decoder takes several times as long as decoding a push. It keeps no state between calls. */
const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Decodes received bytes strictly: nothing is replaced.
 *
 * @param bytes text in UTF-8; a leading byte order mark is dropped
 * @throws ProtocolError `malformed` when the bytes are not UTF-8
 */
export function decodeUtf8(bytes: Uint8Array): string {
	try {
		return decoder.decode(bytes);
	} catch {
		throw new ProtocolError('malformed', 'The content is not UTF-8 text');
	}
}
