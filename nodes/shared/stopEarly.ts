import { isTokenRefused } from '../../core/api/obtainToken';
import { controlFlowOf } from '../../core/errors/catalogue';
import { isTokenFailure } from '../../core/errors/tokenPaths';
import { InvalidInputError, WechatApiError, IndeterminateResultError } from '../../core/errors/WechatErrors';
import { SilentHost } from '../transport/withinTime';
import { hasExpression } from './plainMapping';

/** How many items in a row, with no success in between, may fail because of the account or the network. */
const IN_A_ROW = 5;
/** The errcode for more calls within a minute than the account may make. */
const TOO_FAST = 45011;

/** Decides when a run must end before its last item. */
export interface StopRule {
	/** Whether an error makes it pointless to go on; `connected` tells whether the account could be connected at all. */
	isFatal(error: unknown, connected: boolean): boolean;
	/** Records that an item succeeded. */
	succeeded(): void;
}

/**
 * Creates the rule by which a run stops early: more calls would only make things worse, and a hundred thousand items that each wait for an
 * unreachable host take a day.
 *
 * @param operation `sameForAll` lists refusals that concern every item, by errcode, with what makes them do so
 * @param parameters of the node as stored: a field without an expression is the same for every item
 */
export function stopRule(
	operation: { sameForAll: Readonly<Record<number, string>> },
	parameters: Readonly<Record<string, unknown>>,
): StopRule {
	let inARow = 0;
	return {
		isFatal(error, connected) {
			if (!connected && error instanceof InvalidInputError) return true;
			// Every other item would wait just as long.
			if (isTokenFailure(error) || error instanceof SilentHost) return true;
			if (concernsAll(error)) inARow += 1;
			if (inARow >= IN_A_ROW) return true;
			if (!(error instanceof WechatApiError)) return false;
			const { errcode } = error.refusal;
			const field = operation.sameForAll[errcode];
			return controlFlowOf(errcode).endsRun || (field !== undefined && !hasExpression(parameters[field]));
		},
		succeeded() {
			inARow = 0;
		},
	};
}

/**
 * Whether an error concerns all items: WeChat cannot be reached, refuses the token although it was renewed, or refuses calls of this API
 * although they were repeated minute after minute; this may be temporary.
 */
export function concernsAll(error: unknown): boolean {
	if (error instanceof IndeterminateResultError) return error.reach === 'not-sent';
	return isTokenRefused(error) || (error instanceof WechatApiError && error.refusal.errcode === TOO_FAST);
}
