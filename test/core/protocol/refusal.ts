import { ProtocolError, type ProtocolFault } from '../../../core/protocol/ProtocolError';

/**
 * The fault with which a call is refused.
 *
 * @throws whatever else the call throws, and an Error when it is not refused at all
 */
export function faultOf(call: () => unknown): ProtocolFault {
	return refusalOf(call).fault;
}

/** The refusal itself, for tests of its message; throws like {@link faultOf}. */
export function refusalOf(call: () => unknown): ProtocolError {
	let given: unknown;
	try {
		given = call();
	} catch (error) {
		if (error instanceof ProtocolError) return error;
		throw error;
	}
	throw new Error(`Not refused, but gave ${JSON.stringify(given)}`);
}
