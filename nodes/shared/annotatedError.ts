import { IndeterminateResultError, WechatApiError } from '../../core/errors/WechatErrors';

/**
 * Adds to an error how much was done before it.
 *
 * @param error what was thrown
 * @param progress e.g. `50 of 120 were tagged before`
 * @returns an error of the same class; any other error unchanged
 */
export function withProgress(error: unknown, progress: string): unknown {
	if (error instanceof WechatApiError) return new WechatApiError({ ...error.refusal, progress });
	if (error instanceof IndeterminateResultError)
		return new IndeterminateResultError(
			error.reach,
			`${error.reason} (${progress})`,
			error.path,
			error.attempts,
		);
	return error;
}

/**
 * Adds advice about the refused call to an error, for an operation that makes several calls.
 *
 * @param error what was thrown
 * @param hints advice by errcode
 * @returns an error of the same class; any other error, and any other code, unchanged
 */
export function withAdvice(error: unknown, hints: Readonly<Record<number, string>>): unknown {
	if (!(error instanceof WechatApiError)) return error;
	const advice = hints[error.refusal.errcode];
	return advice === undefined ? error : new WechatApiError({ ...error.refusal, advice });
}
