import { type ControlFlow, controlFlowOf, findCode } from './catalogue';
import { isTokenFailure } from './tokenPaths';
import { type Attempts, WechatApiError, type Renewal, IndeterminateResultError } from './WechatErrors';

/** The texts of -1 and of its newer relatives, which WeChat sends under codes that are in none of its tables. */
const BUSY = /\bsystem (busy|error)\b/i;

/**
 * Tells what the nodes do after a refusal. A code of no table is judged by its text.
 *
 * @see https://developers.weixin.qq.com/community/develop/doc/0008a0ce4e0d582e5cc04dac46b400
 */
export function controlFlowAfter({ refusal: { errcode, errmsg } }: WechatApiError): ControlFlow {
	const flow = controlFlowOf(errcode);
	return !findCode(errcode) && BUSY.test(errmsg) ? { ...flow, retry: 'backoff', busy: true } : flow;
}

/** Whether a refusal only says "system busy". */
export function saysBusy(error: WechatApiError): boolean {
	return controlFlowAfter(error).busy;
}

/** Whether WeChat may have carried out the single attempt that failed with this error. */
export function isOpenAttempt(error: unknown): boolean {
	if (error instanceof IndeterminateResultError) return error.reach === 'maybe-sent';
	return error instanceof WechatApiError && saysBusy(error);
}

/**
 * Whether WeChat may have carried out the call that failed with this error, in this attempt or an earlier one. An attempt that got no token
 * was not made, even if the outcome of the request for the token is unknown.
 */
export function isIndeterminate(error: unknown): boolean {
	const attempts = notedAttempts(error);
	if (attempts?.effect === 'write' && attempts.open > 0) return true;
	return isOpenAttempt(error) && !isTokenFailure(error);
}

function notedAttempts(error: unknown): Attempts | undefined {
	if (error instanceof WechatApiError) return error.refusal.attempts;
	return error instanceof IndeterminateResultError ? error.attempts : undefined;
}

/**
 * Adds to an error how often the call was made.
 *
 * @param error what the last attempt threw
 * @param attempts of the call that was ended
 * @returns an error of the same class; unchanged if it has attempts already or is of another class
 */
export function withAttempts(error: unknown, attempts: Attempts): unknown {
	return notedAttempts(error) ? error : noteAttempts(error, attempts);
}

/**
 * Adds the attempts of a call to the error of another call that ended it. The other call's own attempts do not matter when one of these may
 * have been carried out.
 *
 * @param error what ended the call, such as a renewal of its token
 * @param attempts of the call that is ended
 * @param lost the error of the last attempt that may have been carried out
 * @returns an error of the same class, or of that of `lost` where the class has no attempts, such as the end of the run; unchanged if no
 *   attempt may have been carried out
 */
export function withOpenAttempts(error: unknown, attempts: Attempts, lost: unknown): unknown {
	if (attempts.open === 0) return error;
	const hasAttempts = error instanceof WechatApiError || error instanceof IndeterminateResultError;
	return noteAttempts(hasAttempts ? error : lost, attempts);
}

function noteAttempts(error: unknown, attempts: Attempts): unknown {
	if (error instanceof WechatApiError) return new WechatApiError({ ...error.refusal, attempts });
	if (!(error instanceof IndeterminateResultError)) return error;
	const { reach, reason, path, isForeign } = error;
	return new IndeterminateResultError(reach, reason, path, attempts, isForeign);
}

/**
 * Adds to the refusal of a token the result of renewing it.
 *
 * @param error what was thrown
 * @param renewal undefined where none was tried
 * @returns an error of the same class; any other error unchanged
 */
export function withRenewal(error: unknown, renewal: Renewal | undefined): unknown {
	return error instanceof WechatApiError && renewal
		? new WechatApiError({ ...error.refusal, renewal })
		: error;
}
