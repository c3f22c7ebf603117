import { PlatformRefusal, ResultUnknown } from '../../../core/errors/WechatErrors';

/**
 * Adds to a failure how far the work had come before it.
 *
 * @param error what was thrown
 * @param progress e.g. `50 of 120 were tagged before`
 * @returns an error of the same kind; any other error as it is
 */
export function withProgress(error: unknown, progress: string): unknown {
	if (error instanceof PlatformRefusal) return new PlatformRefusal({ ...error.refusal, progress });
	if (error instanceof ResultUnknown)
		return new ResultUnknown(error.reach, `${error.reason} (${progress})`, error.path, error.attempts);
	return error;
}
