import { controlFlowOf } from './catalogue';
import { type Attempts, WechatApiError, type Renewal, IndeterminateResultError } from './WechatErrors';

/** Whether a refusal says no more than that the platform was busy. */
export function saysBusy(error: WechatApiError): boolean {
	return controlFlowOf(error.refusal.errcode).busy;
}

/** Whether the platform may have carried out the attempt that failed with an error. */
export function isIndeterminate(error: unknown): boolean {
	if (error instanceof IndeterminateResultError) return error.reach === 'maybe-sent';
	return error instanceof WechatApiError && saysBusy(error);
}

/**
 * Notes on an error of the platform how often the call was made.
 *
 * @param error what the last attempt threw
 * @param attempts how it was treated
 * @returns an error of the same kind; any other error, and one that has such a note already, as it is
 */
export function withAttempts(error: unknown, attempts: Attempts): unknown {
	if (error instanceof WechatApiError && !error.refusal.attempts) {
		return new WechatApiError({ ...error.refusal, attempts });
	}
	if (error instanceof IndeterminateResultError && !error.attempts) {
		const { reach, reason, path, isForeign } = error;
		return new IndeterminateResultError(reach, reason, path, attempts, isForeign);
	}
	return error;
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
