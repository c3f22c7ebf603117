import type { Explanation } from './Explanation';
import { CODE_EXCHANGE, TOKEN_SERVICE } from './tokenPaths';
import type { Attempts, IndeterminateResultError } from './WechatErrors';

/** Only message sends carry an id by which WeChat deduplicates. */
const SAME_ID =
	'Every attempt carried the same client_msg_id, so WeChat delivers at most one message; whether it did is not known. A new execution makes a new ID and may deliver it again, unless you give an ID of your own (Options → Client Message ID) and run it within 10 minutes.';

const CHECK_HOST = 'Check the API Host in the credential, DNS, proxy and firewall';
/** A proxy's page, a gateway's error or a captive portal. */
const FOREIGN = `WeChat does not answer like this: a proxy, a gateway or the sign-in page of a network has answered in its place. ${CHECK_HOST}.`;
const CHECK_SERVICE = 'Check the Token Service fields in the credential and the service itself';

/**
 * Explains that there is no usable answer, and whether anything may have been sent.
 *
 * @param error the lost call
 * @param effect whether the call reads or writes, where the error itself does not know
 */
export function explainUnknown(error: IndeterminateResultError, effect: 'read' | 'write'): Explanation {
	const { reach, reason, path } = error;
	if (path === TOKEN_SERVICE) return explainService(error, 'then run the node again');
	const attempts = attemptsOf(error.attempts, effect, reach === 'maybe-sent' ? 1 : 0);
	if (attempts.open > 0) {
		const what = `No usable answer came${times(attempts)}.${error.isForeign ? ` ${FOREIGN}` : ''}`;
		return { message: `Result unknown: ${reason}`, description: openResult(what, path, attempts) };
	}
	return {
		message: `WeChat was not reached: ${reason}`,
		description: `Nothing was sent${times(attempts)}. ${CHECK_HOST}, then run the node again.`,
	};
}

/**
 * Explains the same when a credential is tested or used by another node: only the token was requested, so nothing can have been done, and
 * there is no node of this package to run again.
 *
 * @param error the lost call
 */
export function explainUnknownToCredential(error: IndeterminateResultError): Explanation {
	const { reach, reason, path } = error;
	if (path === TOKEN_SERVICE) return explainService(error, 'then try again');
	if (reach === 'not-sent') {
		return { message: `WeChat was not reached: ${reason}`, description: `${CHECK_HOST}, then try again.` };
	}
	return {
		message: `WeChat gave no usable answer: ${reason}`,
		description: `${CHECK_HOST}: the API Host must be WeChat's or a proxy that passes every path on to it. Then try again.`,
	};
}

/** The service is the user's own, so the user has to check its fields and its answer. */
function explainService({ reach, reason }: IndeterminateResultError, then: string): Explanation {
	const what = reach === 'not-sent' ? 'The token service was not reached' : 'The token service gave no token';
	return { message: `${what}: ${reason}`, description: `${CHECK_SERVICE}, ${then}.` };
}

/**
 * Explains what to do when it is unknown whether WeChat acted.
 *
 * @param what the sentence before the advice, may be empty
 * @param path of the API
 * @param attempts how often the call was made
 */
export function openResult(what: string, path: string, attempts: Attempts): string {
	if (attempts.effect === 'read')
		return `${what} The call only reads, so nothing was changed: run the node again later.`.trim();
	if (attempts.deduplicated) return `${what} ${SAME_ID}`.trim();
	if (path === CODE_EXCHANGE) return `${what} The code may be used up: let the person log in again.`.trim();
	return `${what} WeChat may have carried out the call anyway, so it was not sent again. Check in WeChat before you run the node again: whatever was already done would be done twice.`.trim();
}

/** The known attempts, or those that follow from a single one. */
export function attemptsOf(known: Attempts | undefined, effect: 'read' | 'write', open: number): Attempts {
	return known ?? { effect, deduplicated: false, made: 1, open };
}

function times({ made }: Attempts): string {
	return made > 1 ? ` in ${made} attempts` : '';
}
