import { controlFlowOf } from './catalogue';
import { isTokenFailure } from './tokenPaths';
import { type Attempts, WechatApiError, type Renewal, IndeterminateResultError } from './WechatErrors';

/** Whether a refusal says no more than that the platform was busy. */
export function saysBusy(error: WechatApiError): boolean {
	return controlFlowOf(error.refusal.errcode).busy;
}

/** Whether the platform may have carried out the one attempt that failed with an error. */
export function isOpenAttempt(error: unknown): boolean {
	if (error instanceof IndeterminateResultError) return error.reach === 'maybe-sent';
	return error instanceof WechatApiError && saysBusy(error);
}

/**
 * Whether the platform may have carried out the call that failed with an error, be it in an attempt before the last one. An attempt
 * that got no token was not made, whatever is unknown of the request for the token.
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
 * Notes on an error of the platform how often the call was made.
 *
 * @param error what the last attempt threw
 * @param attempts how it was treated
 * @returns an error of the same kind; any other error, and one that has such a note already, as it is
 */
export function withAttempts(error: unknown, attempts: Attempts): unknown {
	return notedAttempts(error) ? error : noteAttempts(error, attempts);
}

/**
 * Notes the attempts of a call on the error of another one that ended it. That one's own attempts are of no consequence when one of the
 * call's may have been carried out.
 *
 * @param error what ended the call, such as a renewal of its token
 * @param attempts of the call that is ended
 * @returns an error of the same kind; any other error, and every one where nothing is open, as it is
 */
export function withOpenAttempts(error: unknown, attempts: Attempts): unknown {
	return attempts.open > 0 ? noteAttempts(error, attempts) : error;
}

function noteAttempts(error: unknown, attempts: Attempts): unknown {
	if (error instanceof WechatApiError) return new WechatApiError({ ...error.refusal, attempts });
	if (!(error instanceof IndeterminateResultError)) return error;
	const { reach, reason, path, isForeign } = error;
	return new IndeterminateResultError(reach, reason, path, attempts, isForeign);
}

/**
 * Notes on the refusal of a token what came of renewing it.
 *
 * @param error what was thrown
 * @param renewal undefined where none was tried
 * @returns an error of the same kind; any other error as it is
 */
export function withRenewal(error: unknown, renewal: Renewal | undefined): unknown {
	return error instanceof WechatApiError && renewal
		? new WechatApiError({ ...error.refusal, renewal })
		: error;
}
